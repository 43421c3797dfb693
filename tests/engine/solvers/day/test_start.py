"""A first good day."""

import pytest
from oracles import case

from constraints import rules_for
from engine.cost import cost
from engine.decode import decode
from engine.domain.schedule import Schedule
from engine.limits import Limits, never
from engine.plan import Plan
from engine.questions.warm import WarmDesk
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


@pytest.mark.parametrize("seed", range(1, 4))
def test_the_other_shifts_stay_as_they_lie(seed: int) -> None:
    """Their facts keep every trip and break, also where these had to be stated; the search may not lay them anew."""
    problem = generate(10, 120, 3, seed)
    found = case(problem)
    timed = timing(found.instance, greedy(found.instance))
    assert timed is not None
    desk = WarmDesk(problem, rules_for(problem.desk), half(decode(found.context, found.instance, timed)))
    filled = 0
    for shift in range(len(desk.instance.shifts)):
        tickets = [ticket for ticket, shifts in enumerate(desk.instance.candidates) if shift in shifts]
        made = searched(desk.instance, shift, tickets, desk.idle, LIMITS, never)
        assert {**made.shifts, shift: None} == {**desk.idle.shifts, shift: None}
        filled += made.shifts[shift] != desk.idle.shifts[shift]
    assert filled


def half(schedule: Schedule) -> Schedule:
    """Return a schedule with every other assignment, its trips and breaks left to be found."""
    return Schedule(assignments=schedule.assignments[::2])
