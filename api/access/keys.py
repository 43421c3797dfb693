"""API keys: made, shown once, found by what is presented, and revoked."""

import datetime as dt
import hmac
import secrets
from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from api.store import tables
from engine.errors import DataError, Flaw, UnknownId

from .principal import Principal
from .roles import Role
from .secret import digest_of, looks_like_secret, new_secret

PREFIX = "od_"
"""How every key begins, so that people and scanners for leaked secrets know one when they see it."""
_LONGEST_NAME = 100


def make(
    session: Session,
    desk_id: str,
    name: str,
    role: Role,
    at: dt.datetime,
    engineer_id: str | None = None,
    expires: dt.datetime | None = None,
) -> tuple[tables.ApiKey, str]:
    """Write a new key and return it with what its holder presents, which is shown this once.

    Only the SHA-256 of the key is kept. A fast hash is right here: the key holds 256 random bits, so that trying keys
    is hopeless at any speed; see `digest_of`.

    Raises
    ------
    DataError
        When the name, the engineer or the expiry cannot be.
    """
    flaws = _flaws(session, desk_id, name, role, at, engineer_id, expires)
    if flaws:
        raise DataError(flaws)
    presented = PREFIX + new_secret()
    key = tables.ApiKey(
        id=f"k{secrets.token_hex(8)}",
        desk_id=desk_id,
        digest=digest_of(presented),
        name=name.strip(),
        role=role.value,
        engineer_id=engineer_id,
        created=at,
        expires=expires,
    )
    session.add(key)
    session.flush()
    return key, presented


def first_key(session: Session, desk_id: str, at: dt.datetime) -> str | None:
    """Make an admin key for a desk that has never had a key, and return it; None when there is one.

    A revoked key counts: what was closed on purpose is not opened by starting the service again.
    """
    # Two processes that start together must not both find no key: the second one waits here for the first.
    session.execute(select(tables.Desk.id).where(tables.Desk.id == desk_id).with_for_update())
    if session.scalars(select(tables.ApiKey.id).where(tables.ApiKey.desk_id == desk_id).limit(1)).first():
        return None
    return make(session, desk_id, "first", Role.ADMIN, at)[1]


def find(session: Session, presented: str, at: dt.datetime) -> tables.ApiKey | None:
    """Return the key that is presented, None when there is none such, or it is expired or revoked.

    It is looked up by its digest. How long that takes tells at most something about the digest, of which nobody gets
    back to the key; the last comparison takes the same time wherever two digests differ.
    """
    if not looks_like_key(presented):
        return None
    digest = digest_of(presented)
    key = session.scalars(select(tables.ApiKey).where(tables.ApiKey.digest == digest)).one_or_none()
    if key is None or not hmac.compare_digest(key.digest, digest):
        return None
    return key if is_valid(key, at) else None


def looks_like_key(presented: str) -> bool:
    """Whether something has the form of a key."""
    return presented.startswith(PREFIX) and looks_like_secret(presented.removeprefix(PREFIX))


def is_valid(key: tables.ApiKey, at: dt.datetime) -> bool:
    """Whether a key is neither revoked nor expired."""
    return key.revoked is None and (key.expires is None or at < key.expires)


def of_desk(session: Session, desk_id: str) -> Sequence[tables.ApiKey]:
    """Return all keys of a desk, the oldest first, revoked ones too."""
    keys = tables.ApiKey
    return session.scalars(select(keys).where(keys.desk_id == desk_id).order_by(keys.created, keys.id)).all()


def revoke(session: Session, desk_id: str, key_id: str, at: dt.datetime) -> tables.ApiKey:
    """End a key at once, and all sessions that were begun with it; a second time changes nothing.

    Raises
    ------
    UnknownId
        When the desk has no such key.
    """
    key = session.get(tables.ApiKey, key_id)
    if key is None or key.desk_id != desk_id:
        raise UnknownId(f"there is no key {key_id!r}")
    key.revoked = key.revoked or at
    session.execute(delete(tables.Session).where(tables.Session.key_id == key_id))
    session.flush()
    return key


def principal_of(key: tables.ApiKey, *, is_session: bool = False) -> Principal:
    """Return who acts with a key."""
    return Principal(
        desk_id=key.desk_id,
        name=f"key:{key.name}",
        role=Role(key.role),
        engineer_id=key.engineer_id,
        key_id=key.id,
        via="session" if is_session else "key",
    )


def _flaws(
    session: Session,
    desk_id: str,
    name: str,
    role: Role,
    at: dt.datetime,
    engineer_id: str | None,
    expires: dt.datetime | None,
) -> list[Flaw]:
    flaws = []
    if not 1 <= len(name.strip()) <= _LONGEST_NAME or not name.isprintable():
        message = f"a key's name has 1 to {_LONGEST_NAME} characters that can be printed"
        hint = "name the program or person that uses it"
        flaws.append(Flaw("request", 0, "name", name[:_LONGEST_NAME], message, hint))
    if role is Role.ENGINEER and not engineer_id:
        hint = "give the engineer_id whose calendar it opens"
        flaws.append(Flaw("request", 0, "engineer_id", "", "an engineer's key belongs to an engineer", hint))
    if engineer_id and session.get(tables.Engineer, {"desk_id": desk_id, "id": engineer_id}) is None:
        flaws.append(Flaw("request", 0, "engineer_id", engineer_id, "the desk has no such engineer"))
    if expires is not None and expires.tzinfo is None:
        flaws.append(Flaw("request", 0, "expires", expires.isoformat(), "the instant has no offset", "end it with Z"))
    elif expires is not None and expires <= at:
        flaws.append(Flaw("request", 0, "expires", expires.isoformat(), "the key would never have been valid"))
    return flaws
