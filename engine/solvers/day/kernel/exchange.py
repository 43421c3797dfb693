"""Exchanges: placeless tickets of the same length, one of which had better be worked where the other one is."""

import numpy as np

from ....compiled import compiled
from .arrays import LIMIT, Day, Ints, StandIns

MOST_PAIRS = 6000
"""Beyond it nobody stands in for anybody: the search gains less than the table costs."""


@compiled
def stand_ins(day: Day) -> StandIns:
    """Return which tickets may stand in for which, and what it costs at most to work one in the other's place later on.

    Only placeless tickets with one option and no ties, of the same length, stand in for each other.
    """
    cost, own_length = day.work.cost, day.work.length
    option, count = _options(day), len(day.ties.before_ptr) - 1
    ptr, length = np.zeros(count + 1, np.int64), np.full(count, -1, np.int64)
    for j in range(count):
        if option[j] >= 0:
            length[j] = own_length[option[j]]
    for b in range(count):
        ptr[b + 1] = ptr[b]
        for a in range(count):
            ptr[b + 1] += a != b and length[b] >= 0 and length[a] == length[b]
    if ptr[-1] > MOST_PAIRS:
        ptr[:] = 0
        length[:] = -1
    other, extra = np.zeros(ptr[-1], np.int64), np.zeros((ptr[-1], cost.shape[1]), np.int64)
    for b in range(count):
        at = ptr[b]
        for a in range(count):
            if a != b and length[b] >= 0 and length[a] == length[b]:
                other[at] = option[a]
                _fill_extra(extra, at, cost, option[a], option[b])
                at += 1
    return StandIns(ptr, other, extra)


@compiled
def _fill_extra(extra: Ints, at: int, cost: Ints, a: int, b: int) -> None:
    """Note the most that work of ``b`` in place of ``a``, or doing without, costs from each tick on."""
    most = 0
    for t in range(cost.shape[1] - 1, -1, -1):
        if cost[a, t] < LIMIT:
            most = max(most, min(0, cost[b, t]) - cost[a, t])
        extra[at, t] = most


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
        o = option[j]
        if times[j] != 1 or is_bound or o >= work.site_ptr[0] or work.load[o] != work.length[o]:
            option[j] = -1
    for before in ties.before:
        option[before] = -1
    return option
