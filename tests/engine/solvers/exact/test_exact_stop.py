"""Stopping an exact solve."""

from constraints import rules_for
from engine.compile import compile_instance
from engine.context import Context
from engine.limits import Limits
from engine.solvers.exact.scope import everything
from engine.solvers.exact.solve import solve_exact
from engine.solvers.greedy import greedy
from engine.timing import timing
from scenarios.generator import generate


def test_stop_is_heard_before_the_limit() -> None:
    """A solve that is asked to stop ends long before its limit, unproven, and never worse than its start."""
    problem = generate(5, 40, 3, 7)
    instance = compile_instance(Context(problem), rules_for(problem.desk))
    start = timing(instance, greedy(instance))
    assert start is not None
    asked = iter([False, False])
    solved = solve_exact(
        instance, everything(instance), start, Limits(seconds=3600), is_stopped=lambda: next(asked, True)
    )
    assert not solved.is_optimal
    assert solved.bound <= solved.cost
