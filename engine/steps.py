"""Non-decreasing piecewise-linear functions of a tick, with jumps: the form in which lateness is priced.

A function is a tuple of ``(x, value, slope)`` sorted by ``x``: from ``x`` on it is ``value + slope * (t - x)``, up to
the next entry. Before the first entry it is 0; the empty tuple is 0 everywhere.
"""

from bisect import bisect_left

from .timeline import FOREVER

Steps = tuple[tuple[int, int, int], ...]


def evaluate(steps: Steps, tick: int) -> int:
    """Return the value of a function at a tick."""
    at = bisect_left(steps, (tick + 1,)) - 1
    if at < 0:
        return 0
    x, value, slope = steps[at]
    return value + slope * (tick - x)


def add(first: Steps, second: Steps) -> Steps:
    """Return the sum of two functions."""
    if not first or not second:
        return simplify(first or second)
    total, i, j = [], 0, 0
    one = other = (0, 0, 0)
    while i < len(first) or j < len(second):
        x = min(first[i][0] if i < len(first) else FOREVER, second[j][0] if j < len(second) else FOREVER)
        if i < len(first) and first[i][0] == x:
            one, i = first[i], i + 1
        if j < len(second) and second[j][0] == x:
            other, j = second[j], j + 1
        value = one[1] + one[2] * (x - one[0]) + other[1] + other[2] * (x - other[0])
        total.append((x, value, one[2] + other[2]))
    return simplify(tuple(total))


def scale(steps: Steps, factor: int) -> Steps:
    """Return a function times a factor."""
    return tuple((x, value * factor, slope * factor) for x, value, slope in steps) if factor else ()


def simplify(steps: Steps) -> Steps:
    """Return the same function without entries that only continue the one before."""
    kept: list[tuple[int, int, int]] = []
    for x, value, slope in steps:
        before = kept[-1] if kept else (x, 0, 0)
        if before[2] == slope and before[1] + before[2] * (x - before[0]) == value:
            continue
        kept.append((x, value, slope))
    return tuple(kept)


def is_non_decreasing(steps: Steps) -> bool:
    """Whether the function never falls and is nowhere negative."""
    reached = 0
    for at, (x, value, slope) in enumerate(steps):
        if slope < 0 or value < reached:
            return False
        reached = value + slope * (steps[at + 1][0] - 1 - x) if at + 1 < len(steps) else value
    return True


def slope_at(steps: Steps, tick: int) -> int:
    """Return the slope that holds from a tick on."""
    at = bisect_left(steps, (tick + 1,)) - 1
    return steps[at][2] if at >= 0 else 0
