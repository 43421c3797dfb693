"""A desk's data in rows, and the Problem that they make together."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from engine.domain.base import Frozen
from engine.domain.client import Client
from engine.domain.desk import Desk
from engine.domain.engineer import Engineer
from engine.domain.problem import Problem
from engine.domain.schedule import Schedule
from engine.domain.site import Site
from engine.domain.ticket import Ticket
from engine.domain.weights import Weights
from engine.errors import UnknownId
from engine.given_up import without_given_up

from . import tables
from .tables.data import OfDesk

KINDS: dict[str, tuple[type[OfDesk], type[Frozen]]] = {
    "engineers": (tables.Engineer, Engineer),
    "clients": (tables.Client, Client),
    "sites": (tables.Site, Site),
    "tickets": (tables.Ticket, Ticket),
}
"""What a desk is made of: its table and its model, by the name of the Problem's field."""
IMPORTED = "import"
"""The source of busy time that came with the engineers."""
STEP = dt.timedelta(minutes=5)
"""A live desk's now counts on in such steps, so that what is compiled serves for a while."""


@dataclass(frozen=True)
class Snapshot:
    """A desk as it was at one moment: its problem, and the versions of what it was read from."""

    desk_id: str
    problem: Problem
    data_version: int
    published_version: int
    is_live: bool
    published: Schedule | None
    """The published schedule as it was stored; the problem's leaves out what the desk no longer has."""


@dataclass(frozen=True)
class Edit:
    """One row to write; no model deletes it."""

    kind: str
    id: str
    model: Frozen | None


def create(session: Session, desk_id: str, problem: Problem, at: dt.datetime, actor: str, *, is_live: bool) -> None:
    """Write a new desk. Its published schedule, where the problem has one, is written by `schedules.first`."""
    days, body = _days(problem.desk), _desk_body(problem.desk)
    desk = tables.Desk(id=desk_id, body=body, is_live=is_live, days=days, created=at)
    session.add(desk)
    session.flush()
    set_weights(session, desk_id, problem.desk.weights, at, actor)
    fill(session, desk_id, problem, at)


def fill(session: Session, desk_id: str, problem: Problem, at: dt.datetime) -> None:
    """Write all rows of a problem in place of a desk's own."""
    for name, (table, _) in KINDS.items():
        session.execute(delete(table).where(table.desk_id == desk_id))
        session.add_all(_row(desk_id, name, model, at_) for at_, model in enumerate(getattr(problem, name)))
    session.execute(delete(tables.Calendar).where(tables.Calendar.desk_id == desk_id))
    # What subscriptions had brought has gone as well: they are read anew.
    subscriptions = tables.Subscription
    session.execute(update(subscriptions).where(subscriptions.desk_id == desk_id).values(etag="", read_for=""))
    for engineer in problem.engineers:
        set_busy(session, desk_id, engineer, at)


def write(session: Session, desk_id: str, edits: Iterable[Edit]) -> None:
    """Write some rows of a desk; what is new goes last. Busy time is not among them: see `set_busy`."""
    for edit in edits:
        table, _ = KINDS[edit.kind]
        row = session.get(table, {"desk_id": desk_id, "id": edit.id})
        if edit.model is None:
            if row is not None:
                session.delete(row)
            continue
        position = row.position if row else _last(session, table, desk_id) + 1
        new = _row(desk_id, edit.kind, edit.model, position)
        session.merge(new)
        session.flush()


def set_desk(session: Session, desk_id: str, desk: Desk, *, is_window_kept: bool = False) -> None:
    """Write what holds for everybody at a desk; its weights are versions of their own.

    Where the planning window is kept, a live desk goes on planning as many days: the same instants would touch one more
    in another zone.
    """
    days = {} if is_window_kept else {"days": _days(desk)}
    session.execute(update(tables.Desk).where(tables.Desk.id == desk_id).values(body=_desk_body(desk), **days))


