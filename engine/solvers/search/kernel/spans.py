"""When a planned ticket is worked, and what its links allow one that is not."""

from ....compiled import compiled
from . import columns as c
from .columns import BIG
from .orders import position_of
from .tables import Ints, shift_of, ticket_at, token_at


@compiled
def span_of(flat: Ints, state: Ints, ticket: int) -> tuple[int, int]:
    """Return start and end of a ticket, (-1, -1) when it is not planned."""
    rows = ticket_at(flat, ticket)
    if flat[rows + c.IS_FACT]:
        return flat[rows + c.SPAN_START], flat[rows + c.SPAN_END]
    task = flat[rows + c.FIRST_TASK]
    shift = shift_of(state, task)
    if shift < 0:
        return -1, -1
    token = token_at(state, shift, position_of(state, task))
    return state[token + c.BEGIN], state[token + c.END]


@compiled
def link_bounds(flat: Ints, state: Ints, ticket: int) -> tuple[int, int]:
    """Return the first start and the last end that a ticket's links allow; (-1, -1) while it waits for one left out."""
    rows = ticket_at(flat, ticket)
    low, high = 0, BIG
    for link in range(flat[rows + c.BEFORE], flat[rows + c.BEFORE_END], c.LINK_COLUMNS):
        _, end = span_of(flat, state, flat[link + c.OTHER])
        if end < 0:
            return -1, -1
        low = max(low, end + flat[link + c.LAG])
    for link in range(flat[rows + c.AFTER], flat[rows + c.AFTER_END], c.LINK_COLUMNS):
        start, _ = span_of(flat, state, flat[link + c.OTHER])
        if start >= 0:
            high = min(high, start - flat[link + c.LAG])
    return low, high
