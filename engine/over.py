"""Published work of tickets that nobody plans any more, being closed or on hold.

What of it has begun is over by now: it is an appointment up to now, at its place, and stays in every schedule as a
record. What would begin now or later gives its time free, and a schedule that is planned on leaves it out. Both are no
work to the rules.
"""

import datetime as dt
from zoneinfo import ZoneInfo

from .domain.problem import Problem
from .domain.schedule import Assignment, Schedule, Trip


def begun(problem: Problem) -> tuple[Assignment, ...]:
    """Return the published work that had begun when its ticket was closed or put on hold."""
    given = problem.published.assignments if problem.published else ()
    return tuple(each for each in given if _is_over(problem, each) and each.start < problem.desk.now)


def is_given_up(problem: Problem, given: Assignment) -> bool:
    """Return whether work lies ahead though its ticket is closed or on hold."""
    return _is_over(problem, given) and given.start >= problem.desk.now


def without_given_up(schedule: Schedule, problem: Problem) -> Schedule:
    """Return a schedule without work ahead whose ticket is closed or on hold, and without the ways to it and on."""
    gone = [each for each in schedule.assignments if is_given_up(problem, each)]
    if not gone:
        return schedule
    zone = ZoneInfo(problem.desk.time_zone)
    days = {
        (who, problem.ticket[each.ticket_id].site_id, _day(each.start, zone))
        for each in gone
        for who in each.engineer_ids
    }

    def leads_there(trip: Trip) -> bool:
        day = _day(trip.depart, zone)
        return trip.depart >= problem.desk.now and any(
            (trip.engineer_id, site, day) in days for site in (trip.from_site, trip.to_site)
        )

    return schedule.model_copy(
        update={
            "assignments": tuple(each for each in schedule.assignments if each not in gone),
            "trips": tuple(trip for trip in schedule.trips if not leads_there(trip)),
        }
    )


def with_begun(schedule: Schedule, problem: Problem) -> Schedule:
    """Return a schedule with the published work that is over, which a plan does not decide."""
    there = {each.ticket_id for each in schedule.assignments}
    more = tuple(each for each in begun(problem) if each.ticket_id not in there)
    if not more:
        return schedule
    work = sorted((*schedule.assignments, *more), key=lambda each: (each.start, each.ticket_id))
    return schedule.model_copy(update={"assignments": tuple(work)})


def _is_over(problem: Problem, given: Assignment) -> bool:
    ticket = problem.ticket.get(given.ticket_id)
    return ticket is not None and not ticket.is_schedulable


def _day(instant: dt.datetime, zone: ZoneInfo) -> dt.date:
    return instant.astimezone(zone).date()
