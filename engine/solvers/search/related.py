"""Which tickets are near each other: what one string of removals should take out together."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ...instance import NOWHERE, Instance

MOST = 120
"""Neighbours kept per ticket and kind."""
_CHUNK = 256
Distances = NDArray[np.float32]


def related(instance: Instance) -> NDArray[np.int32]:
    """Return the nearest tickets of each ticket: by place, by time, by who may work them.

    Returns
    -------
    (3, tickets, k) int32
        Nearest first, a ticket itself among them; facts, which never move, are nobody's neighbours and have none: -1.
    """
    count = len(instance.tickets)
    free = np.array([t for t in range(count) if t not in instance.facts], dtype=np.int32)
    keep = max(1, min(MOST, len(free)))
    table = np.full((3, count, keep), -1, np.int32)
    for kind, distance in enumerate((_by_place(instance), _by_time(instance), _by_skill(instance))):
        for at in range(0, len(free), _CHUNK):
            rows = free[at : at + _CHUNK]
            away = distance(rows, free)
            nearest = np.argpartition(away, keep - 1, axis=1)[:, :keep] if keep < len(free) else None
            if nearest is None:
                nearest = np.tile(np.arange(len(free)), (len(rows), 1))
            order = np.argsort(np.take_along_axis(away, nearest, axis=1), axis=1, kind="stable")
            table[kind, rows] = free[np.take_along_axis(nearest, order, axis=1)]
    return table


def _by_place(instance: Instance) -> Callable[[NDArray[np.int32], NDArray[np.int32]], Distances]:
    """Return travel between tickets; remote work is as far from anything as sites are on average."""
    places = np.array(instance.ticket_place, dtype=np.int64)
    road = (
        instance.travel[0].astype(np.float32) if instance.travel and instance.places else np.zeros((1, 1), np.float32)
    )
    middle = float(road.mean())
    times = _times(instance)
    scale = 0.1 * max(middle, 1.0) / max(1.0, float(np.ptp(times)) if len(times) else 1.0)

    def away(rows: NDArray[np.int32], others: NDArray[np.int32]) -> Distances:
        one, two = places[rows][:, None], places[others][None]
        found = np.where((one == NOWHERE) | (two == NOWHERE), np.float32(middle), road[one, two])
        # Among equals the one that is due at about the same time.
        far: Distances = (found + scale * np.abs(times[rows][:, None] - times[others][None])).astype(np.float32)
        return far

    return away


def _by_time(instance: Instance) -> Callable[[NDArray[np.int32], NDArray[np.int32]], Distances]:
    times = _times(instance)
    return lambda rows, others: np.abs(times[rows][:, None] - times[others][None]).astype(np.float32)


def _times(instance: Instance) -> NDArray[np.float32]:
    """Return a tick that stands for each ticket: the middle of its windows, or where its lateness first jumps."""
    found = []
    for ticket in range(len(instance.tickets)):
        steps = [entry[0] for entry in (*instance.late_start[ticket], *instance.late_end[ticket]) if entry[1]]
        sets = [each for each in (instance.starts[ticket], instance.within[ticket]) if each]
        low = max([0, *(each[0][0] for each in sets)])
        high = min([instance.horizon, *(each[-1][1] for each in sets)])
        found.append(min([*steps, (low + high) // 2]))
    return np.array(found, dtype=np.float32)


def _by_skill(instance: Instance) -> Callable[[NDArray[np.int32], NDArray[np.int32]], Distances]:
    """Return how few engineers two tickets share, of those who may work either; then how far apart they are due."""
    rows = [instance.pair_row(ticket)[0].tobytes() for ticket in range(len(instance.tickets))]
    kinds = {key: at for at, key in enumerate(dict.fromkeys(rows))}
    kind = np.array([kinds[key] for key in rows], dtype=np.int64)
    member = np.zeros((len(kinds), max(1, len(instance.engineers))), np.float32)
    for key, at in kinds.items():
        member[at, np.frombuffer(key, dtype=instance.pair_row(0)[0].dtype)] = 1
    shared = member @ member.T
    size = member.sum(1)
    apart = 1 - shared / np.maximum(1, size[:, None] + size[None] - shared)
    times = _times(instance)
    scale = 0.2 / max(1.0, float(np.ptp(times)) if len(times) else 1.0)

    def away(some: NDArray[np.int32], others: NDArray[np.int32]) -> Distances:
        far = scale * np.abs(times[some][:, None] - times[others][None])
        found: Distances = (apart[kind[some][:, None], kind[others][None]] + far).astype(np.float32)
        return found

    return away