def set_weights(session: Session, desk_id: str, weights: Weights, at: dt.datetime, actor: str) -> None:
    """Write weights as a version of their own."""
    row = tables.Weights(
        desk_id=desk_id, version=weights.version, body=weights.model_dump(), created=at, created_by=actor
    )
    session.merge(row)


def set_busy(session: Session, desk_id: str, engineer: Engineer, at: dt.datetime, source: str = IMPORTED) -> None:
    """Write an engineer's busy time of one source in place of what that source said before."""
    busy = [each.model_dump(mode="json") for each in engineer.busy]
    key = {"desk_id": desk_id, "engineer_id": engineer.id, "source": source}
    session.merge(tables.Calendar(**key, busy=busy, changed=at))


def count_up(session: Session, desk_id: str, data_version: int) -> bool:
    """Count a desk's data version up, if it is still the given one; whoever is told False has to look again."""
    statement = (
        update(tables.Desk)
        .where(tables.Desk.id == desk_id, tables.Desk.data_version == data_version)
        .values(data_version=data_version + 1)
    )
    return session.execute(statement).rowcount == 1  # type: ignore[attr-defined, no-any-return]


def lock(session: Session, desk_id: str) -> None:
    """Keep others from publishing, changing data or writing automatic actions at a desk until the transaction ends."""
    # Every new row that belongs to the desk holds its key: a lock that refused that would be waited for by whoever has
    # locked a proposal before writing a decision, and would itself wait for the proposal.
    wanted = select(tables.Desk.id).where(tables.Desk.id == desk_id)
    session.execute(wanted.with_for_update(key_share=True))


def versions(session: Session, desk_id: str) -> tuple[int, int]:
    """Return a desk's data version and the version of its published schedule (0 is none).

    Raises
    ------
    UnknownId
        When there is no such desk.
    """
    row = session.execute(
        select(tables.Desk.data_version, tables.Desk.published_version).where(tables.Desk.id == desk_id)
    ).one_or_none()
    if row is None:
        raise UnknownId(f"there is no desk {desk_id!r}")
    return row[0], row[1]


def snapshot(session: Session, desk_id: str, at: dt.datetime) -> Snapshot:
    """Read a desk as it is now.

    Parameters
    ----------
    session : Session
        One that sees one state of the database throughout.
    at : datetime
        The wall clock, by which a live desk runs.

    Raises
    ------
    UnknownId
        When there is no such desk.
    """
    row = session.get(tables.Desk, desk_id)
    if row is None:
        raise UnknownId(f"there is no desk {desk_id!r}")
    desk = Desk.model_validate({**row.body, "weights": _weights(session, desk_id)})
    if row.is_live:
        desk = _at(desk, at, row.days)
    busy = _busy(session, desk_id)
    parts = {name: _models(session, desk_id, name) for name in KINDS}
    parts["engineers"] = [{**body, "busy": busy[body["id"]]} for body in parts["engineers"]]
    problem = Problem.model_validate({"desk": desk, **parts})
    published = None
    if row.published_version:
        stored = session.get(tables.Schedule, {"desk_id": desk_id, "version": row.published_version})
        assert stored is not None, "a desk names a schedule that is there"
        published = Schedule.model_validate(stored.body)
    problem = problem.model_copy(update={"published": still_there(published, problem) if published else None})
    return Snapshot(desk_id, problem, row.data_version, row.published_version, row.is_live, published)


