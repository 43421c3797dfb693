"""What time and load cost: lateness, changes, and convex functions of a load."""

from ....compiled import compiled, inlined
from . import columns as c
from .columns import BIG
from .tables import Ints, engineer_at, shift_at, ticket_at, totals_at


@inlined
def late(flat: Ints, begin: int, end: int, tick: int) -> int:
    """Return the value of a function of a tick, see `engine.steps`."""
    for row in range(end - 3, begin - 1, -3):
        if flat[row] <= tick:
            return flat[row + 1] + flat[row + 2] * (tick - flat[row])
    return 0


@inlined
def late_cost(flat: Ints, rows: int, start: int, end: int) -> int:
    """Return the lateness of a ticket, given by its row, that is worked from a start to an end."""
    total = late(flat, flat[rows + c.LATE_START], flat[rows + c.LATE_START_END], start)
    return total + late(flat, flat[rows + c.LATE_END], flat[rows + c.LATE_END_END], end)


@compiled
def time_cost(flat: Ints, ticket: int, start: int, end: int) -> int:
    """Return what a ticket costs for when it is worked: its lateness, and its change against the published start."""
    rows = ticket_at(flat, ticket)
    total = late_cost(flat, rows, start, end)
    if flat[rows + c.CHANGE_COST] > 0 and abs(start - flat[rows + c.CHANGE_START]) > flat[rows + c.CHANGE_TOLERANCE]:
        total += flat[rows + c.CHANGE_COST]
    return total


@inlined
def hinged(flat: Ints, begin: int, end: int, load: int) -> int:
    """Return the value of a convex function of a load; its breakpoints ascend."""
    total = 0
    for row in range(begin, end, 2):
        if load <= flat[row]:
            break
        total += flat[row + 1] * (load - flat[row])
    return total


@inlined
def day_cost(flat: Ints, form: int, load: int) -> int:
    """Return what the load of a shift costs."""
    return hinged(flat, flat[form + c.HINGES], flat[form + c.HINGES_END], load)


@inlined
def window_cost(flat: Ints, engineer: int, load: int) -> int:
    """Return what an engineer's load over the whole window costs."""
    row = engineer_at(flat, engineer)
    return hinged(flat, flat[row + c.WINDOW_HINGES], flat[row + c.WINDOW_HINGES_END], load)


@inlined
def has_window(flat: Ints, engineer: int) -> bool:
    """Whether an engineer's load over the whole window has a price."""
    row = engineer_at(flat, engineer)
    return flat[row + c.WINDOW_HINGES] < flat[row + c.WINDOW_HINGES_END]


@compiled
def load_cost(flat: Ints, state: Ints, shift: int, more: int, sunk: int) -> int:
    """Return what more load on a shift costs; BIG above the cap.

    ``sunk`` is what the engineer's load over the whole window costs already.
    """
    form = shift_at(flat, shift)
    engineer, load = flat[form + c.ENGINEER], state[totals_at(state, shift) + c.SHIFT_LOAD]
    if load + more > flat[form + c.CAP]:
        return BIG
    total = day_cost(flat, form, load + more) - day_cost(flat, form, load)
    return total + window_cost(flat, engineer, state[state[c.LOADS] + engineer] + more) - sunk
