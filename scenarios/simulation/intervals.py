"""Means over seeds, and differences of policies that met the same seeds, with 95 % confidence intervals."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, stdev

from ..comparison.noise import student_t


@dataclass(frozen=True)
class Interval:
    """A mean, and half the width of its 95 % confidence interval; None with a single seed, which tells no spread."""

    mean: float
    half: float | None

    @property
    def is_beyond_chance(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.half is not None and abs(self.mean) > self.half


def interval(values: Mapping[int, float]) -> Interval:
    """Return the mean of a figure by seed, with the interval of Student's t.

    Raises
    ------
    ValueError
        When there is no value.
    """
    if not values:
        raise ValueError("no seed has a value")
    given, count = list(values.values()), len(values)
    half = student_t(count - 1) * stdev(given) / sqrt(count) if count > 1 else None
    return Interval(fmean(given), half)


def paired(ours: Mapping[int, float], theirs: Mapping[int, float]) -> Interval:
    """Return by how much a figure is larger for us, seed by seed: what both met alike drops out of the spread.

    Only seeds that both have count (paired comparison with common random numbers; Law, Simulation Modeling and
    Analysis, 5th edition, section 10.2).
    """
    return interval({seed: ours[seed] - theirs[seed] for seed in sorted(ours.keys() & theirs.keys())})