def _at(desk: Desk, at: dt.datetime, days: int) -> Desk:
    """Return a live desk as it is at an instant: its window begins with the local day and spans whole days."""
    now = dt.datetime.fromtimestamp(-(-at.timestamp() // STEP.total_seconds()) * STEP.total_seconds(), dt.UTC)
    zone = ZoneInfo(desk.time_zone)
    today = now.astimezone(zone).date()
    start, end = (
        dt.datetime.combine(day, dt.time(), zone).isoformat() for day in (today, today + dt.timedelta(days=days))
    )
    body = desk.model_dump() | {"now": now, "planning_window": {"start": start, "end": end}}
    return Desk.model_validate(body)


def _days(desk: Desk) -> int:
    """Return how many local days the planning window touches, which is how far a live desk plans ahead."""
    zone, window = ZoneInfo(desk.time_zone), desk.planning_window
    first, last = (each.astimezone(zone).date() for each in (window.start, window.end - dt.timedelta(microseconds=1)))
    return (last - first).days + 1


def with_ticket(now: Snapshot, ticket_id: str) -> Snapshot:
    """Return a desk that has a ticket.

    Raises
    ------
    UnknownId
        When it has none of that id.
    """
    if ticket_id not in now.problem.ticket:
        raise UnknownId(f"the desk has no ticket {ticket_id!r}")
    return now


def still_there(published: Schedule, problem: Problem) -> Schedule:
    """Return a schedule without what the desk has no more or has given up, and without days gone by."""
    known, begin = without_given_up(known_to(problem, published), problem), problem.desk.planning_window.start
    return known.model_copy(
        update={
            "assignments": tuple(each for each in known.assignments if each.end > begin),
            "trips": tuple(each for each in known.trips if each.arrive > begin),
            "breaks": tuple(each for each in known.breaks if each.end > begin),
        }
    )


def known_to(problem: Problem, schedule: Schedule) -> Schedule:
    """Return a schedule without work, trips and breaks of tickets, people and sites that the desk has no more."""
    people, sites = problem.engineer.keys(), problem.site.keys()
    assignments = (
        each
        for each in schedule.assignments
        if each.ticket_id in problem.ticket
        and people >= set(each.engineer_ids)
        and (each.site_id is None or each.site_id in sites)
    )
    trips = (each for each in schedule.trips if each.engineer_id in people and sites >= {each.from_site, each.to_site})
    return schedule.model_copy(
        update={
            "assignments": tuple(assignments),
            "trips": tuple(trips),
            "breaks": tuple(each for each in schedule.breaks if each.engineer_id in people),
            "unassigned": tuple(each for each in schedule.unassigned if each.ticket_id in problem.ticket),
        }
    )


def _row(desk_id: str, kind: str, model: Frozen, position: int) -> OfDesk:
    body: dict[str, Any] = model.model_dump(mode="json", exclude={"busy"})
    common = {"desk_id": desk_id, "id": body["id"], "position": position, "body": body}
    if isinstance(model, Ticket):
        words = (model.id, model.summary, model.client_id, model.site_id or "", model.type, *model.tags)
        return tables.Ticket(
            **common,
            status=model.status.value,
            priority=model.priority,
            client_id=model.client_id,
            found_by=" ".join(words).lower(),
        )
    return KINDS[kind][0](**common)


def _models(session: Session, desk_id: str, kind: str) -> Sequence[Any]:
    table, _ = KINDS[kind]
    rows = select(table.body).where(table.desk_id == desk_id).order_by(table.position, table.id)
    return session.scalars(rows).all()


def _busy(session: Session, desk_id: str) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    calendars = tables.Calendar
    rows = select(calendars).where(calendars.desk_id == desk_id).order_by(calendars.engineer_id, calendars.source)
    for row in session.scalars(rows):
        # A desk that was exported holds what its subscriptions brought; imported again, it is told twice.
        found[row.engineer_id] += [each for each in row.busy if each not in found[row.engineer_id]]
    return found


def _weights(session: Session, desk_id: str) -> dict[str, Any]:
    newest = (
        select(tables.Weights.body)
        .where(tables.Weights.desk_id == desk_id)
        .order_by(tables.Weights.version.desc())
        .limit(1)
    )
    return session.scalars(newest).one()


def _last(session: Session, table: type[OfDesk], desk_id: str) -> int:
    rows = select(table.position).where(table.desk_id == desk_id).order_by(table.position.desc()).limit(1)
    return session.scalars(rows).one_or_none() or 0


def _desk_body(desk: Desk) -> dict[str, Any]:
    return desk.model_dump(mode="json", exclude={"weights"})
