"""Calendar feeds: an address that nobody can guess, for the engineer's own calendar program, which can show no key."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.store import tables
from engine.errors import UnknownId

from .secret import digest_of, looks_like_secret, new_secret


def make(session: Session, desk_id: str, engineer_id: str) -> str:
    """Return a new token of an engineer's feed, which is shown this once; the former one ends.

    What the feed said before stays, so that events which were moved meanwhile still update instead of doubling.

    Raises
    ------
    UnknownId
        When the desk has no such engineer.
    """
    if session.get(tables.Engineer, {"desk_id": desk_id, "id": engineer_id}) is None:
        raise UnknownId(f"there is no engineer {engineer_id!r}")
    feed = session.get(tables.Feed, {"desk_id": desk_id, "engineer_id": engineer_id})
    if feed is None:
        feed = tables.Feed(desk_id=desk_id, engineer_id=engineer_id, calendar=b"", version=0)
        session.add(feed)
    token = new_secret()
    feed.digest = digest_of(token)
    session.flush()
    return token


def revoke(session: Session, desk_id: str, engineer_id: str) -> None:
    """End an engineer's feed; one that is none is no error."""
    feed = session.get(tables.Feed, {"desk_id": desk_id, "engineer_id": engineer_id})
    if feed is not None:
        feed.digest = None
        session.flush()


def find(session: Session, engineer_id: str, token: str) -> tables.Feed | None:
    """Return the feed that a token opens, None when it opens none, or another engineer's."""
    if not looks_like_secret(token):
        return None
    feed = session.scalars(select(tables.Feed).where(tables.Feed.digest == digest_of(token))).one_or_none()
    return feed if feed is not None and feed.engineer_id == engineer_id else None
