"""Travel minutes between sites: known times where the desk gives them, else great-circle distance times a detour."""

import numpy as np
from geopy.distance import EARTH_RADIUS
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
        self._matrices = {profile.id: self._matrix(problem, profile, km) for profile in problem.desk.travel_profiles}

    def matrix(self, profile: str) -> Matrix:
        """Return minutes ``[from, to]`` of a profile, in the order of the desk's sites."""
        return self._matrices[profile]

    def minutes(self, profile: str, origin: str | None, target: str | None) -> int:
        """Return the minutes between two sites; from or to nowhere costs nothing."""
        if origin is None or target is None:
            return 0
        return int(self._matrices[profile][self.index[origin], self.index[target]])

    def _matrix(self, problem: Problem, profile: TravelProfile, km: NDArray[np.float64]) -> Matrix:
        matrix, changed = _minutes(profile, km)
        for known in problem.desk.travel_times:
            if known.profile == profile.id:
                pair = self.index[known.from_site], self.index[known.to_site]
                matrix[pair] = known.minutes
                changed.add(pair)
        return _close(matrix, changed)


def _distances(problem: Problem) -> NDArray[np.float64]:
    """Return great-circle distances between the sites in kilometres.

    Notes
    -----
    Vincenty's formula on a sphere, which is exact for near and for far points; geopy's `great_circle`, all at once.
    """
    latitude = np.radians([site.latitude for site in problem.sites])
    longitude = np.radians([site.longitude for site in problem.sites])
    km = np.zeros((len(latitude), len(latitude)))
    sines, cosines = np.sin(latitude), np.cos(latitude)
    for at in range(1, len(latitude)):
        apart = longitude[:at] - longitude[at]
        across = cosines[:at] * np.sin(apart)
        along = cosines[at] * sines[:at] - sines[at] * cosines[:at] * np.cos(apart)
        inward = sines[at] * sines[:at] + cosines[at] * cosines[:at] * np.cos(apart)
        km[at, :at] = km[:at, at] = EARTH_RADIUS * np.arctan2(np.hypot(across, along), inward)
    return km


def _minutes(profile: TravelProfile, km: NDArray[np.float64]) -> tuple[Matrix, set[tuple[int, int]]]:
    """Return the minutes by distance, and the pairs for which rounding may have broken the triangle inequality.

    Whole minutes, rounded up, keep it as distances do. Rounding off far decimals first keeps ceil from turning
    30.000000001 into 31, and can break it by a minute where a sum of two such ways lies just above a whole one.
    """
    exact = np.round(km * (60 / profile.km_per_hour * profile.detour_percent / 100), 6)
    matrix: Matrix = np.ceil(exact).astype(np.int64)
    rest = exact - np.floor(exact)
    doubtful = np.argwhere((rest > 0) & (rest < 3e-6))
    matrix[km > 0] += profile.fixed_minutes
    return matrix, {(int(a), int(b)) for a, b in doubtful}


def _close(matrix: Matrix, changed: set[tuple[int, int]]) -> Matrix:
    """Return shortest paths through a matrix of which only the changed pairs may break the triangle inequality.

    Any way round a pair that is too long leads over one other site; after that, a shortest path turns at sites of
    changed pairs only (Floyd and Warshall's steps over these).
    """
    closed = matrix.copy()
    for a, b in sorted(changed):
        closed[a, b] = min(matrix[a, b], int((matrix[a, :] + matrix[:, b]).min()))
    for via in sorted({site for pair in changed for site in pair}):
        np.minimum(closed, closed[:, via, None] + closed[None, via, :], out=closed)
    return closed
