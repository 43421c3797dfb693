"""Whether a difference between two sets of runs is more than what their seeds make of it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, variance
from typing import Literal

Finding = Literal["same", "beyond", "every_seed", "within", "one_seed"]
_T = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
    2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
    2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)  # fmt: skip
"""The 97.5 % quantile of Student's t for 1 to 30 degrees of freedom (Student, "The probable error of a mean",
Biometrika 6, 1908; as tabulated everywhere)."""


@dataclass(frozen=True)
class Noise:
    """How a figure differs over the seeds.

    Parameters
    ----------
    before, after : float
        Means over the seeds.
    low, high : float or None
        95 % interval of the difference of the means; None where one seed says nothing of the spread.
    finding : str
        ``same``: each seed gives the same before and after; ``beyond``: the interval leaves zero out; ``every_seed``:
        it does not, yet each run of the one lies beyond each run of the other; ``within`` the noise; ``one_seed``.
    """

    before: float
    after: float
    low: float | None
    high: float | None
    finding: Finding

    @property
    def difference(self) -> float:
        """After less before."""
        return self.after - self.before


def noise(before: Sequence[float], after: Sequence[float], *, is_fixed: bool = False) -> Noise:
    """Return a figure's difference with Welch's interval.

    The seeds of the two are not paired: another desk makes other searches of the same seed.

    Parameters
    ----------
    before, after : sequence of float
        The figure by seed.
    is_fixed : bool
        Whether ``before`` is a fact, such as a schedule that is there, and no run of a solver.

    Notes
    -----
    Degrees of freedom by Welch and Satterthwaite, rounded down (Welch, "The generalization of 'Student's' problem when
    several different population variances are involved", Biometrika 34, 1947).
    """
    means = fmean(before), fmean(after)
    if list(before) == list(after) or len({*before, *after}) == 1:
        return Noise(*means, 0.0, 0.0, "same")
    if len(after) < 2 or (len(before) < 2 and not is_fixed):
        return Noise(*means, None, None, "one_seed")
    difference = means[1] - means[0]
    parts = [(0.0 if is_fixed else variance(before) / len(before)), variance(after) / len(after)]
    error = math.sqrt(sum(parts))
    half = student_t(_degrees(parts, (len(before) - 1, len(after) - 1))) * error
    low, high = difference - half, difference + half
    if low > 0 or high < 0:
        return Noise(*means, low, high, "beyond")
    is_apart = max(before) < min(after) or max(after) < min(before)
    return Noise(*means, low, high, "every_seed" if is_apart else "within")


def _degrees(parts: Sequence[float], degrees: Sequence[int]) -> int:
    """Return the degrees of freedom of a sum of variances of means."""
    total = sum(part**2 / degree for part, degree in zip(parts, degrees, strict=True) if part)
    return max(1, math.floor(sum(parts) ** 2 / total + 1e-9)) if total else 1


def student_t(degrees: int) -> float:
    """Return the 97.5 % quantile of Student's t: half of a 95 % interval in standard errors."""
    # Beyond the table the last value is a little wide, which errs on the side of saying "noise".
    return _T[min(degrees, len(_T)) - 1]
