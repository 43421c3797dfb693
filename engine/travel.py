"""Travel minutes between sites: known times where the desk gives them, else great-circle distance times a detour."""

import numpy as np
from geopy.distance import great_circle
from numpy.typing import NDArray

from .domain.desk import TravelProfile
from .domain.problem import Problem

Matrix = NDArray[np.int64]


class Travel:
    """Travel minutes by profile, closed under shortest paths.

    Parameters
    ----------
    problem : Problem
        Gives sites, profiles and known travel times.

    Notes
    -----
    Minutes are rounded up. Closing under shortest paths keeps the triangle inequality, without which serving fewer
    tickets could cost more.
    """

    def __init__(self, problem: Problem) -> None:
        self.index = {site.id: at for at, site in enumerate(problem.sites)}
        km = _distances(problem)
        self._matrices = {
            profile.id: _close(_minutes(problem, profile, km, self.index)) for profile in problem.desk.travel_profiles
        }

    def matrix(self, profile: str) -> Matrix:
        """Return minutes ``[from, to]`` of a profile, in the order of the desk's sites."""
        return self._matrices[profile]

    def minutes(self, profile: str, origin: str | None, target: str | None) -> int:
        """Return the minutes between two sites; from or to nowhere costs nothing."""
        if origin is None or target is None:
            return 0
        return int(self._matrices[profile][self.index[origin], self.index[target]])


def _distances(problem: Problem) -> NDArray[np.float64]:
    """Return great-circle distances between the sites in kilometres."""
    points = [(site.latitude, site.longitude) for site in problem.sites]
    km = np.zeros((len(points), len(points)))
    for a, first in enumerate(points):
        for b, second in enumerate(points[:a]):
            km[a, b] = km[b, a] = great_circle(first, second).km if first != second else 0.0
    return km


def _minutes(problem: Problem, profile: TravelProfile, km: NDArray[np.float64], index: dict[str, int]) -> Matrix:
    per_km = 60 / profile.km_per_hour * profile.detour_percent / 100
    # Rounding off far decimals first keeps ceil from turning 30.000000001 into 31.
    matrix: Matrix = np.ceil(np.round(km * per_km, 6)).astype(np.int64)
    matrix[km > 0] += profile.fixed_minutes
    for known in problem.desk.travel_times:
        if known.profile == profile.id:
            matrix[index[known.from_site], index[known.to_site]] = known.minutes
    return matrix


def _close(matrix: Matrix) -> Matrix:
    """Floyd and Warshall's shortest paths."""
    closed = matrix.copy()
    for via in range(len(closed)):
        np.minimum(closed, closed[:, via, None] + closed[None, via, :], out=closed)
    return closed
