"""Which shifts are decided together: engineers near each other, or with the same skills, on some days in a row."""

from itertools import pairwise
from random import Random

import numpy as np
from numpy.typing import NDArray

from ...instance import NOWHERE, Instance
from ...timing import Timed

SIZE = 1_000
"""Tickets of a part, about: smaller ones lose more at their seams than their searches gain by being small."""
FEWEST = 8
"""Engineers of a part, where the desk has as many: fewer have little to exchange. Longer windows are cut by days."""

Floats = NDArray[np.float64]


def groups_of(instance: Instance, apart: Floats, tickets: int, rng: Random, size: int = SIZE) -> list[list[int]]:
    """Return the shifts of each group; every shift is in exactly one.

    Parameters
    ----------
    instance : Instance
    apart : (engineers, engineers) array
        How little two engineers have to exchange.
    tickets : int
        Tickets that are shared out to the groups.
    rng : Random
    size : int
        Tickets of a group, about.
    """
    engineers = len(instance.engineers)
    rate = max(1.0, tickets / engineers)
    count = min(engineers, max(FEWEST, round(size / rate)))
    blocks = max(1, round(count * rate / size))
    return [part for crew in _crews(apart, count, rng) for part in _by_days(instance, crew, blocks, rng)]


def _crews(apart: Floats, count: int, rng: Random) -> list[list[int]]:
    """Return groups of about so many engineers, each around one: the nearest of those that are left."""
    everybody = np.arange(len(apart))
    left = np.ones(len(apart), dtype=np.bool_)
    found = []
    center = rng.randrange(len(apart))
    for groups in range(max(1, round(len(apart) / count)), 0, -1):
        near = np.lexsort((everybody, apart[center]))
        chosen = near[left[near]][: -(-int(left.sum()) // groups)]
        found.append(sorted(chosen.tolist()))
        left[chosen] = False
        # On from the outermost of those left, so that the last group is not made of remnants from all around.
        center = int(np.where(left, apart[center], -1.0).argmax())
    return found


def _by_days(instance: Instance, crew: list[int], blocks: int, rng: Random) -> list[list[int]]:
    """Return the shifts of some engineers, cut into so many runs of days, a little elsewhere each time."""
    shifts = sorted((instance.shifts[s].start, s) for engineer in crew for s in instance.shifts_of[engineer])
    if blocks == 1 or len(shifts) < 2 * blocks:
        return [sorted(shift for _, shift in shifts)] if shifts else []
    offset = rng.random() - 0.5
    edges = [max(0, min(len(shifts), round(len(shifts) * (at + offset) / blocks))) for at in range(1, blocks + 1)]
    bounds = sorted({0, *edges, len(shifts)})
    return [sorted(shift for _, shift in shifts[a:b]) for a, b in pairwise(bounds)]


def apart_by_place(instance: Instance, timed: Timed | None = None) -> Floats:
    """Return the travel ticks between where engineers start their days, or have most of their visits."""
    homes = np.array([_centre(instance, engineer, timed) for engineer in range(len(instance.engineers))])
    placed = np.flatnonzero(homes != NOWHERE)
    if not len(placed) or not instance.travel:
        return np.zeros((len(homes), len(homes)))
    matrix = instance.travel[0][np.ix_(homes[placed], homes[placed])].astype(np.float64)
    # Who starts nowhere is as near to everybody as people are on average.
    apart = np.full((len(homes), len(homes)), float(matrix.mean()))
    apart[np.ix_(placed, placed)] = matrix + matrix.T
    return apart


def _centre(instance: Instance, engineer: int, timed: Timed | None) -> int:
    shifts = instance.shifts_of[engineer]
    visits = [place for shift in shifts for place in timed.shifts[shift].visits] if timed else []
    if visits:
        places = np.array(visits)
        return int(places[instance.travel[0][np.ix_(places, places)].sum(axis=1).argmin()])
    return instance.shifts[shifts[0]].home if shifts else NOWHERE


def apart_by_skill(instance: Instance) -> Floats:
    """Return 1 less the share of tickets that both may take of those that either may (Jaccard's distance)."""
    rows: dict[tuple[int, int], int] = {}
    for ticket, (low, high) in enumerate(zip(instance.pair_begin.tolist(), instance.pair_end.tolist(), strict=True)):
        if ticket not in instance.facts:
            rows[low, high] = rows.get((low, high), 0) + 1
    classes: dict[bytes, int] = {}
    for (low, high), count in rows.items():
        key = instance.pair_engineer[low:high].tobytes()
        classes[key] = classes.get(key, 0) + count
    may = np.zeros((len(classes), len(instance.engineers)), dtype=np.float32)
    for at, key in enumerate(classes):
        may[at, np.frombuffer(key, dtype=instance.pair_engineer.dtype)] = 1
    both = (may * np.array(list(classes.values()), dtype=np.float32)[:, None]).T @ may
    alone = np.diag(both)
    either = alone[:, None] + alone[None, :] - both
    share = np.divide(both, either, out=np.zeros_like(both), where=either > 0)
    return (1.0 - share).astype(np.float64)
