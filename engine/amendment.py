"""A change of a schedule, told by engineers' days: what it changes, whether it still holds, and what comes of it.

The unit is one engineer's local day. Two changes of different days of different tickets can both be made, in any
order; two of the same day, or of the same ticket, cannot: the second one was thought out for a day that is no more.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from .domain.base import Frozen, Identifier
from .domain.problem import Problem
from .domain.schedule import Assignment, BreakTaken, Schedule, Trip

Key = tuple[str, dt.date]


class DayWork(Frozen):
    """What an engineer does on one local day: the work, trips and floating breaks that start on it."""

    engineer_id: Identifier
    date: dt.date
    assignments: tuple[Assignment, ...] = ()
    trips: tuple[Trip, ...] = ()
    breaks: tuple[BreakTaken, ...] = ()


class Amendment(Frozen):
    """Days as they are to be."""

    days: tuple[DayWork, ...] = ()


@dataclass(frozen=True)
class Moved:
    """A ticket with another place after a change; None is unassigned."""

    ticket_id: str
    before: Assignment | None
    after: Assignment | None


@dataclass(frozen=True)
class Stale:
    """Why an amendment no longer holds: a day, or a ticket, that has changed since it was made."""

    engineer_id: str
    date: dt.date
    ticket_id: str = ""


Zones = Mapping[str, ZoneInfo]


def zones_of(problem: Problem) -> Zones:
    """Return the engineers' zones; for anybody else, the desk's."""
    usual = ZoneInfo(problem.desk.time_zone)
    known = {engineer.id: ZoneInfo(engineer.time_zone) for engineer in problem.engineers}
    return defaultdict(lambda: usual, known)


def difference(before: Schedule | None, after: Schedule, zones: Zones, of: Collection[str] | None = None) -> Amendment:
    """Return the days that differ, as they are in the second schedule; of some engineers alone where they are named."""
    old, new = (_days(each, zones, of) if each else {} for each in (before, after))
    keys = sorted({*old, *new})
    days = ((key, new.get(key) or DayWork(engineer_id=key[0], date=key[1])) for key in keys)
    return Amendment(days=tuple(day for key, day in days if old.get(key, day if not _has(day) else None) != day))


def moved(before: Schedule | None, after: Schedule) -> tuple[Moved, ...]:
    """Return the tickets that differ in engineers, start or end, by their earlier start."""
    old = {each.ticket_id: each for each in before.assignments} if before else {}
    new = {each.ticket_id: each for each in after.assignments}
    found = (Moved(ticket, old.get(ticket), new.get(ticket)) for ticket in {**old, **new})
    differing = [each for each in found if _place(each.before) != _place(each.after)]
    return tuple(sorted(differing, key=lambda m: (_first(m), m.ticket_id)))


def stale(amendment: Amendment, base: Schedule | None, current: Schedule | None, zones: Zones) -> tuple[Stale, ...]:
    """Return what stands in the way of an amendment: days and tickets that are no longer as it took them to be."""
    old, new = (_days(each, zones) if each else {} for each in (base, current))
    touched = {(day.engineer_id, day.date) for day in amendment.days}
    found = [Stale(*key) for key in sorted(touched) if old.get(key) != new.get(key)]
    days = {key for key in touched if old.get(key) == new.get(key)}
    taken = {each.ticket_id: each for each in (current.assignments if current else ())}
    was = {each.ticket_id: each for each in (base.assignments if base else ())}
    for day in amendment.days:
        for given in day.assignments:
            there = taken.get(given.ticket_id)
            if (day.engineer_id, day.date) in days and _place(there) != _place(was.get(given.ticket_id)):
                found.append(Stale(day.engineer_id, day.date, given.ticket_id))
    return tuple(found)


def amend(current: Schedule | None, amendment: Amendment, zones: Zones) -> Schedule:
    """Return the schedule with the amendment's days in place of its own.

    What the schedule says of itself (score, bound, reasons, figures) is left out: it holds no longer.
    """
    days = dict(_days(current, zones)) if current else {}
    days.update({(day.engineer_id, day.date): day for day in amendment.days})
    # Work of several engineers stands on the day of each; an amendment holds the days of all of them. What it says of a
    # ticket holds, also where the ticket has come from a day that it does not name.
    assignments = {given.ticket_id: given for day in amendment.days for given in day.assignments}
    for _, day in sorted(days.items()):
        for given in day.assignments:
            assignments.setdefault(given.ticket_id, given)
    trips = [trip for day in days.values() for trip in day.trips]
    breaks = [taken for day in days.values() for taken in day.breaks]
    return Schedule(
        planning_window=current.planning_window if current else None,
        assignments=tuple(sorted(assignments.values(), key=lambda a: (a.start, a.ticket_id))),
        trips=tuple(sorted(trips, key=lambda t: (t.depart, t.engineer_id, t.arrive))),
        breaks=tuple(sorted(breaks, key=lambda b: (b.start, b.engineer_id))),
    )


def _days(schedule: Schedule, zones: Zones, of: Collection[str] | None = None) -> dict[Key, DayWork]:
    work: dict[Key, list[Assignment]] = defaultdict(list)
    trips: dict[Key, list[Trip]] = defaultdict(list)
    breaks: dict[Key, list[BreakTaken]] = defaultdict(list)
    for given in schedule.assignments:
        for engineer in given.engineer_ids:
            if of is None or engineer in of:
                work[engineer, _date(given.start, zones[engineer])].append(given)
    for trip in schedule.trips:
        if of is None or trip.engineer_id in of:
            trips[trip.engineer_id, _date(trip.depart, zones[trip.engineer_id])].append(trip)
    for taken in schedule.breaks:
        if of is None or taken.engineer_id in of:
            breaks[taken.engineer_id, _date(taken.start, zones[taken.engineer_id])].append(taken)
    return {
        key: DayWork(
            engineer_id=key[0],
            date=key[1],
            assignments=_sorted(work[key]),
            trips=tuple(sorted(trips[key], key=lambda t: (t.depart, t.arrive, t.from_site, t.to_site))),
            breaks=tuple(sorted(breaks[key], key=lambda b: b.start)),
        )
        for key in {*work, *trips, *breaks}
    }


def _sorted(work: Iterable[Assignment]) -> tuple[Assignment, ...]:
    return tuple(sorted(work, key=lambda each: (each.start, each.ticket_id)))


def _date(instant: dt.datetime, zone: ZoneInfo) -> dt.date:
    return instant.astimezone(zone).date()


def _has(day: DayWork) -> bool:
    return bool(day.assignments or day.trips or day.breaks)


def _place(given: Assignment | None) -> tuple[frozenset[str], dt.datetime, dt.datetime] | None:
    return (frozenset(given.engineer_ids), given.start, given.end) if given else None


def _first(change: Moved) -> dt.datetime:
    given = change.before or change.after
    assert given is not None, "a ticket that is nowhere before and after has not moved"
    return given.start
