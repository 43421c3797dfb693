"""Where things are in the two arrays that the kernel works on.

The instance's forms are one array of integers, and a plan with its times, its prices and what undoes a step is another.
Both begin with a head that says where each table begins; a row of a table is told by the position of its first entry.
Passing two plain arrays costs a machine nothing, while a structure of forty arrays is copied at every call.
"""

from typing import Protocol

from ....compiled import inlined
from . import columns as c


class Ints(Protocol):
    """Integers by position: an array, or for machine code its bare memory."""

    def __getitem__(self, at: int, /) -> int:
        """Return an entry."""

    def __setitem__(self, at: int, value: int, /) -> None:
        """Change an entry."""


@inlined
def ticket_at(flat: Ints, ticket: int) -> int:
    """Return where the row of a ticket begins."""
    return flat[c.TICKET_ROWS] + ticket * c.TICKET_COLUMNS


@inlined
def shift_at(flat: Ints, shift: int) -> int:
    """Return where the row of a shift begins."""
    return flat[c.SHIFT_ROWS] + shift * c.SHIFT_COLUMNS


@inlined
def fact_at(flat: Ints, shift: int, fact: int) -> int:
    """Return where the row of a placed fact of a shift begins."""
    return flat[shift_at(flat, shift) + c.FACTS] + fact * c.FACT_COLUMNS


@inlined
def break_at(flat: Ints, shift: int, pause: int) -> int:
    """Return where a floating break of a shift is: its earliest start, its latest end, its minutes."""
    return flat[shift_at(flat, shift) + c.BREAKS] + pause * c.BREAK_COLUMNS


@inlined
def place_at(flat: Ints, place: int) -> int:
    """Return where the row of a place begins."""
    return flat[c.PLACE_ROWS] + place * c.PLACE_COLUMNS


@inlined
def engineer_at(flat: Ints, engineer: int) -> int:
    """Return where the row of an engineer begins."""
    return flat[c.ENGINEER_ROWS] + engineer * c.ENGINEER_COLUMNS


@inlined
def candidate_at(flat: Ints, candidate: int) -> int:
    """Return where the row of a candidate begins."""
    return flat[c.CANDIDATES] + candidate * c.CAND_COLUMNS


@inlined
def ticket_of(flat: Ints, task: int) -> int:
    """Return the ticket of a task."""
    return flat[flat[c.TASK_TICKETS] + task]


@inlined
def road(flat: Ints, profile: int, origin: int, target: int) -> int:
    """Return the ticks of a trip; from or to nowhere, none."""
    if origin < 0 or target < 0 or origin == target:
        return 0
    return flat[flat[c.ROADS] + (profile * flat[c.PLACES] + origin) * flat[c.PLACES] + target]


@inlined
def token_at(state: Ints, shift: int, at: int) -> int:
    """Return where a token of a shift's order begins."""
    return state[c.TOKENS] + shift * state[c.TOKEN_STRIDE] + at * c.TOKEN_COLUMNS


@inlined
def walk_at(state: Ints, shift: int, at: int) -> int:
    """Return where the state of a shift's walk before a token begins."""
    return state[c.WALKS] + shift * state[c.WALK_STRIDE] + at * c.WALK_COLUMNS


@inlined
def ahead_at(state: Ints, shift: int, at: int) -> int:
    """Return where the row of what lies ahead of a position begins."""
    return state[c.AHEAD] + (shift * state[c.SIZE] + at) * c.AHEAD_COLUMNS


@inlined
def totals_at(state: Ints, shift: int) -> int:
    """Return where the totals of a shift begin."""
    return state[c.TOTALS] + shift * c.TOTAL_COLUMNS


@inlined
def length_of(state: Ints, shift: int) -> int:
    """Return the number of tokens in a shift's order."""
    return state[totals_at(state, shift) + c.LENGTH]


@inlined
def shift_of(state: Ints, task: int) -> int:
    """Return the shift that a task is planned on, -1 for none."""
    return state[state[c.SHIFT_OF] + task]


@inlined
def touched(state: Ints, at: int) -> int:
    """Return a shift that the step under way has touched."""
    return state[state[c.TOUCHED_SHIFTS] + at]


@inlined
def is_absent(state: Ints, ticket: int) -> bool:
    """Whether a ticket is left out."""
    return state[state[c.WHERE_ABSENT] + ticket] >= 0


@inlined
def is_task(state: Ints, token: int, task: int) -> bool:
    """Whether a token is a task."""
    return state[token + c.KIND] == c.TASK and state[token + c.ITEM] == task


@inlined
def copy(state: Ints, target: int, source: int, count: int) -> None:
    """Copy so many entries, the first one first."""
    for at in range(count):
        state[target + at] = state[source + at]
