"""A schedule whose trips and breaks are all stated: where they are missing, they are put where they are read."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from .context import Context
from .domain.schedule import Assignment, BreakTaken, Schedule, Trip
from .just_in_time import latest
from .legs import Leg
from .reading import Reading, ShiftReading
from .shifts import Shift
from .timeline import floor_minute, instant_at, subtract


def with_trips(context: Context, schedule: Schedule, of: Collection[Shift] | None = None) -> Schedule:
    """Return the schedule with the trips and floating breaks that its work calls for, on some shifts or on all.

    Work stays where it is. A trip leaves as late as it can, but the one home. A trip that finds no room is left out;
    the audit says so.
    """

    def is_meant(engineer_id: str, instant: dt.datetime) -> bool:
        return of is None or context.shift_at(engineer_id, floor_minute(context.origin, instant)) in of

    bare = schedule.model_copy(
        update={
            "trips": tuple(trip for trip in schedule.trips if not is_meant(trip.engineer_id, trip.depart)),
            "breaks": tuple(taken for taken in schedule.breaks if not is_meant(taken.engineer_id, taken.start)),
        }
    )
    trips, breaks, ways = list(bare.trips), list(bare.breaks), dict[str, int]()
    for shift in Reading(context, bare).shifts:
        if of is not None and shift.shift not in of:
            continue
        for leg in shift.legs:
            if leg.minutes and leg.is_clear:
                trips.append(_trip(context, shift, leg))
            if leg.ticket_id:
                ways[leg.ticket_id] = ways.get(leg.ticket_id, 0) + leg.minutes
        breaks += _breaks(context, shift)
    tickets = context.problem.ticket
    assignments = tuple(
        _brought(each, ways.get(each.ticket_id, 0))
        if tickets[each.ticket_id].is_schedulable and all(is_meant(who, each.start) for who in each.engineer_ids)
        else each
        for each in schedule.assignments
    )
    return bare.model_copy(
        update={
            "assignments": assignments,
            "trips": _sorted(trips),
            "breaks": _sorted_breaks(breaks),
        }
    )


def with_ways(context: Context, schedule: Schedule, of: Collection[Shift]) -> Schedule:
    """Return the schedule with the trips ahead that its work on some shifts calls for and that it does not state.

    All that is stated stays as it is, but breaks in the time of a set-up, which are put elsewhere. A trip or a break
    that finds no room is left out; the audit says so.
    """
    whose = {shift.engineer_id for shift in of}

    def shift_of(engineer_id: str, instant: dt.datetime) -> Shift | None:
        # Finding the shift of an instant takes a while, so most are passed over by their engineer.
        if engineer_id not in whose:
            return None
        return context.shift_at(engineer_id, floor_minute(context.origin, instant))

    work = [(each, {shift_of(who, each.start) for who in each.engineer_ids}) for each in schedule.assignments]
    here = schedule.model_copy(
        update={
            "assignments": tuple(each for each, shifts in work if not shifts.isdisjoint(of)),
            "trips": tuple(trip for trip in schedule.trips if trip.engineer_id in whose),
        }
    )
    now = context.problem.desk.now
    over = Counter(
        (shift_of(trip.engineer_id, trip.depart), trip.from_site, trip.to_site)
        for trip in here.trips
        if trip.depart < now
    )
    reading, breaks = Reading(context, here), list(schedule.breaks)
    crossed = _in_setups(reading, of)
    if crossed:
        breaks = [
            each
            for each in breaks
            if each.start < now or (each.engineer_id, floor_minute(context.origin, each.start)) not in crossed
        ]
        reading = Reading(context, here.model_copy(update={"breaks": tuple(breaks)}))
    trips, ways = list(schedule.trips), Counter[str]()
    for shift in reading.shifts:
        if shift.shift not in of:
            continue
        if any(who == shift.engineer.id for who, _ in crossed):
            breaks += [each for each in _breaks(context, shift) if each not in breaks]
        for leg in shift.legs:
            ways[leg.ticket_id] += leg.minutes
            made = shift.shift, leg.from_site, leg.to_site
            if leg.is_stated or over[made]:
                # A trip that has begun is read as if it were not stated, yet it is made.
                over[made] -= not leg.is_stated
            elif leg.is_clear and leg.depart >= context.now:
                trips.append(_trip(context, shift, leg))
    tickets = context.problem.ticket
    assignments = tuple(
        _brought(each, ways[each.ticket_id])
        if tickets[each.ticket_id].is_schedulable and each.start >= now and shifts <= set(of)
        else each
        for each, shifts in work
    )
    return schedule.model_copy(
        update={"assignments": assignments, "trips": _sorted(trips), "breaks": _sorted_breaks(breaks)}
    )


def _in_setups(reading: Reading, of: Collection[Shift]) -> set[tuple[str, int]]:
    """Return whose breaks lie in the time of a set-up on some shifts, and when they start."""
    return {
        (shift.engineer.id, pause.start)
        for shift in reading.shifts
        if shift.shift in of
        for pause in shift.pauses
        for stop in shift.stops
        if pause.is_floating
        and pause.start is not None
        and pause.start < stop.start
        and stop.start - stop.setup_minutes < pause.start + pause.minutes
        and stop.setup_minutes
    }


def _breaks(context: Context, shift: ShiftReading) -> Iterator[BreakTaken]:
    """Yield the floating breaks that have a place, as they are stated."""
    for pause in shift.pauses:
        if pause.is_floating and pause.start is not None:
            start, end = (
                instant_at(context.origin, at, context.zone) for at in (pause.start, pause.start + pause.minutes)
            )
            yield BreakTaken(engineer_id=shift.engineer.id, start=start, end=end)


def _trip(context: Context, shift: ShiftReading, leg: Leg) -> Trip:
    """Return a trip that is read as one that is stated."""
    begin = _departure(context, shift, leg)
    depart, arrive = (instant_at(context.origin, at, context.zone) for at in (begin, begin + leg.arrive - leg.depart))
    return Trip(
        engineer_id=shift.engineer.id, depart=depart, arrive=arrive, from_site=leg.from_site, to_site=leg.to_site
    )


def _sorted(trips: Iterable[Trip]) -> tuple[Trip, ...]:
    return tuple(sorted(trips, key=lambda t: (t.depart, t.engineer_id, t.arrive)))


def _sorted_breaks(breaks: Iterable[BreakTaken]) -> tuple[BreakTaken, ...]:
    return tuple(sorted(breaks, key=lambda b: (b.start, b.engineer_id)))


def _departure(context: Context, shift: ShiftReading, leg: Leg) -> int:
    """Return when a trip leaves: as late as nothing else is touched, on the way home at once."""
    if leg.stop < 0 or leg.is_stated or leg.depart < context.now:
        return leg.depart
    free = subtract(shift.shift.working, context.idle_in(shift.shift))
    works = [(work.start - work.setup_minutes, work.end) for work in shift.works]
    stops = [(stop.start - stop.setup_minutes, stop.end) for stop in shift.stops]
    breaks = [(p.start, p.start + p.minutes) for p in shift.pauses if p.is_floating and p.start is not None]
    ways = [(each.depart, each.arrive) for each in shift.legs if each is not leg]
    return latest(free, [*works, *stops, *breaks, *ways], breaks, (leg.depart, leg.arrive))


def _brought(given: Assignment, minutes: int) -> Assignment:
    return given if given.travel_minutes == minutes else given.model_copy(update={"travel_minutes": minutes})
