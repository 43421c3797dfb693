"""Work that stays where it is, set free where a change takes its place: who is pinned to it is sick, the site is shut.

A change by itself leaves pins and what is published alone, so that its reverse gives the base back; what is planned is
the situation with these let go, as after a real event.
"""

from collections.abc import Mapping
from dataclasses import replace

from engine.context import Context, Fact
from engine.domain.problem import Problem
from engine.domain.ticket import Pin, Ticket
from engine.questions.let_go import let_go
from engine.questions.still_allowed import still_allowed
from engine.questions.under_way import still_takes
from engine.timeline import overlap, subtract

from .parts import each_ticket
from .situation import Situation


def freed(base: Situation, situation: Situation) -> Situation:
    """Return a situation without the facts of the base that its changes make impossible.

    A pin keeps its start where its engineer is not there, and its engineer where its start is not allowed. Frozen work
    goes back to the queue, and work under way of who has gone with what is left of it.
    """
    if situation.problem is base.problem:
        return situation
    before, after = Context(base.problem), Context(situation.problem)
    kept = {name: fact for name, fact in after.facts.items() if before.facts.get(name) == fact}
    ahead = {name: fact for name, fact in kept.items() if fact.start >= after.now}
    gone = {name for name, fact in ahead.items() if _has_less_time(before, after, fact)}
    shut = set(still_allowed(before, base.rules, ahead)) - set(still_allowed(after, situation.rules, ahead)) - gone
    begun = {
        name: ticket for name, ticket in _left_of_work(before, after).items() if name in kept and name not in ahead
    }
    if not (gone or shut or begun):
        return situation

    def free(ticket: Ticket) -> Ticket:
        if ticket.id in begun:
            return begun[ticket.id]
        if ticket.id in gone or ticket.id in shut:
            return ticket.model_copy(update={"pin": _rest_of_pin(ticket.pin, keeps_start=ticket.id in gone)})
        return ticket

    problem = each_ticket(situation.problem, free)
    return replace(situation, problem=_not_published(problem, gone | shut | set(begun)))


def _has_less_time(before: Context, after: Context, fact: Fact) -> bool:
    """Whether somebody who does the work has less of its time than in the base."""
    end = still_takes(after, fact)

    def free(context: Context, engineer_id: str) -> int:
        shift = context.shift_at(engineer_id, fact.start)
        return overlap(subtract(shift.working, context.busy_in(shift)), fact.start, end)

    return any(free(after, each) < free(before, each) for each in fact.engineer_ids)


def _left_of_work(before: Context, after: Context) -> Mapping[str, Ticket]:
    """Return the tickets that what happens now lets go, with what is left of them."""
    known = {each.id for each in let_go(before)[1]}
    problem, loosened = let_go(after)
    return {each.id: problem.ticket[each.id] for each in loosened if each.id not in known}


def _rest_of_pin(pin: Pin | None, *, keeps_start: bool) -> Pin | None:
    if pin is None:
        return None
    if keeps_start:
        return Pin(start=pin.start) if pin.start else None
    return Pin(engineer_id=pin.engineer_id) if pin.engineer_id else None


def _not_published(problem: Problem, names: set[str]) -> Problem:
    if problem.published is None:
        return problem
    kept = tuple(each for each in problem.published.assignments if each.ticket_id not in names)
    return problem.model_copy(update={"published": problem.published.model_copy(update={"assignments": kept})})
