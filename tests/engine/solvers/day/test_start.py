"""A first good day."""

from oracles import case

from engine.cost import cost
from engine.limits import Limits, never
from engine.plan import Plan
from engine.solvers.day.start import searched
from engine.solvers.greedy import greedy
from engine.timing import timing
from scenarios.generator import generate

LIMITS = Limits(deterministic=0.1)


def test_only_the_shift_gets_work_and_only_of_the_tickets() -> None:
    """On a desk with three shifts and forty tickets, one shift is filled from the first twenty; it pays, every time
    by as much.
    """
    instance = case(generate(3, 40, 1, 1)).instance
    idle = timing(instance, Plan())
    assert idle is not None
    tickets = [ticket for ticket in range(20) if 0 in instance.candidates[ticket]]
    found = [searched(instance, 0, tickets, idle, LIMITS, never) for _ in range(2)]
    added = set(found[0].span) - set(idle.span)
    assert added
    assert added <= set(tickets)
    assert {found[0].crew[ticket] for ticket in added} == {(0,)}
    assert cost(instance, found[0]) == cost(instance, found[1]) < cost(instance, idle)


def test_a_plan_with_other_work_is_left_alone() -> None:
    """The search could move what is there, so it is not asked."""
    instance = case(generate(3, 40, 1, 1)).instance
    timed = timing(instance, greedy(instance))
    assert timed is not None
    assert searched(instance, 0, [0], timed, LIMITS, never) is timed
