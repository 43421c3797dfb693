"""Reliability: whether what was said to have a chance of 80 % came true in 80 % of the cases."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ..domain.base import Frozen

Z = 1.645
"""Standard deviations of the intervals: nine times in ten the true share lies inside."""


@dataclass(frozen=True)
class Said:
    """A probability that was stated, and whether it came true."""

    probability: float
    came_true: bool


class Bin(Frozen):
    """What was said with a probability from ``low`` to ``high``, the upper end not included but for 1.

    Parameters
    ----------
    count : int
        How often; empty ones are left out of a curve.
    stated : float
        Mean of the probabilities stated.
    share : float
        How much of it came true.
    share_low, share_high : float
        Nine times in ten the true share lies between them (Wilson's interval).
    """

    low: float
    high: float
    count: int
    stated: float
    share: float
    share_low: float
    share_high: float


class Reliability(Frozen):
    """A reliability curve with its figures; they are None where nothing was said.

    Parameters
    ----------
    count : int
    error : float or None
        Expected calibration error: the mean over all that was said of how far its bin's share is from what was stated.
    brier : float or None
        Mean squared distance of the probability from what came of it, 0 or 1: less is better, 0.25 is a coin's.
    bins : tuple of Bin
        From low to high.
    """

    count: int
    error: float | None
    brier: float | None
    bins: tuple[Bin, ...]


def reliability(said: Sequence[Said], bins: int = 10) -> Reliability:
    """Return the reliability curve of what was said, in bins of equal width.

    Notes
    -----
    Naeini, Cooper and Hauskrecht, "Obtaining Well Calibrated Probabilities Using Bayesian Binning" (AAAI 2015), and
    Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks" (ICML 2017), section 2: the error is
    the sum over bins of count / n * abs(share - stated).
    """
    held: list[list[Said]] = [[] for _ in range(bins)]
    for each in said:
        held[min(int(each.probability * bins), bins - 1)].append(each)
    curve = tuple(_bin(at / bins, (at + 1) / bins, inside) for at, inside in enumerate(held) if inside)
    count = len(said)
    if not count:
        return Reliability(count=0, error=None, brier=None, bins=())
    error = sum(each.count * abs(each.share - each.stated) for each in curve) / count
    brier = sum((each.probability - each.came_true) ** 2 for each in said) / count
    return Reliability(count=count, error=error, brier=brier, bins=curve)


def wilson(share: float, count: float, z: float = Z) -> tuple[float, float]:
    """Return the interval in which a true share lies of which ``share`` was seen among ``count``.

    Wilson, "Probable Inference, the Law of Succession, and Statistical Inference" (JASA 22, 1927); it stays inside 0
    to 1 and is honest where the count is small. ``count`` need not be whole, for faded observations.
    """
    if count <= 0:
        return 0.0, 1.0
    spread = z * z / count
    middle = (share + spread / 2) / (1 + spread)
    reach = z * math.sqrt(share * (1 - share) / count + spread / (4 * count)) / (1 + spread)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def _bin(low: float, high: float, inside: Sequence[Said]) -> Bin:
    count = len(inside)
    share = sum(each.came_true for each in inside) / count
    share_low, share_high = wilson(share, count)
    stated = sum(each.probability for each in inside) / count
    return Bin(low=low, high=high, count=count, stated=stated, share=share, share_low=share_low, share_high=share_high)
