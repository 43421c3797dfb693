"""Tests of tickets that are alike."""

import build

from constraints import rules_for
from engine.compile import compile_instance
from engine.context import Context
from engine.cost import cost
from engine.plan import Kind, Plan, Token
from engine.solvers.day.build import build as day_of
from engine.solvers.day.twins import by_id
from engine.timing import timing


def test_like_tickets_are_taken_by_id() -> None:
    """Of three like tickets, a day with the last two in the wrong order becomes one with the first two, at its cost."""
    given = build.problem(
        *(build.ticket(name) for name in ("a", "b", "c")), build.ticket("other", estimated_minutes=90)
    )
    instance = compile_instance(Context(given), rules_for(given.desk))
    idle = timing(instance, Plan())
    assert idle is not None
    shift = int(instance.candidate_row(0)[0])
    like = [instance.tickets.index(name) for name in ("a", "b", "c")]
    twins = day_of(instance, shift, range(len(instance.tickets)), idle).twins
    assert twins == ((like[0], like[1]), (like[1], like[2]))
    rest = tuple(token for token in idle.plan.sequences.get(shift, ()) if token.kind is not Kind.TASK)
    tokens = tuple(Token(Kind.TASK, instance.ticket_tasks[ticket][0]) for ticket in (like[2], like[1]))
    timed = timing(instance, idle.plan.replace({shift: (*tokens, *rest)}, frozenset()))
    assert timed is not None
    found = by_id(instance, shift, timed, twins)
    first, second = found.span[like[0]], found.span[like[1]]
    assert like[2] not in found.span
    assert first < second
    assert cost(instance, found) == cost(instance, timed)
