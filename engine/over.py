"""Published work of tickets that nobody plans any more, being closed or on hold.

What of it has begun is over by now: it is an appointment up to now, at its place, and stays in every schedule as a
record. What would begin now or later gives its time free, and a schedule that is planned on leaves it out. Both are no
work to the rules.
"""

from .domain.problem import Problem
from .domain.schedule import Assignment, Schedule


def begun(problem: Problem) -> tuple[Assignment, ...]:
    """Return the published work that had begun when its ticket was closed or put on hold."""
    given = problem.published.assignments if problem.published else ()
    return tuple(each for each in given if _is_over(problem, each) and each.start < problem.desk.now)


def is_given_up(problem: Problem, given: Assignment) -> bool:
    """Return whether work lies ahead though its ticket is closed or on hold."""
    return _is_over(problem, given) and given.start >= problem.desk.now


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
