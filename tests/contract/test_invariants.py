"""What holds for the exact solver and the compiled instance on any desk."""

import random

import pytest
from features import FEATURES, chosen
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles import LIMITS, Case, case, plans, small_case
from strategies import desk, rules_of

from engine.compile import compile_instance
from engine.context import Context
from engine.cost import cost
from engine.decode import decode
from engine.domain.problem import Problem
from engine.instance import Instance
from engine.solvers.exact.scope import Scope, everything, neighbourhood
from engine.solvers.exact.solve import solve_exact
from engine.timing import Timed, timing

SEEDS = st.integers(0, 2**32 - 1)
DESKS = settings(max_examples=40)


@DESKS
@given(SEEDS)
def test_rule_order_does_not_matter(seed: int) -> None:
    """Rules compiled in any order write equal instances."""
    problem = desk(seed)
    rules = list(rules_of(problem))
    first = compile_instance(Context(problem), rules)
    random.Random(seed).shuffle(rules)
    assert first == compile_instance(Context(problem), rules)


@DESKS
@given(SEEDS)
def test_never_worse_than_the_hint_and_still_optimal(seed: int) -> None:
    """From any plan that can be timed the solver reaches the same optimum, never above the plan's own cost."""
    small = small_case(desk(seed), most=100)
    timed = [each for plan in plans(small.instance) if (each := timing(small.instance, plan))]
    hint = random.Random(seed).choice(timed)
    solved = solve_exact(small.instance, everything(small.instance), hint, LIMITS)
    assert solved.cost <= cost(small.instance, hint)
    assert solved.cost == small.solve().cost


@DESKS
@given(SEEDS)
def test_same_seed_and_limit_give_the_same_plan(seed: int) -> None:
    """Solving twice, from the problem on, gives the same schedule."""
    found = [case(desk(seed)) for _ in range(2)]
    first, second = (decode(each.context, each.instance, each.solve().timed) for each in found)
    assert first == second


@pytest.mark.parametrize("features", FEATURES)
def test_facts_stay(features: str) -> None:
    """Pins to engineer and start, and frozen work, are in the answer as they were given."""

    @settings(max_examples=15)
    @given(SEEDS)
    def holds(seed: int) -> None:
        found = case(desk(seed, chosen(features)))
        schedule = decode(found.context, found.instance, found.solve().timed)
        given_ = {each.ticket_id: each for each in schedule.assignments}
        for fact in found.context.facts.values():
            assert given_[fact.ticket_id].engineer_ids == fact.engineer_ids
            assert (given_[fact.ticket_id].start - found.context.origin).total_seconds() == 60 * fact.start

    holds()


@DESKS
@given(SEEDS)
def test_one_more_engineer_never_costs(seed: int) -> None:
    """The optimum of a desk does not rise when an engineer joins."""
    problem = desk(seed, tickets=3)
    assert _optimum(_with_one_more(problem)) <= _optimum(case(problem))


def _with_one_more(problem: Problem) -> Case:
    last = problem.engineers[-1]
    # Busy time at a place is a trip of its own, which would cost.
    more = last.model_copy(update={"id": "extra", "busy": ()})
    return case(problem.model_copy(update={"engineers": (*problem.engineers, more)}))


def _optimum(found: Case) -> int:
    solved = found.solve()
    assert solved.is_optimal
    return solved.cost


@pytest.mark.parametrize("features", FEATURES)
def test_a_neighbourhood_is_solved_as_well_as_it_can_be(features: str) -> None:
    """No plan that differs in the shifts of a neighbourhood only is cheaper than its answer, nor below its bound."""

    @settings(max_examples=8)
    @given(SEEDS)
    def holds(seed: int) -> None:
        small, rng = small_case(desk(seed, chosen(features)), most=100), random.Random(seed)
        instance = small.instance
        timed = [each for plan in plans(instance) if (each := timing(instance, plan))]
        current = rng.choice(timed)
        shifts = tuple(rng.sample(range(len(instance.shifts)), rng.randint(1, len(instance.shifts))))
        left = tuple(t for t in range(len(instance.tickets)) if t not in current.span and rng.random() < 0.7)
        scope = neighbourhood(instance, current, shifts, left)
        solved = solve_exact(instance, scope, current, LIMITS)
        assert not small.judge(solved.timed).hard
        alike = [cost(instance, each) for each in timed if _differs_inside(instance, scope, current, each)]
        assert max(solved.cost, solved.bound) <= min(alike)

    holds()


def _differs_inside(instance: Instance, scope: Scope, current: Timed, other: Timed) -> bool:
    """Whether a plan differs from another one in what a scope decides only."""
    for ticket in range(len(instance.tickets)):
        crew, span = sorted(other.crew.get(ticket, ())), other.span.get(ticket)
        if ticket in scope.tickets:
            if not set(scope.shifts).issuperset(crew):
                return False
        elif (crew, span) != (sorted(current.crew.get(ticket, ())), current.span.get(ticket)):
            return False
    return True
