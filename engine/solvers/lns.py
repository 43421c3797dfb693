"""Large neighbourhood search: CP-SAT decides part after part of the plan anew.

After Shaw, "Using constraint programming and local search methods to solve vehicle routing problems" (CP 1998). In each
round every worker solves one part; parts of a round share no engineer. Results come back at a barrier and are merged in
worker order, each kept only when the whole plan, timed and priced again, costs less. So the outcome depends on the
seed, the number of workers and the deterministic limit, never on a clock, unless a limit in seconds cuts it short.
"""

import logging
import time
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from random import Random

from ..cost import cost
from ..instance import Instance
from ..limits import IsStopped, Limits, never
from ..plan import Plan
from ..timing import Timed, timing
from .neighbourhoods import pick
from .workers import Job, Workers

_LOG = logging.getLogger("openday")
PART_LIMITS = (0.06, 0.06, 0.06, 0.5)
"""Deterministic time of one part, by turns: many short tries, and now and then a thorough one."""
SIZES = (16, 40)
"""Least and most tickets of a part."""


@dataclass
class Search:
    """The state of a search: the best plan, its cost and the effort so far."""

    timed: Timed
    cost: int
    effort: float = 0.0
    rounds: int = 0
    size: float = 24.0


def improve(
    instance: Instance,
    timed: Timed,
    limits: Limits,
    seed: int,
    workers: int,
    on_better: Callable[[int], None],
    is_stopped: IsStopped = never,
) -> Timed:
    """Return a plan at most as dear as the given one, found within the limits.

    Parameters
    ----------
    instance : Instance
    timed : Timed
        Where to start.
    limits : Limits
        At least one of them set.
    seed, workers : int
    on_better : callable
        Told the cost after each round.
    is_stopped : callable
        Asked between rounds.
    """
    search = Search(timed, cost(instance, timed))
    try:
        _search(instance, search, limits, seed, workers, on_better, is_stopped)
    except BrokenProcessPool:
        # A worker that the system has ended, for want of memory say, must not lose the plan.
        _LOG.exception("the search has ended early, with the best plan so far")
    return search.timed


def _search(
    instance: Instance,
    search: Search,
    limits: Limits,
    seed: int,
    workers: int,
    on_better: Callable[[int], None],
    is_stopped: IsStopped,
) -> None:
    """Solve round after round until the limits are reached, somebody stops it, or nothing is left to decide."""
    deadline = None if limits.seconds is None else time.monotonic() + limits.seconds
    with Workers(instance, workers) as pool:
        while not is_stopped() and (limits.deterministic is None or search.effort < limits.deterministic):
            left = None if deadline is None else deadline - time.monotonic()
            if left is not None and left <= 0:
                break
            if not _round(
                instance, search, pool, seed, workers, Limits(left, PART_LIMITS[search.rounds % len(PART_LIMITS)])
            ):
                break
            on_better(search.cost)


def _round(instance: Instance, search: Search, pool: Workers, seed: int, workers: int, limits: Limits) -> bool:
    """Solve one part per worker and merge; return whether there was anything to solve."""
    rng = Random(f"{seed}/{search.rounds}")
    taken: set[int] = set()
    scopes = [pick(instance, search.timed, rng, int(search.size), taken) for _ in range(workers)]
    jobs = [
        Job(search.timed.plan, scope, limits, seed + search.rounds * workers + at)
        for at, scope in enumerate(scopes)
        if scope
    ]
    for answer in pool.run(jobs):
        search.effort += answer.effort + 0.001
        # Parts grow while they are proven, and shrink when time runs out on them.
        search.size = min(SIZES[1], search.size * 1.02) if answer.is_optimal else max(SIZES[0], search.size * 0.99)
        found = timing(
            instance, search.timed.plan.replace(answer.sequences, _held(search.timed.plan, answer.held, answer.decided))
        )
        if found is not None and (reached := cost(instance, found)) < search.cost:
            search.timed, search.cost = found, reached
    search.rounds += 1
    return bool(jobs)


def _held(plan: Plan, held: frozenset[int], decided: frozenset[int]) -> frozenset[int]:
    return (plan.held - decided) | (held & decided)
