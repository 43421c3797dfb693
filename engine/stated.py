"""A schedule whose trips and breaks are all stated: where they are missing, they are put where they are read."""

import datetime as dt
from collections.abc import Collection

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
        engineer = shift.engineer.id
        for leg in shift.legs:
            if leg.minutes and leg.is_clear:
                begin = _departure(context, shift, leg)
                depart, arrive = (
                    instant_at(context.origin, at, context.zone) for at in (begin, begin + leg.arrive - leg.depart)
                )
                trips.append(
                    Trip(
                        engineer_id=engineer,
                        depart=depart,
                        arrive=arrive,
                        from_site=leg.from_site,
                        to_site=leg.to_site,
                    )
                )
            if leg.ticket_id:
                ways[leg.ticket_id] = ways.get(leg.ticket_id, 0) + leg.minutes
        for pause in shift.pauses:
            if pause.is_floating and pause.start is not None:
                start, end = (
                    instant_at(context.origin, at, context.zone) for at in (pause.start, pause.start + pause.minutes)
                )
                breaks.append(BreakTaken(engineer_id=engineer, start=start, end=end))
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
            "trips": tuple(sorted(trips, key=lambda t: (t.depart, t.engineer_id, t.arrive))),
            "breaks": tuple(sorted(breaks, key=lambda b: (b.start, b.engineer_id))),
        }
    )


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
