"""Groups: tickets that one engineer should keep, and what each engineer beyond the first costs."""

from ....compiled import compiled
from . import columns as c
from .tables import Ints, ticket_at


@compiled
def engage(flat: Ints, state: Ints, ticket: int, engineer: int, change: int) -> None:
    """Count a task of an engineer in the groups of its ticket, or no longer (-1), and what the group costs now."""
    rows = ticket_at(flat, ticket)
    for at in range(flat[rows + c.GROUPS], flat[rows + c.GROUPS_END]):
        group = flat[at]
        row = state[c.ENGAGED] + group * state[c.ENGAGED_STRIDE]
        people = row + state[c.ENGAGED_STRIDE] - 1
        before = max(0, state[people] - 1)
        if state[row + engineer] == 0:
            state[people] += 1
        state[row + engineer] += change
        if state[row + engineer] == 0:
            state[people] -= 1
        state[c.TOTAL] += flat[flat[c.GROUP_COSTS] + group] * (max(0, state[people] - 1) - before)


@compiled
def group_price(flat: Ints, state: Ints, ticket: int, engineer: int) -> int:
    """Return what one more engineer on a ticket's groups costs."""
    total, rows = 0, ticket_at(flat, ticket)
    for at in range(flat[rows + c.GROUPS], flat[rows + c.GROUPS_END]):
        row = state[c.ENGAGED] + flat[at] * state[c.ENGAGED_STRIDE]
        people = row + state[c.ENGAGED_STRIDE] - 1
        if state[people] and not state[row + engineer]:
            total += flat[flat[c.GROUP_COSTS] + flat[at]]
    return total
