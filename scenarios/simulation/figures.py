"""The figures that policies are compared by, in words, with which way is better."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .intervals import Interval, interval, paired
from .policies import RULES
from .run import Row


@dataclass(frozen=True)
class Figure:
    """A figure of an outcome.

    Parameters
    ----------
    name : str
        Its field.
    words : str
        What it is called in a table.
    unit : str
    more_is_better : bool or None
        None where neither is.
    """

    name: str
    words: str
    unit: str
    more_is_better: bool | None
    digits: int = 1


FIGURES = (
    Figure("sla_met", "SLA targets met", "%", True),
    Figure("urgent_sla_met", "of P1 and P2", "%", True),
    Figure("first_response", "first response", "min", False, 0),
    Figure("urgent_first_response", "of P1 and P2", "min", False, 0),
    Figure("utilization", "utilization", "%", None),
    Figure("utilization_spread", "its spread", "points", False),
    Figure("travel", "travel per 100 tickets", "min", False, 0),
    Figure("reassigned", "reassigned per 100", "tickets", False),
    Figure("moved", "moved per 100", "tickets", False),
    Figure("overtime", "overtime a week", "min", False, 0),
    Figure("finished", "finished", "tickets", True, 0),
    Figure("agreed_first", "left as planned, first week", "%", None, 0),
    Figure("agreed_last", "left as planned, last week", "%", None, 0),
)


@dataclass(frozen=True)
class Difference:
    """By how much a figure of ours is above that of a rule, over the same seeds."""

    figure: Figure
    policy: str
    rule: str
    interval: Interval

    @property
    def verdict(self) -> str:
        """Whether ours is better, worse, or no different beyond chance."""
        if self.figure.more_is_better is None or not self.interval.is_beyond_chance:
            return ""
        return "better" if (self.interval.mean > 0) == self.figure.more_is_better else "worse"


def by_seed(rows: Sequence[Row], policy: str, figure: str) -> Mapping[int, float]:
    """Return a figure of a policy by seed, of those that have it."""
    found = ((each.seed, getattr(each.outcome, figure)) for each in rows if each.policy == policy)
    return {seed: float(value) for seed, value in found if value is not None}


def means(rows: Sequence[Row]) -> dict[str, dict[str, Interval]]:
    """Return by policy the mean of each figure that it has, with its interval."""
    policies = dict.fromkeys(each.policy for each in rows)
    values = {policy: {each.name: by_seed(rows, policy, each.name) for each in FIGURES} for policy in policies}
    return {policy: {name: interval(by) for name, by in figures.items() if by} for policy, figures in values.items()}


def differences(rows: Sequence[Row]) -> list[Difference]:
    """Return how each policy of ours differs from each rule, in every figure."""
    policies = dict.fromkeys(each.policy for each in rows)
    return [
        Difference(each, policy, rule, paired(by_seed(rows, policy, each.name), by_seed(rows, rule, each.name)))
        for policy in policies
        if policy not in RULES
        for rule in policies
        if rule in RULES
        for each in FIGURES
        if by_seed(rows, rule, each.name)
    ]
