"""Facts that can no longer be facts: work of somebody who has gone or is held up, pins to her, pins run over."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ..context import Context, Fact
from ..domain.problem import Problem
from ..domain.ticket import Pin, Ticket
from ..timeline import overlap, subtract
from .held_up import is_held_back
from .under_way import still_takes, work_in, work_of


class Why(StrEnum):
    """Why a ticket could not stay as it was."""

    GONE = "gone"
    """Whoever had begun it has gone: what is left of it goes back to the queue."""
    HELD_BACK = "held_back"
    """It has not begun, as what was to end before it is still under way: it goes back whole, without its start."""
    PIN = "pin"
    """Its engineer is not there, or is held up: its pin keeps the start."""


@dataclass(frozen=True)
class Loosened:
    """A ticket of which effort or pin had to be let go, as it was before."""

    before: Ticket
    why: Why


def let_go(context: Context) -> tuple[Problem, tuple[Loosened, ...]]:
    """Return the problem in which what can no longer stay where it is may move, and those tickets.

    Somebody has gone when nothing of the time that her work still takes is free. A pin to an engineer and a start lets
    the engineer go when she has, or when work under way runs into it that was told to end before.

    Parameters
    ----------
    context : Context
        Of the problem as it is, with what was told as its published schedule.
    """
    found = {each.id: (each, why) for each, why in _loosened(context)}
    problem = context.problem
    if not found:
        return problem, ()
    tickets = tuple(found[each.id][0] if each.id in found else each for each in problem.tickets)
    loosened = tuple(Loosened(problem.ticket[name], why) for name, (_, why) in found.items())
    return problem.model_copy(update={"tickets": tickets}), loosened


def without(pin: Pin | None, *fields: str) -> Pin | None:
    """Return what is left of a pin without some of its fields, None where that is nothing."""
    left = pin and pin.model_copy(update=dict.fromkeys(fields))
    return left if left and any(value is not None for value in left.model_dump().values()) else None


def is_pin(ticket: Ticket) -> bool:
    """Whether a person has fixed both the engineer and the start of work that she does alone."""
    pin = ticket.pin
    return pin is not None and pin.engineer_id is not None and pin.start is not None and ticket.engineers_needed == 1


def _loosened(context: Context) -> Iterator[tuple[Ticket, Why]]:
    for fact in context.facts.values():
        ticket = context.problem.ticket[fact.ticket_id]
        end = still_takes(context, fact)
        if is_held_back(context, fact):
            also = ("engineer_id",) if has_gone(context, fact, context.now, max(end, context.now + 1)) else ()
            yield ticket.model_copy(update={"pin": without(ticket.pin, "start", *also)}), Why.HELD_BACK
        elif fact.start < context.now:
            if end > context.now and has_gone(context, fact, context.now, end):
                yield _with_rest(context, ticket, fact), Why.GONE
        elif (
            ticket.pin and is_pin(ticket) and (has_gone(context, fact, fact.start, end) or _is_run_over(context, fact))
        ):
            yield ticket.model_copy(update={"pin": without(ticket.pin, "engineer_id")}), Why.PIN


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
