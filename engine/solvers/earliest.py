"""The least that a ticket can cost on each shift that may take it: alone there, at the first tick at which it fits.

The same relation as `engine.slots`, for all candidates of a ticket at once in machine code, because a large desk has
tens of millions of them.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..compiled import compiled
from ..instance import Instance
from ..rows import Vector
from ..steps import Steps
from ..timeline import Intervals

Ints = NDArray[np.int64]


class _Calendars(NamedTuple):
    """Free time and barriers of all shifts: entries ``begin[s]`` to ``begin[s + 1]`` are those of shift s."""

    owner: Ints
    free_begin: Ints
    free: Ints
    barrier_begin: Ints
    barriers: Ints


def least_costs(instance: Instance, ticket: int, earliest: int = 0) -> tuple[Vector, Ints]:
    """Return the shifts on which a ticket fits at all, ascending, and what it costs there at least.

    Its pair with the engineer and its lateness at the first start; no travel, no load, nothing else on the shift.
    """
    shifts = instance.candidate_row(ticket)
    if not len(shifts):
        return shifts, np.zeros(0, np.int64)
    calendars = _calendars(instance)
    engineers, minutes, costs = instance.pair_row(ticket)
    pair = np.searchsorted(engineers, calendars.owner[shifts])
    found = _least_costs(
        calendars.free_begin,
        calendars.free,
        calendars.barrier_begin,
        calendars.barriers,
        shifts.astype(np.int64),
        minutes[pair].astype(np.int64),
        costs[pair].astype(np.int64),
        _pairs(instance.within[ticket]),
        _pairs(instance.starts[ticket]),
        _steps(instance.late_start[ticket]),
        _steps(instance.late_end[ticket]),
        instance.ticket_pausable[ticket],
        earliest,
    )
    fits = found >= 0
    return shifts[fits], found[fits]


def _calendars(instance: Instance) -> _Calendars:
    known = instance.memo.get("calendars")
    if known is None:
        forms = instance.shifts
        known = instance.memo["calendars"] = _Calendars(
            np.array([form.engineer for form in forms], dtype=np.int64),
            np.cumsum([0, *(len(form.free) for form in forms)], dtype=np.int64),
            _pairs(tuple(pair for form in forms for pair in form.free)),
            np.cumsum([0, *(len(form.barriers) for form in forms)], dtype=np.int64),
            _pairs(tuple(pair for form in forms for pair in form.barriers)),
        )
    assert isinstance(known, _Calendars)
    return known


def _pairs(pairs: Intervals) -> Ints:
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def _steps(steps: Steps) -> Ints:
    return np.array(steps, dtype=np.int64).reshape(-1, 3)


@compiled
def _least_costs(
    free_begin: Ints,
    free: Ints,
    barrier_begin: Ints,
    barriers: Ints,
    shifts: Ints,
    minutes: Ints,
    costs: Ints,
    within: Ints,
    starts: Ints,
    late_start: Ints,
    late_end: Ints,
    pausable: bool,
    earliest: int,
) -> Ints:
    """Return the least cost per shift, -1 where the ticket does not fit."""
    found = np.full(len(shifts), -1, np.int64)
    for at in range(len(shifts)):
        shift = shifts[at]
        hours = free[free_begin[shift] : free_begin[shift + 1]]
        walls = barriers[barrier_begin[shift] : barrier_begin[shift + 1]]
        start, extra = _first(hours, walls, minutes[at], within, starts, pausable, earliest)
        if start >= 0:
            late = _value(late_start, start) + _value(late_end, start + minutes[at] + extra)
            found[at] = costs[at] + late
    return found


@compiled
def _first(
    free: Ints, barriers: Ints, minutes: int, within: Ints, starts: Ints, pausable: bool, earliest: int
) -> tuple[int, int]:
    """Return the first start and the minutes of pauses, -1 where there is none."""
    best, best_extra = -1, 0
    for i in range(len(free)):
        extra = 0
        for j in range(i, len(free) if pausable else i + 1):
            if j > i:
                if _is_barred(barriers, free[j - 1, 1], free[j, 0]):
                    break
                extra += free[j, 0] - free[j - 1, 1]
            low = free[i, 0] if j == i else max(free[i, 0], free[j, 0] - minutes - extra + 1)
            high = free[j, 1] - minutes - extra if j == i else min(free[i, 1] - 1, free[j, 1] - minutes - extra)
            at = _earliest(max(low, earliest), high, minutes + extra, within, starts)
            if at >= 0 and (best < 0 or at < best):
                best, best_extra = at, extra
        if best >= 0:
            break
    return best, best_extra


@compiled
def _earliest(low: int, high: int, span: int, within: Ints, starts: Ints) -> int:
    """Return the first allowed start from ``low`` to ``high`` from which a span lies within; -1 if there is none."""
    best = -1
    for w in range(len(within)):
        first, last = max(low, within[w, 0]), min(high, within[w, 1] - span)
        for s in range(len(starts)):
            at = max(first, starts[s, 0])
            if at <= min(last, starts[s, 1] - 1) and (best < 0 or at < best):
                best = at
    return best


@compiled
def _is_barred(barriers: Ints, low: int, high: int) -> bool:
    barred = False
    for b in range(len(barriers)):
        barred |= barriers[b, 0] < high and low < barriers[b, 1]
    return barred


@compiled
def _value(steps: Ints, tick: int) -> int:
    for at in range(len(steps) - 1, -1, -1):
        if steps[at, 0] <= tick:
            return int(steps[at, 1] + steps[at, 2] * (tick - steps[at, 0]))
    return 0
