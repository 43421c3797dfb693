"""Exchanges: placeless tickets of the same length, one of which had better be worked where the other one is."""

import numpy as np

from ....compiled import compiled
from .arrays import LIMIT, Day, Ints, StandIns

MOST = (1 << 31) - 1


@compiled
def stand_ins(day: Day) -> StandIns:
    """Return which tickets may stand in for which, and what it costs at most to work one in the other's place later on.

    Only placeless tickets with one option and no ties, of the same length, stand in for each other.
    """
    work, count = day.work, len(day.ties.before_ptr) - 1
    option = _options(day)
    size = 0
    for b in range(count):
        for a in range(count):
            size += _are_like(day, option, a, b)
    ptr, other = np.zeros(count + 1, np.int64), np.zeros(size, np.int64)
    extra = np.zeros((size, work.cost.shape[1]), np.int32)
    at = 0
    for b in range(count):
        for a in range(count):
            if _are_like(day, option, a, b):
                other[at] = option[a]
                most = 0
                for t in range(work.cost.shape[1] - 1, -1, -1):
                    if work.cost[option[a], t] < LIMIT:
                        most = max(most, min(0, work.cost[option[b], t]) - work.cost[option[a], t])
                    extra[at, t] = min(most, MOST)
                at += 1
        ptr[b + 1] = at
    return StandIns(ptr, other, extra)


@compiled
def _options(day: Day) -> Ints:
    """Return the only option of each ticket that nothing ties to another, -1 for the rest."""
    work, ties = day.work, day.ties
    option, times = np.full(len(ties.before_ptr) - 1, -1, np.int64), np.zeros(len(ties.before_ptr) - 1, np.int64)
    for o in range(len(work.ticket)):
        times[work.ticket[o]] += 1
        option[work.ticket[o]] = o
    for j in range(len(option)):
        is_bound = ties.group_ptr[j] < ties.group_ptr[j + 1] or ties.before_ptr[j] < ties.before_ptr[j + 1]
        if times[j] != 1 or is_bound or work.taken[option[j]] or option[j] >= work.site_ptr[0]:
            option[j] = -1
    for before in ties.before:
        option[before] = -1
    return option


@compiled
def _are_like(day: Day, option: Ints, a: int, b: int) -> bool:
    if a == b or option[a] < 0 or option[b] < 0:
        return False
    return day.work.length[option[a]] == day.work.length[option[b]]  # type: ignore[no-any-return]
