"""A schedule laid out of two: some shifts as one has them, all the rest as the other states it, to the minute."""

import datetime as dt
from collections.abc import Collection

from ..context import Context
from ..domain.schedule import Schedule
from ..shifts import Shift
from ..timeline import floor_minute


def laid(context: Context, base: Schedule, shifts: Collection[Shift], new: Schedule) -> Schedule:
    """Return a schedule with the work, trips and breaks of some shifts replaced.

    Parameters
    ----------
    base : Schedule
        The whole, with work that is facts on those shifts at most.
    new : Schedule
        The work, trips and breaks of those shifts.
    """
    inside, origin = set(shifts), context.origin
    whose = {shift.engineer_id for shift in inside}

    def stays(engineer_id: str, instant: dt.datetime) -> bool:
        # Finding the shift of an instant takes a while, so most are passed over by their engineer.
        return engineer_id not in whose or context.shift_at(engineer_id, floor_minute(origin, instant)) not in inside

    work = {each.ticket_id: each for each in (*base.assignments, *new.assignments)}
    trips = (*(each for each in base.trips if stays(each.engineer_id, each.depart)), *new.trips)
    breaks = (*(each for each in base.breaks if stays(each.engineer_id, each.start)), *new.breaks)
    return base.model_copy(
        update={
            "assignments": tuple(sorted(work.values(), key=lambda a: (a.start, a.ticket_id))),
            "trips": tuple(sorted(trips, key=lambda t: (t.depart, t.engineer_id, t.arrive))),
            "breaks": tuple(sorted(breaks, key=lambda b: (b.start, b.engineer_id))),
        }
    )


def as_stated(published: Schedule, facts: Schedule) -> Schedule:
    """Return a published schedule with the facts that it does not state: pins that nobody has published yet."""
    stated = {each.ticket_id for each in published.assignments}
    more = (each for each in facts.assignments if each.ticket_id not in stated)
    return Schedule(
        planning_window=facts.planning_window,
        assignments=(*published.assignments, *more),
        trips=published.trips,
        breaks=published.breaks,
    )
