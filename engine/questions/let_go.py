"""Facts that can no longer be facts: work under way of somebody who has gone, pins to her, pins that are run over."""

from collections.abc import Iterator

from ..context import Context, Fact
from ..domain.problem import Problem
from ..domain.ticket import Pin, Ticket
from ..facts import paused_end
from ..shifts import work_minutes
from ..timeline import ceil_minute, floor_minute, intervals, overlap, subtract, union


def let_go(context: Context) -> tuple[Problem, tuple[Ticket, ...]]:
    """Return the problem in which what can no longer stay where it is may move, and those tickets as they were before.

    Work under way falls back into the queue with the effort that is left of it when nothing of the time that it still
    takes is free: whoever does it has gone. A pin to an engineer and a start that begins now or later keeps the start
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


def still_takes(context: Context, fact: Fact) -> int:
    """Return the end of work under way: the told one, unless its effort is another by now; and not before now.

    Pausable work for which no time is left is thought to take what it was told to, at least: it did not get shorter.
    """
    ticket, work = context.problem.ticket[fact.ticket_id], _work(context, fact)
    if fact.end is not None and _work_in(context, fact, fact.end) == work:
        return fact.end
    end = fact.start + work
    if ticket.pausable:
        told = Fact(fact.ticket_id, fact.engineer_ids, fact.start, None)
        end = paused_end(context, told, work) or max(end, fact.end or end)
    return max(end, min(context.now, fact.end or context.now))


def _work(context: Context, fact: Fact) -> int:
    """Return the minutes of work that a fact takes who does it, the slowest of several."""
    people = context.problem.engineer
    return max(
        context.minutes_needed(people[each], context.problem.ticket[fact.ticket_id]) for each in fact.engineer_ids
    )


def _work_in(context: Context, fact: Fact, end: int) -> int:
    """Return the minutes of work in a fact up to an end: pausable work also goes on after floating breaks."""
    if not context.problem.ticket[fact.ticket_id].pausable or len(fact.engineer_ids) > 1:
        return end - fact.start
    (name,), published = fact.engineer_ids, context.problem.published
    shift = context.shift_at(name, fact.start)
    breaks = (
        (floor_minute(context.origin, each.start), ceil_minute(context.origin, each.end))
        for each in (published.breaks if published else ())
        if each.engineer_id == name
    )
    return work_minutes(shift, fact.start, end, union(context.idle_in(shift), intervals(breaks)))


def is_pin(ticket: Ticket) -> bool:
    """Whether a person has fixed both the engineer and the start of work that she does alone."""
    pin = ticket.pin
    return pin is not None and pin.engineer_id is not None and pin.start is not None and ticket.engineers_needed == 1


def _loosened(context: Context) -> Iterator[Ticket]:
    for fact in context.facts.values():
        ticket = context.problem.ticket[fact.ticket_id]
        end = still_takes(context, fact)
        if fact.start < context.now:
            if end > context.now and has_gone(context, fact, context.now, end):
                yield _with_rest(context, ticket, fact)
        elif (
            ticket.pin and is_pin(ticket) and (has_gone(context, fact, fact.start, end) or _is_run_over(context, fact))
        ):
            yield ticket.model_copy(update={"pin": Pin(start=ticket.pin.start)})


def _with_rest(context: Context, ticket: Ticket, fact: Fact) -> Ticket:
    """Return a ticket with the effort that is left of it; a pin to where it was has had its time."""
    work = _work(context, fact)
    done = _work_in(context, fact, min(_at_work_until(context, fact, each) for each in fact.engineer_ids))
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
