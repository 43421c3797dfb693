"""A bound on a day that needs no search: the free time filled with the work that is worth most for its minutes."""

import numpy as np

from .kernel.arrays import LIMIT, Day


def knapsack_bound(day: Day) -> int:
    """Return a cost below which no day can be, when, where and in which order left out.

    The fractional knapsack (Dantzig, Operations Research, 1957) of the tickets' best gains in the free ticks, or in the
    load that is allowed, if that is less.
    """
    work, count = day.work, len(day.ties.before_ptr) - 1
    gain, ticks = np.zeros(count), np.ones(count)
    if len(work.ticket):
        least = np.minimum(work.cost.min(axis=1), work.cost_setup.min(axis=1))
        np.maximum.at(gain, work.ticket, -least)
        ticks[work.ticket] = np.maximum(1, work.load)
    order = np.argsort(-gain / ticks, kind="stable")
    room = min(int((day.shift.free_run > 0).sum()), int((day.load_cost < LIMIT).sum()) - 1)
    before = np.cumsum(ticks[order]) - ticks[order]
    share = np.clip((room - before) / ticks[order], 0.0, 1.0)
    return int(day.load_cost[0]) - int(np.ceil(gain[order] @ share + 1e-3))
