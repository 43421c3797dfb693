"""Exact solves of parts of a plan: what they decide, what they leave alone, and that their price is the audit's."""

from random import Random

import build
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles import Case, case
from strategies import desk

from engine.cost import cost
from engine.limits import Limits
from engine.solvers.exact.scope import Scope, everything, neighbourhood
from engine.solvers.exact.solve import Solved, solve_exact
from engine.solvers.greedy import greedy
from engine.timing import Timed, timing
from scenarios.generator import generate

FEATURES = ("two engineers", "together", "group")


def planned(found: Case) -> Timed:
    """Return the greedy plan."""
    timed = timing(found.instance, greedy(found.instance))
    assert timed is not None
    return timed


def some_scope(found: Case, timed: Timed, rng: Random) -> Scope:
    """Return some shifts, some of the unassigned tickets, and now and then only some of the work on the shifts."""
    instance = found.instance
    shifts = rng.sample(range(len(instance.shifts)), rng.randint(1, len(instance.shifts)))
    left = [ticket for ticket in range(len(instance.tickets)) if ticket not in timed.span]
    scope = neighbourhood(instance, timed, tuple(shifts), tuple(rng.sample(left, rng.randint(0, len(left)))))
    if rng.random() < 0.7:
        return scope
    return Scope(scope.shifts, tuple(ticket for ticket in scope.tickets if rng.random() < 0.6))


def check_scope(found: Case, timed: Timed, scope: Scope, limits: Limits) -> Solved:
    """Solve a part, and hold the answer against audit, plan and scope."""
    solved = solve_exact(found.instance, scope, timed, limits)
    judged = found.judge(solved.timed)
    assert judged.hard == ()
    assert judged.score.total == solved.cost == cost(found.instance, solved.timed)
    assert solved.bound <= solved.cost <= cost(found.instance, timed)
    for ticket in set(timed.span).difference(scope.tickets):
        assert solved.timed.crew[ticket] == timed.crew[ticket]
        # Less work before it may let it start earlier, never later.
        assert solved.timed.span[ticket] <= timed.span[ticket]
    for shift in set(range(len(found.instance.shifts))).difference(scope.shifts):
        assert solved.timed.shifts[shift].starts.keys() == timed.shifts[shift].starts.keys()
    return solved


@settings(max_examples=80)
@given(st.integers(0, 2**32 - 1))
def test_parts_of_random_desks(seed: int) -> None:
    """Any shifts and tickets of a tiny plan, decided anew, cost what the audit says; the rest stays where it was."""
    rng = Random(seed)
    found = case(desk(seed, FEATURES if rng.random() < 0.5 else (), tickets=6))
    if found.instance.shifts:
        timed = planned(found)
        check_scope(found, timed, some_scope(found, timed, rng), Limits(deterministic=5))


@pytest.mark.parametrize("seed", range(6))
def test_parts_of_generated_desks(seed: int) -> None:
    """The same on larger desks, part after part from the plan found last."""
    found, rng = case(generate(4, 18, 2, seed)), Random(seed)
    timed = planned(found)
    for _ in range(3):
        timed = check_scope(found, timed, some_scope(found, timed, rng), Limits(deterministic=0.3)).timed


def test_work_of_two_engineers_partly_outside_stays() -> None:
    """Ann's day is decided anew while bob's is not: their common work keeps its start, the rest goes around it."""
    pair = build.ticket("pair", engineers_needed=2, priority=1)
    given = build.problem(
        pair, build.ticket("a"), build.ticket("b", priority=4), engineers=(build.engineer("ann"), build.engineer("bob"))
    )
    found = case(given)
    timed = planned(found)
    first = found.instance.shifts_of[0][0]
    assert first in timed.crew[0]
    scope = neighbourhood(found.instance, timed, (first,), ())
    assert 0 not in scope.tickets
    solved = check_scope(found, timed, scope, Limits(deterministic=5))
    assert solved.is_optimal
    assert solved.timed.span[0] == timed.span[0]


def test_work_that_stays_may_come_earlier_than_the_model_knows() -> None:
    """Of ann's two tickets only the first is free: it goes to bob, and the second moves up below the proven cost."""
    ann, bob = build.engineer("ann", cost_per_hour=90), build.engineer("bob", cost_per_hour=30)
    found = case(build.problem(build.ticket("a"), build.ticket("b"), engineers=(ann, bob)))
    timed = timing(found.instance, build.plan(found.instance, {"ann": ["a", "b"]}))
    assert timed is not None
    shifts = tuple(range(len(found.instance.shifts)))
    solved = check_scope(found, timed, Scope(shifts, (0,)), Limits(deterministic=5))
    assert solved.is_optimal
    assert found.instance.shifts[solved.timed.crew[0][0]].engineer == 1
    assert solved.timed.span == {0: (0, 60), 1: (0, 60)}


def test_everything_is_free_but_facts() -> None:
    """The scope of a whole plan holds all shifts and all tickets that are not fixed."""
    pinned = build.ticket("pinned", pin={"engineer_id": "ann", "start": build.at(60)})
    instance = case(build.problem(pinned, build.ticket("loose"))).instance
    assert everything(instance) == Scope(tuple(range(5)), (1,))


def test_a_small_plan_is_proven() -> None:
    """Optimal means that cost and bound meet; the same seed gives the same plan again."""
    found = case(generate(2, 8, 1, 4))
    timed = planned(found)
    first, second = (
        solve_exact(found.instance, everything(found.instance), timed, Limits(deterministic=10), 3) for _ in range(2)
    )
    assert first.is_optimal
    assert first.cost == first.bound
    assert first.timed.plan == second.timed.plan
    assert first.deterministic == second.deterministic
