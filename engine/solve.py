"""The recipe: compile, plan within the limits, judge by the audit."""

import time
from concurrent.futures import Executor

from .compile import compile_instance
from .constraint import Rules
from .context import Context
from .cost import cost
from .domain.problem import Problem
from .limits import WORKERS, IsStopped, Limits, OnProgress, Progress, never, quiet
from .plan import Plan
from .result import Result, finish
from .solvers.bound import gap
from .solvers.portfolio import plan
from .solvers.published import plan_of
from .solvers.ready import make_ready
from .timing import timing


def solve(
    problem: Problem,
    rules: Rules,
    limits: Limits,
    seed: int = 0,
    workers: int = WORKERS,
    on_progress: OnProgress = quiet,
    is_stopped: IsStopped = never,
    executor: Executor | None = None,
) -> Result:
    """Return a schedule for a whole desk.

    Parameters
    ----------
    problem : Problem
        Its published schedule, where there is one, is the starting point.
    rules : sequence of Constraint
    limits : Limits
        Time for improving the first plan. Machine code that the first solve on a machine has to make does not count.
    seed, workers : int
    on_progress : callable
        Told of every better plan: seconds passed, cost, bound.
    is_stopped : callable
        Asked between steps; the best plan so far is returned when it says yes.
    executor : Executor, optional
        Solves the parts of a plan too large for one search; without one, processes on this machine do.
    """
    began = time.monotonic()
    context = Context(problem)
    instance = compile_instance(context, rules)
    start = plan_of(context, instance, problem.published) if problem.published else Plan()
    began += make_ready(instance, start)
    idle = timing(instance, Plan())
    assert idle is not None, "a plan of nothing but facts can always be timed"
    nothing = cost(instance, idle)

    def tell(reached: int, bound: int, phase: str) -> None:
        proven = min(bound, reached)
        on_progress(Progress(time.monotonic() - began, reached, proven, gap(reached, proven, nothing), phase))

    left = _left(limits, began)
    planned = plan(instance, start, left, seed, workers, tell, is_stopped, executor)
    return finish(
        context, rules, instance, planned.timed, bound=planned.bound, is_optimal=planned.is_optimal, seed=seed
    )


def _left(limits: Limits, began: float) -> Limits:
    """Return what the limits leave after compiling: at least a moment."""
    if limits.seconds is None:
        return limits
    return Limits(max(0.01, limits.seconds - (time.monotonic() - began)), limits.deterministic)
