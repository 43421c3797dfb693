"""When a ticket may start on a shift, cut into pieces over which its lateness is linear."""

from collections.abc import Iterable, Sequence

import numpy as np

from ...compiled import compiled
from ...steps import Steps
from .arrays import Ints


def table(rows: Iterable[Sequence[int]], width: int) -> Ints:
    """Return rows of integers as an array, well-formed without any row, too."""
    return np.array(list(rows), dtype=np.int64).reshape(-1, width)


def steps_table(steps: Steps) -> Ints:
    """Return a step function as rows of first tick, value and slope, the first of them before any tick."""
    return table([(-(1 << 58), 0, 0), *steps], 3)


@compiled
def plain_slots(free: Ints, within: Ints, starts: Ints, minutes: int) -> Ints:
    """Return first and last start of work that does not pause, and its pause, which is 0."""
    found, count = np.zeros((len(free) * len(within) * len(starts), 3), np.int64), 0
    for i in range(len(free)):
        for j in range(len(within)):
            low, end = max(free[i, 0], within[j, 0]), min(free[i, 1], within[j, 1]) - minutes
            for k in range(len(starts) if low <= end else 0):
                first, last = max(low, starts[k, 0]), min(end, starts[k, 1] - 1)
                if first <= last:
                    found[count, 0], found[count, 1] = first, last
                    count += 1
    return found[:count]


@compiled
def cut(slots: Ints, late_start: Ints, late_end: Ints, minutes: int, ready: int, due: int) -> Ints:
    """Return rows of first start, start after the last, lateness at the first, slope and length.

    Parameters
    ----------
    slots : array
        Rows of first and last start and pause.
    late_start, late_end : array
        From `steps_table`.
    minutes : int
        Ticks of work.
    ready, due : int
        Start no earlier, and end no later.
    """
    found, count = np.empty((len(slots) * (len(late_start) + len(late_end)), 5), np.int64), 0
    for at in range(len(slots)):
        length = minutes + slots[at, 2]
        low, high = max(slots[at, 0], ready), min(slots[at, 1], due - length)
        i, j = 0, 0
        while low <= high:
            while i + 1 < len(late_start) and late_start[i + 1, 0] <= low:
                i += 1
            while j + 1 < len(late_end) and late_end[j + 1, 0] <= low + length:
                j += 1
            end = high + 1
            if i + 1 < len(late_start):
                end = min(end, late_start[i + 1, 0])
            if j + 1 < len(late_end):
                end = min(end, late_end[j + 1, 0] - length)
            late = _value(late_start, i, low) + _value(late_end, j, low + length)
            found[count] = low, end, late, late_start[i, 2] + late_end[j, 2], length
            count, low = count + 1, end
    return found[:count]


@compiled
def _value(steps: Ints, at: int, tick: int) -> int:
    return int(steps[at, 1] + steps[at, 2] * (tick - steps[at, 0]))
