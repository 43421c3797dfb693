"""Work that stays where it is, set free where a change takes its place: who is pinned to it is sick, the site is shut.

A change by itself leaves pins and what is published alone, so that its reverse gives the base back; what is planned is
the situation with these let go, as after a real event.
"""

from collections.abc import Mapping
from dataclasses import replace

from engine.context import Context, Fact
from engine.domain.problem import Problem
from engine.domain.ticket import Ticket
from engine.questions.let_go import let_go, without
from engine.questions.still_allowed import verdicts
from engine.questions.under_way import still_takes
from engine.timeline import intervals, overlap

from .parts import each_ticket
from .situation import Situation


def freed(base: Situation, situation: Situation) -> Situation:
    """Return a situation without the facts of the base that its changes make impossible.

    A pin loses its engineer where she is not there or may not do the work any more, its start where that is not
    allowed, and keeps all else. Frozen work goes back to the queue, and work under way of who has gone with what is
    left of it.
    """
    if situation.problem is base.problem:
        return situation
    before, after = Context(base.problem), Context(situation.problem)
    kept = {name: fact for name, fact in after.facts.items() if before.facts.get(name) == fact}
    ahead = {name: fact for name, fact in kept.items() if fact.start >= after.now}
    lost = {name: fields for name, fact in ahead.items() if (fields := _lost(before, after, fact))}
    for name, fields in _disallowed(base, before, situation, after, ahead).items():
        lost[name] = lost.get(name, set()) | fields
    begun = {
        name: ticket for name, ticket in _left_of_work(before, after).items() if name in kept and name not in ahead
    }
    if not (lost or begun):
        return situation

    def free(ticket: Ticket) -> Ticket:
        if ticket.id in lost:
            return ticket.model_copy(update={"pin": without(ticket.pin, *lost[ticket.id])})
        return begun.get(ticket.id, ticket)

    problem = each_ticket(situation.problem, free)
    return replace(situation, problem=_not_published(problem, {*lost, *begun}))


def _lost(before: Context, after: Context, fact: Fact) -> set[str]:
    """Return that a pin loses its engineer, when somebody who does the work has less of its time than in the base."""
    end = still_takes(after, fact)

    def taken(context: Context, engineer_id: str) -> int:
        busy = intervals((each.start, each.end) for each in context.appointments[engineer_id])
        return overlap(busy, fact.start, end)

    def working(context: Context, engineer_id: str) -> int:
        return overlap(context.shift_at(engineer_id, fact.start).working, fact.start, end)

    is_gone = any(
        taken(after, each) > taken(before, each) or working(after, each) < working(before, each)
        for each in fact.engineer_ids
    )
    return {"engineer_id"} if is_gone else set()


def _disallowed(
    base: Situation, before: Context, situation: Situation, after: Context, facts: Mapping[str, Fact]
) -> dict[str, set[str]]:
    """Return which of engineer and start facts lose, as the rules allow one or the other no more."""
    known, found = verdicts(before, base.rules, facts), dict[str, set[str]]()
    for name, allowed in verdicts(after, situation.rules, facts).items():
        fields = {
            field
            for field, was, now in zip(("engineer_id", "start"), known[name], allowed, strict=True)
            if was and not now
        }
        if fields:
            found[name] = fields
    return found


def _left_of_work(before: Context, after: Context) -> Mapping[str, Ticket]:
    """Return the tickets that what happens now lets go, with what is left of them."""
    known = {each.before.id for each in let_go(before)[1]}
    problem, loosened = let_go(after)
    names = {each.before.id for each in loosened} - known
    return {name: problem.ticket[name] for name in names}


def _not_published(problem: Problem, names: set[str]) -> Problem:
    if problem.published is None:
        return problem
    kept = tuple(each for each in problem.published.assignments if each.ticket_id not in names)
    return problem.model_copy(update={"published": problem.published.model_copy(update={"assignments": kept})})
