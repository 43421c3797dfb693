"""Weights that fit comparisons: the most probable ones under a Bradley-Terry model with lapses.

A place is preferred to another with probability ``lapse / 2 + (1 - lapse) / (1 + exp(-m))``, where ``m`` is by how much
it is cheaper over the sharpness: Bradley and Terry, Rank Analysis of Incomplete Block Designs (Biometrika 39, 1952),
with prices as the logarithms of their worths, and the lapse rate of Wichmann and Hill, The Psychometric Function
(Perception & Psychophysics 63, 2001), by which a choice that no price can explain moves no weight far. The logarithms
of the factors on the defaults are thought to be normal around zero beforehand, so what no decision speaks of stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .pairs import Pair
from .settings import Settings

Vector = NDArray[np.float64]
SWEEPS = 12
LONGEST = 0.5
"""The farthest that one logarithm moves at a time."""


@dataclass(frozen=True)
class Evidence:
    """Comparisons as arrays.

    Parameters
    ----------
    rules : tuple of str
        The rules that may move.
    more : array, (rules, pairs)
        By how much the place passed over is dearer by a rule at its default weight, over the sharpness.
    rest : array, (pairs,)
        The same for all rules that may not move, together.
    decision : array, (pairs,)
        Numbers of the decisions.
    strength : array, (pairs,)
        What each counts when new.
    """

    rules: tuple[str, ...]
    more: Vector
    rest: Vector
    decision: NDArray[np.int64]
    strength: Vector

    @classmethod
    def of(
        cls, pairs: Sequence[Pair], weights: dict[str, int], rules: tuple[str, ...], settings: Settings
    ) -> "Evidence":
        """Return comparisons priced at default weights."""
        scale = settings.sharpness
        more = np.array([[weights[r] * pair.more.get(r, 0) / scale for pair in pairs] for r in rules])
        moving = frozenset(rules)
        rest = [
            sum(weights.get(rule, 0) * amount for rule, amount in pair.more.items() if rule not in moving) / scale
            for pair in pairs
        ]
        return cls(
            rules,
            more.reshape(len(rules), len(pairs)),
            np.array(rest, dtype=float),
            np.array([pair.decision for pair in pairs], dtype=np.int64),
            np.array([pair.strength for pair in pairs], dtype=float),
        )

    def margins(self, logs: Vector) -> Vector:
        """Return by how much each place taken is cheaper, over the sharpness."""
        total: Vector = self.rest + (self.more * np.exp(logs)[:, None]).sum(axis=0)
        return total


def likelihood(margins: Vector) -> Vector:
    """Return the probability of each choice by its margin, if nobody ever lapsed."""
    found: Vector = 1 / (1 + np.exp(-np.clip(margins, -500, 500)))
    return found


def pull(likely: Vector, strength: Vector, lapse: float) -> Vector:
    """Return how strongly each comparison asks for a larger margin: the slope of its log-probability."""
    slope = (1 - lapse) * likely * (1 - likely)
    # A choice that is nearly impossible without lapses would divide nothing by nothing.
    chance = np.maximum(lapse / 2 + (1 - lapse) * likely, 1e-300)
    found: Vector = strength * slope / chance
    return found


def fit(evidence: Evidence, strength: Vector, logs: Vector, low: Vector, high: Vector, settings: Settings) -> Vector:
    """Return the logarithms of the factors that are the most probable, from a start and inside bounds.

    Coordinate by coordinate, each by a Newton step with the curvature of the model without lapses, cut off at the
    bounds; the number of sweeps is fixed, so the same evidence gives the same answer.

    Parameters
    ----------
    strength : array, (pairs,)
        What each comparison counts by now.
    logs, low, high : array, (rules,)
    """
    logs = logs.copy()
    margins = evidence.margins(logs)
    for _ in range(SWEEPS):
        for at, column in enumerate(evidence.more):
            part = column * np.exp(logs[at])
            likely = likelihood(margins)
            asked = pull(likely, strength, settings.lapse)
            slope = (asked * part).sum() - logs[at] / settings.spread**2
            bend = (strength * likely * (1 - likely) * part * part).sum() + 1 / settings.spread**2
            step = min(LONGEST, max(-LONGEST, slope / bend))
            new = min(high[at], max(low[at], logs[at] + step))
            margins = margins + column * (np.exp(new) - np.exp(logs[at]))
            logs[at] = new
    return logs
