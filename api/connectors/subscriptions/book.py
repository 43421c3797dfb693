"""The subscriptions of desks: noted down, found, and ended."""

import datetime as dt
import secrets
from collections.abc import Collection, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from api.store import desks, tables
from engine.errors import DataError, Flaw, UnknownId

from .address import address_of


def add(
    session: Session, desk_id: str, engineer_id: str, url: str, at: dt.datetime, trusted: Collection[str]
) -> tables.Subscription:
    """Write a subscription; its calendar is fetched by `refresh`.

    Raises
    ------
    DataError
        When the engineer or the address cannot be.
    """
    address = str(address_of(url, trusted))
    if session.get(tables.Engineer, {"desk_id": desk_id, "id": engineer_id}) is None:
        raise DataError([Flaw("request", 0, "engineer_id", engineer_id, "the desk has no such engineer")])
    row = tables.Subscription(
        id=f"s{secrets.token_hex(8)}", desk_id=desk_id, engineer_id=engineer_id, url=address, created=at
    )
    session.add(row)
    session.flush()
    return row


def of_desk(session: Session, desk_id: str) -> Sequence[tables.Subscription]:
    """Return all subscriptions of a desk, the oldest first."""
    rows = tables.Subscription
    return session.scalars(select(rows).where(rows.desk_id == desk_id).order_by(rows.created, rows.id)).all()


def one(session: Session, subscription_id: str, desk_id: str | None = None) -> tables.Subscription:
    """Return a subscription, of whatever desk or of a given one.

    Raises
    ------
    UnknownId
        When there is none such.
    """
    row = session.get(tables.Subscription, subscription_id)
    if row is None or desk_id not in (None, row.desk_id):
        raise UnknownId(f"there is no subscription {subscription_id!r}")
    return row


def remove(session: Session, desk_id: str, subscription_id: str) -> bool:
    """Delete a subscription with the busy time that came of it; whether that changed the desk's data.

    Raises
    ------
    UnknownId
        When the desk has none such.
    """
    row = one(session, subscription_id, desk_id)
    version = locked(session, desk_id)
    calendars = tables.Calendar
    mine = (calendars.desk_id == desk_id, calendars.source == source_of(subscription_id))
    was_busy = any(session.scalars(select(calendars.busy).where(*mine)))
    session.execute(delete(calendars).where(*mine))
    session.delete(row)
    return was_busy and desks.count_up(session, desk_id, version)


def everywhere(session: Session) -> Sequence[str]:
    """Return the ids of the subscriptions of all desks, those first that were looked at longest ago, or never."""
    rows = tables.Subscription
    return session.scalars(select(rows.id).order_by(rows.fetched.is_not(None), rows.fetched, rows.id)).all()


def source_of(subscription_id: str) -> str:
    """Return under which source a subscription's busy time is kept."""
    return f"subscription:{subscription_id}"


def locked(session: Session, desk_id: str) -> int:
    """Return a desk's data version, which nobody else counts up before this transaction ends."""
    row = select(tables.Desk.data_version).where(tables.Desk.id == desk_id).with_for_update()
    return session.scalars(row).one()
