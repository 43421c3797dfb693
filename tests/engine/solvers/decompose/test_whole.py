"""Parts put back into the whole."""

import build
from oracles import case

from engine.cost import cost
from engine.instance import Instance
from engine.plan import Kind, Plan, Token
from engine.solvers.decompose.cut import cut
from engine.solvers.decompose.job import Answer
from engine.solvers.decompose.whole import Solved, Whole
from engine.timing import Timed, timing


def desk() -> tuple[Instance, Timed]:
    """Return three engineers with nothing to do, three tickets, and one that is longer than a day."""
    engineers = [build.engineer(name) for name in ("ann", "bob", "cho")]
    tickets = [build.ticket(name) for name in "abc"]
    found = case(build.problem(*tickets, build.ticket("d", estimated_minutes=600), engineers=engineers))
    return found.instance, found.idle


def given_to(instance: Instance, timed: Timed, engineer: int, ticket: int, gain: int = 1) -> Solved:
    """Return a part of an engineer's first shift, and the answer that does a ticket there."""
    part = cut(instance, timed, instance.shifts_of[engineer][:1], [ticket])
    return part, Answer(Plan({0: (Token(Kind.TASK, 0),)}), gain)


def test_all_at_once() -> None:
    """Three parts that do not touch each other are all taken over."""
    instance, idle = desk()
    whole = Whole(instance, idle)
    whole.put_back([given_to(instance, idle, at, at) for at in range(3)])
    assert len(whole.timed.span) == 3
    assert whole.cost == cost(instance, whole.timed) < cost(instance, idle)


def test_one_that_cannot_be_carried_out_is_left_out_alone() -> None:
    """One part has work that fits no day: the plan keeps what the other two found."""
    instance, idle = desk()
    whole = Whole(instance, idle)
    whole.put_back([given_to(instance, idle, at, ticket) for at, ticket in enumerate((0, 3, 2))])
    assert set(whole.timed.span) == {0, 2}


def test_never_dearer() -> None:
    """An answer that drops work is not taken over, whatever gain it claims; without a gain nobody looks."""
    instance, idle = desk()
    whole = Whole(instance, idle)
    whole.put_back([given_to(instance, idle, 0, 0)])
    before = whole.timed
    part = cut(instance, whole.timed, instance.shifts_of[0][:1])
    whole.put_back([(part, Answer(Plan(), 10))])
    whole.put_back([given_to(instance, idle, 1, 1, gain=0)])
    assert whole.timed is before
    assert timing(instance, whole.timed.plan) == before
