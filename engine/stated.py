"""A schedule whose trips and breaks are all stated: where they are missing, they are put where they are read."""

from collections.abc import Collection

from .context import Context
from .domain.schedule import Assignment, BreakTaken, Schedule, Trip
from .reading import Reading
from .timeline import instant_at


def with_trips(context: Context, schedule: Schedule, of: Collection[str] | None = None) -> Schedule:
    """Return the schedule with the trips and floating breaks that its work calls for, of some engineers or of all.

    Work stays where it is. A trip that finds no room is left out; the audit says so.
    """

    def is_meant(engineer_id: str) -> bool:
        return of is None or engineer_id in of

    bare = schedule.model_copy(
        update={
            "trips": tuple(trip for trip in schedule.trips if not is_meant(trip.engineer_id)),
            "breaks": tuple(taken for taken in schedule.breaks if not is_meant(taken.engineer_id)),
        }
    )
    trips, breaks, ways = list(bare.trips), list(bare.breaks), dict[str, int]()
    for shift in Reading(context, bare).shifts:
        engineer = shift.engineer.id
        if not is_meant(engineer):
            continue
        for leg in shift.legs:
            if leg.minutes and leg.is_clear:
                depart, arrive = (instant_at(context.origin, at, context.zone) for at in (leg.depart, leg.arrive))
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
    assignments = tuple(
        _brought(each, ways.get(each.ticket_id, 0)) if all(map(is_meant, each.engineer_ids)) else each
        for each in schedule.assignments
    )
    return bare.model_copy(
        update={
            "assignments": assignments,
            "trips": tuple(sorted(trips, key=lambda t: (t.depart, t.engineer_id, t.arrive))),
            "breaks": tuple(sorted(breaks, key=lambda b: (b.start, b.engineer_id))),
        }
    )


def _brought(given: Assignment, minutes: int) -> Assignment:
    return given if given.travel_minutes == minutes else given.model_copy(update={"travel_minutes": minutes})
