"""The best place for one more ticket."""

import build
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles import case
from strategies import desk

from constraints import rules_for
from engine.compile import compile_instance
from engine.context import Context
from engine.cost import cost
from engine.domain.problem import Problem
from engine.instance import Instance
from engine.solvers.draft import Draft, without_ticket
from engine.solvers.greedy import greedy
from engine.solvers.insertion import Known, best_on, choose, optimistic, ready_at
from engine.timing import timing
from scenarios.generator import generate

SEEDS = st.integers(0, 2**32 - 1)


def compiled(problem: Problem) -> Instance:
    """Return the instance of a problem under all rules."""
    return compile_instance(Context(problem), rules_for(problem.desk))


def check_insertions(problem: Problem) -> int:
    """Insert each ticket anew into the greedy plan without it; return how many places there were."""
    instance, count = case(problem).instance, 0
    full = timing(instance, greedy(instance))
    assert full is not None
    for ticket in range(len(instance.tickets)):
        if ticket in instance.facts or len(instance.ticket_tasks[ticket]) > 1:
            continue
        rest = timing(instance, without_ticket(instance, full, ticket))
        assert rest is not None
        draft, least = Draft(instance, rest.plan), {s: c for c, s in optimistic(instance, ticket)}
        for shift in instance.candidates[ticket]:
            option = best_on(draft, ticket, shift)
            if option is None:
                continue
            count += 1
            assert least[shift] <= option.delta
            after = timing(instance, rest.plan.replace({shift: option.sequence}))
            assert after is not None
            # Work that follows may only come earlier than the draft holds it.
            assert cost(instance, after) - cost(instance, rest) <= option.delta - instance.drop[ticket]
    return count


@settings(max_examples=60)
@given(SEEDS)
def test_optimistic_is_below_every_insertion_on_tiny_desks(seed: int) -> None:
    """On random desks no real insertion is cheaper than the empty calendar's, and it costs the plan what it says."""
    check_insertions(desk(seed, tickets=6))


@pytest.mark.parametrize("seed", range(3))
def test_optimistic_is_below_every_insertion_on_generated_desks(seed: int) -> None:
    """The same on larger desks, where there are places to compare."""
    assert check_insertions(generate(4, 20, 2, seed)) >= 15


def test_a_ticket_waits_for_its_predecessor() -> None:
    """The best place lies after the ticket it waits for; before that one is planned there is no place at all."""
    second = build.ticket("b", depends_on=[{"ticket_id": "a", "lag_minutes": 10}])
    instance = compiled(build.problem(build.ticket("a"), second))
    before, after = (instance.tickets.index(each) for each in ("a", "b"))
    shift = instance.shifts_of[0][0]
    assert ready_at(Draft(instance), after) is None
    assert best_on(Draft(instance), after, shift) is None
    draft = Draft(instance, build.plan(instance, {"ann": ["a"]}))
    assert ready_at(draft, after) == 70
    option = best_on(draft, after, shift)
    assert option is not None
    assert option.start == 70
    assert draft.span[before] == (0, 60)


def test_regret_is_the_second_best_less_the_best() -> None:
    """Two engineers, one of them dearer: the regret is the difference; of no options at all it is -1."""
    bob = build.engineer("bob", cost_per_hour=65)
    given = build.problem(build.ticket(), engineers=(build.engineer(cost_per_hour=60), bob))
    instance = compiled(given)
    choice = choose(Known(Draft(instance)), 0, optimistic(instance, 0))
    best, second = choice.options
    assert [instance.shifts[each.shift].engineer for each in choice.options] == [0, 1]
    assert choice.regret(instance.drop[0]) == second.delta - best.delta > 0
    assert choose(Known(Draft(instance)), 0, []).regret(10) == -1
