"""What of a sweep is worth choosing: the outcomes that no other beats in travel, SLA and balance at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from .plan import Plan, weights_in
from .points import Point
from .run import Row


@dataclass(frozen=True)
class Outcome:
    """What a choice of weights comes to in a variant, on average over the seeds.

    Parameters
    ----------
    variant : str
    point : Point
    weights : mapping of str to int
        Those of the point, and those that the variant itself changes; all others are the desk's own.
    is_own : bool
        Whether all weights are the desk's own.
    travel_minutes, sla_missed, utilization_spread_percent, unassigned : float
    base_cost : float
        By the desk's own weights, in thousandths.
    runs : int
    is_on_frontier : bool
    """

    variant: str
    point: Point
    weights: Mapping[str, int]
    is_own: bool
    travel_minutes: float
    sla_missed: float
    utilization_spread_percent: float
    unassigned: float
    base_cost: float
    runs: int
    is_on_frontier: bool = False

    @property
    def aims(self) -> tuple[float, float, float]:
        """What is weighed against each other, less is better: travel, SLA targets missed, spread of utilization."""
        return self.travel_minutes, self.sla_missed, self.utilization_spread_percent


def outcomes(plan: Plan, rows: Mapping[str, Row]) -> list[Outcome]:
    """Return the outcomes of a plan's rows, by variant, those on its frontier first; runs that failed are left out.

    The frontier is one of a variant: which of two situations is the better one is not for weights to say.
    """
    runs: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    points = {job.point.words: job.point for job in plan.jobs}
    # Every point sets the same rules' weights, so the others are those of any job of the variant.
    situations = {job.variant: job.situation for job in plan.jobs}
    for job in plan.jobs:
        row = rows.get(job.key)
        if row is not None and not row.get("error"):
            runs[job.variant][job.point.words].append(row)
    found: list[Outcome] = []
    for variant, by_point in runs.items():
        weights = weights_in(situations[variant])
        made = [_outcome(plan, variant, points[words], weights, each) for words, each in by_point.items()]
        best = frontier([each.aims for each in made])
        told = [replace(each, is_on_frontier=at in best) for at, each in enumerate(made)]
        found += sorted(told, key=lambda each: (not each.is_on_frontier, each.aims, each.point.words))
    return found


def frontier(values: Sequence[Sequence[float]]) -> set[int]:
    """Return the places of those that none of the others beats: none is as good in all, and better in one.

    Less is better. Of equals none beats the other.
    """
    found: list[int] = []
    # In this order nobody is beaten by one that comes after, and whoever beats is on the frontier or beaten there.
    for at in sorted(range(len(values)), key=lambda each: tuple(values[each])):
        if not any(_beats(values[other], values[at]) for other in found):
            found.append(at)
    return set(found)


def _beats(one: Sequence[float], other: Sequence[float]) -> bool:
    return all(a <= b for a, b in zip(one, other, strict=True)) and tuple(one) != tuple(other)


def _outcome(plan: Plan, variant: str, point: Point, weights: Mapping[str, int], runs: Sequence[Row]) -> Outcome:
    changed = {rule: weight for rule, weight in {**weights, **point.weights}.items() if weight != plan.own[rule]}
    return Outcome(
        variant=variant,
        point=point,
        weights={**point.weights, **changed},
        is_own=not changed,
        travel_minutes=_mean(runs, "travel_minutes"),
        sla_missed=_mean(runs, "sla_missed"),
        utilization_spread_percent=_mean(runs, "utilization_spread_percent"),
        unassigned=_mean(runs, "unassigned"),
        base_cost=_mean(runs, "base_cost"),
        runs=len(runs),
    )


def _mean(rows: Iterable[Row], column: str) -> float:
    return fmean(row[column] for row in rows)
