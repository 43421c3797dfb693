"""The bound that costs nothing."""

import build
import pytest
from oracles import case

from constraints import rules_for
from engine.compile import compile_instance
from engine.context import Context
from engine.cost import cost
from engine.limits import Limits
from engine.solvers.bound import gap, ticket_bound
from engine.solvers.exact.scope import everything
from engine.solvers.exact.solve import solve_exact
from engine.solvers.greedy import greedy
from engine.timing import timing
from scenarios.generator import generate


@pytest.mark.parametrize("seed", range(6))
def test_bound_is_below_every_plan(seed: int) -> None:
    """Nothing, greedy and the exact optimum of generated desks all cost at least the bound."""
    found = case(generate(2, 8, 1, seed))
    start = timing(found.instance, greedy(found.instance))
    assert start is not None
    solved = solve_exact(found.instance, everything(found.instance), start, Limits(deterministic=5))
    bound = ticket_bound(found.instance)
    assert bound <= solved.bound
    assert bound <= solved.cost <= cost(found.instance, start) <= cost(found.instance, found.idle)


def test_bound_is_exact_where_nothing_competes() -> None:
    """One ticket on an empty calendar costs just its bound."""
    given = build.problem(build.ticket())
    instance = compile_instance(Context(given), rules_for(given.desk))
    timed = timing(instance, greedy(instance))
    assert timed is not None
    assert ticket_bound(instance) == cost(instance, timed)


def test_bound_of_work_that_nobody_can_do_is_its_drop_cost() -> None:
    """Leaving out is all there is, for one engineer's work and for two's."""
    given = build.problem(build.ticket("a", tier=4), build.ticket("b", engineers_needed=2))
    instance = compile_instance(Context(given), rules_for(given.desk))
    assert ticket_bound(instance) == sum(instance.drop)


def test_gap_by_hand() -> None:
    """(cost - bound) / (nothing - bound): 30 of 100 is 0.3; no gain to be had, or a cost at the bound, is 0."""
    assert gap(130, 100, 200) == pytest.approx(0.3)
    assert gap(100, 100, 200) == 0
    assert gap(100, 100, 100) == 0
