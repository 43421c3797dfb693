"""What is in the way when an engineer's time is to be free: what of it could move, what stays, what waits for it."""

from collections.abc import Sequence

from ..context import Context, Fact
from ..domain.problem import Problem
from ..domain.schedule import Assignment, Schedule
from ..facts import fact_end
from ..reading import Reading
from ..timeline import ceil_minute, floor_minute
from .relief import Fixed, Wanted


def in_the_way(context: Context, reading: Reading, wanted: Wanted) -> tuple[tuple[Assignment, ...], tuple[Fixed, ...]]:
    """Return the work that could move of all that takes some of the time, its set-up and the ways to it and home too.

    And what stays, pins that nobody has published yet included. A way home that can wait until the time is over is in
    nobody's way.
    """
    movable, fixed = [], []
    low, high = (floor_minute(context.origin, each) for each in (wanted.start, wanted.end))
    begins, ends = _begins(reading, wanted.engineer_id), _ends(context, reading, wanted.engineer_id, low, high)
    for given in sorted(reading.schedule.assignments, key=lambda each: (each.start, each.ticket_id)):
        begin = begins.get(given.ticket_id, floor_minute(context.origin, given.start))
        end = ends.get(given.ticket_id, ceil_minute(context.origin, given.end))
        if wanted.engineer_id in given.engineer_ids and begin < high and low < end:
            why = _why_fixed(context, given, wanted)
            if why:
                fixed.append(Fixed(given.ticket_id, why))
            elif context.problem.ticket[given.ticket_id].is_schedulable:
                movable.append(given)
    stated = {each.ticket_id for each in reading.schedule.assignments}
    fixed.extend(
        Fixed(fact.ticket_id, "is pinned")
        for fact in context.facts_of[wanted.engineer_id]
        if fact.ticket_id not in stated and fact.start < high and low < _end(context, fact, wanted.engineer_id)
    )
    return tuple(movable), tuple(fixed)


def _end(context: Context, fact: Fact, engineer_id: str) -> int:
    """Return the end of a pin, pauses included."""
    engineer, ticket = context.problem.engineer[engineer_id], context.problem.ticket[fact.ticket_id]
    return fact_end(context, fact, context.minutes_needed(engineer, ticket))


def _begins(reading: Reading, engineer_id: str) -> dict[str, int]:
    """Return from when on an engineer's on-site work takes her time: the way there, else the set-up."""
    found = dict[str, int]()
    for shift in reading.shifts:
        if shift.engineer.id == engineer_id:
            found |= {stop.ticket_id: stop.start - stop.setup_minutes for stop in shift.stops if stop.ticket_id}
            found |= {leg.ticket_id: leg.depart for leg in shift.legs if leg.ticket_id and leg.minutes}
    return found


def _ends(context: Context, reading: Reading, engineer_id: str, low: int, high: int) -> dict[str, int]:
    """Return until when on-site work takes her time, where its way home is done neither before a time nor after it."""
    engineer, found = context.problem.engineer[engineer_id], dict[str, int]()
    if not engineer.home_site:
        return found
    for shift in reading.shifts:
        for stop in shift.stops if shift.engineer.id == engineer_id else ():
            home = context.travel.minutes(engineer.travel_profile, stop.site_id, engineer.home_site)
            if stop.ticket_id and home and stop.end + home > low and max(stop.end, high) + home > shift.shift.hard_end:
                found[stop.ticket_id] = stop.end + home
    return found


def _why_fixed(context: Context, given: Assignment, wanted: Wanted) -> str:
    """Return why work cannot move; empty for what can, and for what nobody plans any more."""
    problem = context.problem
    ticket = problem.ticket[given.ticket_id]
    if not ticket.is_schedulable:
        return ""
    if ticket.id in wanted.keep or ticket.client_id in wanted.keep:
        return "is to stay, as you asked"
    if ticket.id in _before(problem, wanted.for_ticket):
        return f"has to be done before {wanted.for_ticket}"
    if ticket.pin:
        return "is pinned"
    if floor_minute(context.origin, given.start) < context.now:
        return "is under way"
    if ticket.id in context.facts:
        return f"begins within the {problem.desk.freeze_minutes} minutes that are frozen"
    if len(given.engineer_ids) > 1 or ticket.engineers_needed > 1:
        return "is done by several engineers together"
    return ""


def _before(problem: Problem, ticket_id: str) -> set[str]:
    """Return the tickets that must be done before one, directly or not."""
    found, ahead = set[str](), [ticket_id]
    while ahead:
        ticket = problem.ticket.get(ahead.pop())
        new = {each.ticket_id for each in ticket.depends_on} - found if ticket else set()
        found |= new
        ahead += sorted(new)
    return found


def followers_of(
    context: Context, schedule: Schedule, movable: Sequence[Assignment], wanted: Wanted
) -> tuple[Assignment, ...]:
    """Return the work that waits, directly or not, for any that could move, and could move itself, by time."""
    names, found = {each.ticket_id for each in movable}, list[Assignment]()
    for given in sorted(schedule.assignments, key=lambda each: (each.start, each.ticket_id)):
        ticket = context.problem.ticket[given.ticket_id]
        waits = names.intersection(each.ticket_id for each in ticket.depends_on)
        may = ticket.is_schedulable and not _why_fixed(context, given, wanted)
        if waits and given.ticket_id not in names and may:
            names.add(given.ticket_id)
            found.append(given)
    return tuple(found)


def may_move(context: Context, schedule: Schedule, wanted: Wanted) -> set[str]:
    """Return the tickets anywhere that could move, to make room for work that does."""
    return {
        given.ticket_id
        for given in schedule.assignments
        if context.problem.ticket[given.ticket_id].is_schedulable and not _why_fixed(context, given, wanted)
    }
