"""How the solvers stand: per instance the median over runs, against the best cost known to anybody."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, median

import numpy as np

from .best_known import EQUAL, Best
from .peers.registry import OURS
from .result import Row


@dataclass(frozen=True)
class Standing:
    """One solver on one instance under one limit, over all runs.

    ``cost`` is the median, endless where half of the runs have no feasible plan; ``behind`` is (cost - best) / best.
    """

    group: str
    instance: str
    limit: float
    solver: str
    cost: float
    best: float
    behind: float
    gap: float
    seconds: tuple[float, ...]
    memory_mb: float
    proven: int
    runs: int


def standings(rows: Sequence[Row], known: dict[tuple[str, str], Best]) -> list[Standing]:
    """Return the standings in the order in which instances and solvers first come."""
    runs: dict[tuple[str, str, float, str], list[Row]] = defaultdict(list)
    best: dict[str, float] = {}
    for row in rows:
        runs[row.suite, row.instance, row.limit, row.solver].append(row)
        least = best.get(row.instance, known.get((row.suite, row.instance), Best(math.inf, "")).cost)
        best[row.instance] = min(least, row.counted)
    return [
        _standing(instance, limit, solver, each, best[instance]) for (_, instance, limit, solver), each in runs.items()
    ]


def _standing(instance: str, limit: float, solver: str, runs: list[Row], best: float) -> Standing:
    cost = median(row.counted for row in runs)
    return Standing(
        group=instance.split("/")[0] if "/" in instance else "",
        instance=instance,
        limit=limit,
        solver=solver,
        cost=cost,
        best=best,
        behind=relative(cost, best),
        gap=median(row.gap if row.counted < math.inf else math.inf for row in runs),
        seconds=tuple(row.seconds for row in runs),
        memory_mb=max(row.memory_mb for row in runs),
        proven=sum(row.counted < math.inf and row.cost <= row.bound * (1 + EQUAL) for row in runs),
        runs=len(runs),
    )


def relative(cost: float, best: float) -> float:
    """Return by what share a cost is above the best; endless for no plan."""
    if math.isinf(cost):
        return math.inf
    return (cost - best) / abs(best) if best else float(cost > 0)


def no_worse(cost: float, other: float) -> bool:
    """Whether a cost is better than or equal to another one."""
    return cost <= other + EQUAL * abs(other)


@dataclass(frozen=True)
class Total:
    """One solver over a group of instances.

    ``ours_no_worse`` counts the instances on which Openday is better or equal, None for Openday itself.
    """

    solver: str
    instances: int
    mean_behind: float
    worst_behind: float
    mean_gap: float
    seconds: tuple[float, float, float]
    memory_mb: float
    proven: float
    ours_no_worse: int | None


def totals(of: Iterable[Standing]) -> list[Total]:
    """Return the sums of standings by solver."""
    by_solver: dict[str, list[Standing]] = defaultdict(list)
    for each in of:
        by_solver[each.solver].append(each)
    ours = {(each.instance, each.limit): each.cost for each in by_solver.get(OURS, ())}
    return [_total(solver, each, ours) for solver, each in by_solver.items()]


def _total(solver: str, of: list[Standing], ours: dict[tuple[str, float], float]) -> Total:
    seconds = [each for one in of for each in one.seconds]
    p50, p95, p99 = np.percentile(seconds, [50, 95, 99]).tolist()
    met = [no_worse(ours[each.instance, each.limit], each.cost) for each in of if (each.instance, each.limit) in ours]
    return Total(
        solver=solver,
        instances=len(of),
        mean_behind=fmean(each.behind for each in of),
        worst_behind=max(each.behind for each in of),
        mean_gap=fmean(each.gap for each in of),
        seconds=(p50, p95, p99),
        memory_mb=max(each.memory_mb for each in of),
        proven=sum(each.proven for each in of) / sum(each.runs for each in of),
        ours_no_worse=None if solver == OURS else sum(met),
    )


def ahead_of_all(of: Iterable[Standing], rivals: set[str]) -> tuple[int, int]:
    """Return on how many instances Openday is better than or equal to every rival that was run, and of how many."""
    costs: dict[tuple[str, float], dict[str, float]] = defaultdict(dict)
    for each in of:
        costs[each.instance, each.limit][each.solver] = each.cost
    met = [
        all(no_worse(found[OURS], cost) for solver, cost in found.items() if solver in rivals)
        for found in costs.values()
        if OURS in found and rivals & found.keys()
    ]
    return sum(met), len(met)


def primal_integral(points: Sequence[tuple[float, float]]) -> float:
    """Return the mean relative distance to the best over time, 0 at once perfect to 1 never anything.

    Berthold, "Measuring the impact of primal heuristics" (Operations Research Letters 41, 2013), divided by the time:
    until the first point the distance is 1, from each point on its own.

    Parameters
    ----------
    points : sequence of (float, float)
        Seconds and `relative` distance from the best at that time, by ascending seconds.
    """
    last, total, distance = 0.0, 0.0, 1.0
    for seconds, behind in points:
        total += distance * (seconds - last)
        # Of Berthold's distance, (cost - best) / max(cost, best), in terms of (cost - best) / best.
        last, distance = seconds, 1.0 if math.isinf(behind) else behind / (1 + behind)
    return total / last if last else 1.0
