"""Sessions of the page: begun with a key, ended by hand, with the key, or by themselves."""

import datetime as dt

from sqlalchemy import delete
from sqlalchemy.orm import Session

from api.store import tables

from . import keys
from .secret import digest_of, looks_like_secret, new_secret


def sign_in(session: Session, presented: str, at: dt.datetime, hours: int) -> tuple[str, dt.datetime] | None:
    """Begin a session with a key; None when the key is not a valid one.

    Returns
    -------
    tuple of str, datetime
        What the browser shows from now on, of which only the digest is kept, and when the session ends by itself.
    """
    key = keys.find(session, presented, at)
    if key is None:
        return None
    session.execute(delete(tables.Session).where(tables.Session.expires <= at))
    ends = at + dt.timedelta(hours=hours)
    expires = min(ends, key.expires) if key.expires else ends
    token = new_secret()
    session.add(tables.Session(digest=digest_of(token), key_id=key.id, created=at, expires=expires))
    session.flush()
    return token, expires


def find(session: Session, token: str, at: dt.datetime) -> tables.ApiKey | None:
    """Return the key that a session was begun with, None when the session, or the key, is no longer valid."""
    if not looks_like_secret(token):
        return None
    row = session.get(tables.Session, digest_of(token))
    if row is None or row.expires <= at:
        return None
    key = session.get(tables.ApiKey, row.key_id)
    return key if key is not None and keys.is_valid(key, at) else None


def end(session: Session, token: str) -> None:
    """End a session; one that is none is no error."""
    if looks_like_secret(token):
        session.execute(delete(tables.Session).where(tables.Session.digest == digest_of(token)))
