"""Rates that fade: how often something came true lately, each drawn towards a wider one until it has enough cases."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

Key = tuple[Hashable, ...]


@dataclass
class _Tally:
    """What was seen up to ``day``: true and all cases, faded, and how many cases there were without fading."""

    true: float = 0.0
    cases: float = 0.0
    day: float = 0.0
    seen: int = 0


class Rates:
    """Faded counts by key, read as rates.

    Parameters
    ----------
    half_life_days : float
        After so many days a case counts half.

    Notes
    -----
    A rate is the mean of a beta distribution whose prior is the wider key's rate, worth ``strength`` cases: the
    beta-binomial model with its prior mean backed off level by level (Gelman et al., *Bayesian Data Analysis*, 3rd
    edition, section 5.3; as an estimate, Cestnik, "Estimating probabilities: a crucial task in machine learning",
    ECAI 1990).
    """

    def __init__(self, half_life_days: float) -> None:
        self._half_life_days = half_life_days
        self._tallies: dict[Key, _Tally] = {}

    def add(self, key: Key, day: float, came_true: bool) -> None:
        """Count a case of ``key`` on a day; days do not go back."""
        tally = self._tallies.setdefault(key, _Tally(day=day))
        fading = self.fading(day - tally.day)
        tally.true = tally.true * fading + came_true
        tally.cases = tally.cases * fading + 1.0
        tally.day = day
        tally.seen += 1

    def rate(self, keys: Sequence[Key], day: float, strength: float, start: float = 0.5) -> float:
        """Return the rate of the last key, drawn towards that of the one before it, and so on up to ``start``."""
        rate = start
        for key in keys:
            true, cases = self._faded(key, day)
            rate = (true + strength * rate) / (cases + strength)
        return rate

    def cases(self, key: Key, day: float) -> float:
        """Return how many cases of a key there were, faded."""
        return self._faded(key, day)[1]

    def seen(self, key: Key) -> int:
        """Return how many cases of a key there were."""
        tally = self._tallies.get(key)
        return tally.seen if tally else 0

    def fading(self, days: float) -> float:
        """Return what a case of so many days ago counts."""
        return float(0.5 ** (days / self._half_life_days))

    def _faded(self, key: Key, day: float) -> tuple[float, float]:
        tally = self._tallies.get(key)
        if tally is None:
            return 0.0, 0.0
        fading = self.fading(day - tally.day)
        return tally.true * fading, tally.cases * fading
