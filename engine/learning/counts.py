"""Who did how much of what lately: counts that fade, as shares of everybody, backed off to a wider key's."""

from collections.abc import Hashable

import numpy as np
from numpy.typing import NDArray

Shares = NDArray[np.float64]

_LONGEST = 60.0
"""Half-lives after which a cell is faded to the present."""


class _Cell:
    """Cases of the people met under a key, and their sum, in units of what a case on ``day`` is worth."""

    def __init__(self, day: float) -> None:
        self.day = day
        self.total = 0.0
        self.place: dict[int, int] = {}
        self.who = np.empty(0, np.intp)
        self.cases = np.empty(0)

    def add(self, who: int, worth: float) -> None:
        """Add cases to a person's, none of which fall below zero by the rounding of what is taken back."""
        place = self.place.setdefault(who, len(self.place))
        if place == len(self.who):
            self.who, self.cases = np.append(self.who, who), np.append(self.cases, 0.0)
        self.cases[place] = max(0.0, self.cases[place] + worth)
        self.total = max(0.0, self.total + worth)


class Counts:
    """Faded cases by key and person, read as shares.

    Parameters
    ----------
    half_life_days : float
        After so many days a case counts half.
    strength : float
        Cases that a key needs to weigh as much as the wider one.

    Notes
    -----
    A share is (cases + strength x wider share) / (all cases + strength): the mean of a Dirichlet distribution whose
    prior is the wider key's (MacKay and Peto, "A hierarchical Dirichlet language model", Natural Language Engineering
    1, 1995).
    """

    def __init__(self, half_life_days: float, strength: float) -> None:
        self._half_life_days = half_life_days
        self._strength = strength
        self._cells: dict[Hashable, _Cell] = {}

    def add(self, key: Hashable, who: int, day: float, worth: float) -> None:
        """Count something worth ``worth`` cases; a negative worth takes back what was counted before."""
        cell = self._cells.get(key)
        if cell is None:
            cell = self._cells[key] = _Cell(day)
        elif day - cell.day > _LONGEST * self._half_life_days:
            self._rebase(cell, day)
        # Rather than fading all that was counted, what is new counts for more.
        cell.add(who, worth / self.fading(day - cell.day))

    def shares(self, key: Hashable, day: float, wider: Shares) -> Shares:
        """Return everybody's share on a day; ``wider`` itself where the key was never seen."""
        cell = self._cells.get(key)
        if cell is None:
            return wider
        fading = self.fading(day - cell.day)
        shares = self._strength * wider
        # Nobody stands in a cell twice, so adding by index is safe.
        shares[cell.who] += fading * cell.cases
        shares /= fading * cell.total + self._strength
        return shares

    def _rebase(self, cell: _Cell, day: float) -> None:
        """Fade a cell to a day, before what is new comes to count for more than numbers can hold."""
        fading = self.fading(day - cell.day)
        cell.cases *= fading
        cell.total, cell.day = cell.total * fading, day

    def fading(self, days: float) -> float:
        """Return what a case of so many days ago counts."""
        return float(0.5 ** (days / self._half_life_days))
