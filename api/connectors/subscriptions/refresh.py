"""Brings an engineer's busy time up to date with the calendar that she keeps elsewhere."""

import datetime as dt
import hashlib
import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from api.settings import Settings
from api.store import desks, tables
from api.store.database import Database
from api.store.desks import Snapshot
from engine.domain.desk import PlanningWindow
from engine.domain.engineer import Engineer
from engine.errors import DataError, Flaw, UnknownId
from engine.files.calendars import Scope

from . import book
from .fetch import Fetched, fetch
from .parse import parse_calendar

_LOG = logging.getLogger("openday")
Fetch = Callable[[str, Collection[str], str], Fetched | None]
MOST_TRIES = 3
"""Times that a calendar is read because the desk's window or sites changed while it was read."""
AHEAD = dt.timedelta(days=90)
"""How far from today a live desk's calendars are read, as far as a planning window may span."""


@dataclass(frozen=True)
class Refreshed:
    """How a refresh went: whether the desk's data changed, and what went wrong, in words."""

    changed: bool
    error: str = ""


def refresh(
    database: Database, settings: Settings, subscription_id: str, at: dt.datetime, fetch: Fetch = fetch
) -> Refreshed:
    """Fetch a subscription's calendar and write its busy time, if that changed.

    What goes wrong is noted on the subscription, and the busy time known before stays. Nothing is locked while the
    network is asked, which takes as long as the other side likes, up to `fetch.SECONDS`: call it from a thread.

    Raises
    ------
    UnknownId
        When there is no such subscription.
    """
    try:
        changed = _refreshed(database, settings, subscription_id, at, fetch)
    except DataError as error:
        with database.write() as session:
            row = session.get(tables.Subscription, subscription_id)
            if row is not None:
                row.error, row.fetched = str(error), at
        return Refreshed(changed=False, error=str(error))
    return Refreshed(changed)


def refresh_all(
    database: Database,
    settings: Settings,
    at: dt.datetime,
    fetch: Fetch = fetch,
    should_stop: Callable[[], bool] = lambda: False,
) -> dict[str, Refreshed]:
    """Refresh the subscriptions of all desks, one after the other, and return by id how each went.

    Parameters
    ----------
    should_stop : callable
        Asked before each; whoever ends the service need not wait for all of them.
    """
    with database.read() as session:
        ids = book.everywhere(session)
    done = {}
    for subscription_id in ids:
        if should_stop():
            break
        # One that was ended meanwhile is no reason to leave the others out, nor is one that nobody has foreseen.
        try:
            done[subscription_id] = refresh(database, settings, subscription_id, at, fetch)
        except UnknownId:
            continue
        except Exception:
            _LOG.exception("subscription %s could not be refreshed", subscription_id)
    return done


def scope_of(now: Snapshot, engineer_id: str) -> Scope:
    """Return what an engineer's calendar is read for.

    A live desk's window goes on every day, and what was read for it is not read again while a calendar cannot be
    fetched, or was uploaded by hand: there it is read `AHEAD`.

    Raises
    ------
    DataError
        When the desk has no such engineer.
    """
    engineer, window = now.problem.engineer.get(engineer_id), now.problem.desk.planning_window
    if engineer is None:
        raise DataError([Flaw("calendar", 0, "engineer_id", engineer_id, "the desk has no such engineer")])
    if now.is_live:
        window = PlanningWindow(start=window.start, end=max(window.end, window.start + AHEAD))
    return Scope("calendar", ZoneInfo(engineer.time_zone), window, frozenset(now.problem.site))


def _refreshed(database: Database, settings: Settings, subscription_id: str, at: dt.datetime, fetch: Fetch) -> bool:
    with database.read() as session:
        row = book.one(session, subscription_id)
        desk_id, engineer_id, url = row.desk_id, row.engineer_id, row.url
        scope = scope_of(desks.snapshot(session, desk_id, at), engineer_id)
        etag = row.etag if _is_up_to_date(session, row, scope) else ""
    fetched = fetch(url, settings.subscription_hosts, etag)
    for _ in range(MOST_TRIES):
        busy = parse_calendar(fetched.data, scope) if fetched else None
        with database.write() as session:
            version = book.locked(session, desk_id)
            kept = session.get(tables.Subscription, subscription_id)
            if kept is None:
                return False
            if fetched is None or busy is None:
                kept.error, kept.fetched = "", at
                return False
            snapshot = desks.snapshot(session, desk_id, at)
            now = scope_of(snapshot, engineer_id)
            if now == scope:
                kept.etag, kept.read_for, kept.error, kept.fetched = fetched.etag, _mark(scope), "", at
                engineer = snapshot.problem.engineer[engineer_id].model_copy(update={"busy": tuple(busy)})
                return _write(session, kept, engineer, version, at)
        scope = now
    raise DataError([Flaw("calendar", 0, "", "", "the desk changed while the calendar was read", "refresh it again")])


def _write(session: Session, row: tables.Subscription, engineer: Engineer, version: int, at: dt.datetime) -> bool:
    """Write the busy time of a subscription, if it changed; whether it did."""
    known = _kept(session, row)
    before = known.busy if known else None
    busy = [each.model_dump(mode="json") for each in engineer.busy]
    if busy == before:
        return False
    desks.set_busy(session, row.desk_id, engineer, at, book.source_of(row.id))
    # A calendar that has been empty from the first is noted down, and changes nothing.
    return bool(busy or before) and desks.count_up(session, row.desk_id, version)


def _is_up_to_date(session: Session, row: tables.Subscription, scope: Scope) -> bool:
    """Whether what was fetched last still says all: it was read for the same window, and nobody threw it away."""
    return row.read_for == _mark(scope) and _kept(session, row) is not None


def _kept(session: Session, row: tables.Subscription) -> tables.Calendar | None:
    key = {"desk_id": row.desk_id, "engineer_id": row.engineer_id, "source": book.source_of(row.id)}
    return session.get(tables.Calendar, key)


def _mark(scope: Scope) -> str:
    """Return by what it is seen that a calendar would be read differently."""
    read_for = (scope.zone.key, scope.window.model_dump_json(), sorted(scope.sites))
    return hashlib.sha256(repr(read_for).encode()).hexdigest()
