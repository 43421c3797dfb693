"""Facts that can no longer be facts: work of somebody who has gone or is held up, pins to her, pins run over."""

from collections.abc import Iterator

from ..context import Context, Fact
from ..domain.problem import Problem
from ..domain.ticket import Pin, Ticket
from ..timeline import overlap, subtract
from .held_up import is_held_back
from .under_way import still_takes, work_in, work_of


def let_go(context: Context) -> tuple[Problem, tuple[Ticket, ...]]:
    """Return the problem in which what can no longer stay where it is may move, and those tickets as they were before.

    Work under way falls back into the queue with the effort that is left of it when nothing of the time that it still
    takes is free: whoever does it has gone. Work that was to have begun falls back whole when what was to end before it
    is still under way. A pin to an engineer and a start that begins now or later keeps the start
    and lets the engineer go, when nothing of its time is free or work under way runs into it that was told to end
    before.

    Parameters
    ----------
    context : Context
        Of the problem as it is, with what was told as its published schedule.
    """
    loosened = {each.id: each for each in _loosened(context)}
    problem = context.problem
    if not loosened:
        return problem, ()
    tickets = tuple(loosened.get(each.id, each) for each in problem.tickets)
    return problem.model_copy(update={"tickets": tickets}), tuple(problem.ticket[each] for each in loosened)


def is_pin(ticket: Ticket) -> bool:
    """Whether a person has fixed both the engineer and the start of work that she does alone."""
    pin = ticket.pin
    return pin is not None and pin.engineer_id is not None and pin.start is not None and ticket.engineers_needed == 1


def _loosened(context: Context) -> Iterator[Ticket]:
    for fact in context.facts.values():
        ticket = context.problem.ticket[fact.ticket_id]
        end = still_takes(context, fact)
        if is_held_back(context, fact):
            person = ticket.pin.engineer_id if ticket.pin else None
            yield ticket.model_copy(update={"pin": Pin(engineer_id=person) if person else None})
        elif fact.start < context.now:
            if end > context.now and has_gone(context, fact, context.now, end):
                yield _with_rest(context, ticket, fact)
        elif (
            ticket.pin and is_pin(ticket) and (has_gone(context, fact, fact.start, end) or _is_run_over(context, fact))
        ):
            yield ticket.model_copy(update={"pin": Pin(start=ticket.pin.start)})


def _with_rest(context: Context, ticket: Ticket, fact: Fact) -> Ticket:
    """Return a ticket with the effort that is left of it; a pin to where it was has had its time."""
    work = work_of(context, fact)
    done = work_in(context, fact, min(_at_work_until(context, fact, each) for each in fact.engineer_ids))
    rest = -(-ticket.estimated_minutes * (work - done) // work)
    return ticket.model_copy(update={"estimated_minutes": max(1, rest), "pin": None})


def _at_work_until(context: Context, fact: Fact, engineer_id: str) -> int:
    """Return until when somebody has worked on a fact: until now, or until the appointment began in which now lies."""
    busy = context.busy_in(context.shift_at(engineer_id, fact.start))
    return next((max(fact.start, a) for a, b in busy if a <= context.now < b), context.now)


def has_gone(context: Context, fact: Fact, start: int, end: int) -> bool:
    """Whether somebody who does the work has nothing left of the hours in a span."""
    for engineer_id in fact.engineer_ids:
        shift = context.shift_at(engineer_id, fact.start)
        free = subtract(shift.working, context.busy_in(shift))
        if overlap(shift.working, start, end) and not overlap(free, start, end):
            return True
    return False


def _is_run_over(context: Context, fact: Fact) -> bool:
    """Whether work under way of the same engineer, which was told to end before a pin, now ends after its start."""
    (engineer_id,) = fact.engineer_ids
    others = (each for each in context.facts_of[engineer_id] if each.start < context.now)
    return any(each.end is not None and each.end <= fact.start < still_takes(context, each) for each in others)
