"""What orders between tickets say about each one's own time."""

import numpy as np

from ...instance import Instance
from ...slots import first_start, slots
from ...timeline import FOREVER
from .arrays import Ints


def ready_times(instance: Instance) -> Ints:
    """Return per ticket the tick before which it cannot start, because what it waits for cannot be done by then.

    A ticket that waits for one that nobody can do is never ready.
    """
    ready = np.full(len(instance.tickets), -FOREVER, dtype=np.int64)
    for _ in instance.orders:
        before_pass = ready.copy()
        for before, after, lag in instance.orders:
            end = _earliest_end(instance, before, int(ready[before]))
            ready[after] = max(ready[after], end + lag)
        if np.array_equal(ready, before_pass):
            break
    return ready


def _earliest_end(instance: Instance, ticket: int, ready: int) -> int:
    if ticket in instance.facts:
        return instance.facts[ticket][2]
    ends = [FOREVER]
    for shift in instance.candidates[ticket]:
        minutes = instance.pairs[ticket][instance.shifts[shift].engineer][0]
        first = first_start(slots(instance, ticket, shift, minutes), ready)
        if first is not None:
            ends.append(first[0] + minutes)
    return min(ends)


def dues(instance: Instance) -> Ints:
    """Return per ticket the tick by which it ends if it is worked at all, because a fact waits for it."""
    due = np.full(len(instance.tickets), FOREVER, dtype=np.int64)
    for before, after, lag in instance.orders:
        if after in instance.facts and before not in instance.facts:
            due[before] = min(due[before], instance.facts[after][1] - lag)
    return due
