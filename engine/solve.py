"""The recipe: compile, place greedily, improve until the limit, judge by the audit."""

import time

from .compile import compile_instance
from .constraint import Rules
from .context import Context
from .cost import cost
from .domain.problem import Problem
from .instance import Instance
from .limits import WORKERS, IsStopped, Limits, OnProgress, Progress, never, quiet
from .plan import Plan
from .result import Result, finish
from .solvers.bound import gap, ticket_bound
from .solvers.exact.scope import everything
from .solvers.exact.solve import solve_exact
from .solvers.greedy import greedy
from .solvers.lns import improve
from .solvers.published import plan_of
from .timing import timing

SMALL = 400
"""Pairs of ticket and shift up to which the whole plan is one exact model."""


def solve(
    problem: Problem,
    rules: Rules,
    limits: Limits,
    seed: int = 0,
    workers: int = WORKERS,
    on_progress: OnProgress = quiet,
    is_stopped: IsStopped = never,
) -> Result:
    """Return a schedule for a whole desk.

    Parameters
    ----------
    problem : Problem
        Its published schedule, where there is one, is the starting point.
    rules : sequence of Constraint
    limits : Limits
        Time for improving the greedy plan.
    seed, workers : int
    on_progress : callable
        Told of every better plan: seconds passed, cost, bound.
    is_stopped : callable
        Asked between steps; the best plan so far is returned when it says yes.
    """
    began = time.monotonic()
    context = Context(problem)
    instance = compile_instance(context, rules)
    bound = ticket_bound(instance)
    idle = timing(instance, Plan())
    assert idle is not None, "a plan of nothing but facts can always be timed"
    nothing = cost(instance, idle)

    def tell(reached: int, phase: str) -> None:
        proven = min(bound, reached)
        on_progress(Progress(time.monotonic() - began, reached, proven, gap(reached, proven, nothing), phase))

    start = plan_of(context, instance, problem.published) if problem.published else None
    timed = timing(instance, greedy(instance, start, is_stopped))
    assert timed is not None, "the greedy plan can always be timed"
    tell(cost(instance, timed), "greedy")
    left = _left(limits, began)
    is_optimal = False
    if left and not is_stopped():
        if _is_small(instance):
            solved = solve_exact(instance, everything(instance), timed, left, seed, is_stopped)
            timed, bound, is_optimal = solved.timed, max(bound, solved.bound), solved.is_optimal
            tell(solved.cost, "exact")
        else:
            timed = improve(instance, timed, left, seed, workers, lambda reached: tell(reached, "improve"), is_stopped)
            more = timing(instance, greedy(instance, timed.plan, is_stopped))
            timed = more if more and cost(instance, more) < cost(instance, timed) else timed
    return finish(context, rules, instance, timed, bound=bound, is_optimal=is_optimal, seed=seed)


def _is_small(instance: Instance) -> bool:
    return len(instance.candidate_shift) <= SMALL


def _left(limits: Limits, began: float) -> Limits | None:
    """Return what the limits leave after compiling and placing greedily; None when the seconds are used up."""
    if limits.seconds is None:
        return limits
    seconds = limits.seconds - (time.monotonic() - began)
    return Limits(seconds, limits.deterministic) if seconds > 0 else None
