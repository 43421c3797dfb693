"""Taking work out of a plan, with what waits for it."""

from ....compiled import compiled
from . import columns as c
from .absent import join_absent
from .groups import engage
from .orders import position_of, put, take
from .tables import Ints, shift_at, shift_of, ticket_at, ticket_of, token_at
from .undo import touch


@compiled
def release(flat: Ints, state: Ints, ticket: int) -> None:
    """Leave out a planned ticket and all planned work that waits for it; the shifts are walked later."""
    stack, count, at = state[c.STACK], 1, 0
    state[stack] = ticket
    while at < count:
        rows = ticket_at(flat, state[stack + at])
        at += 1
        for link in range(flat[rows + c.AFTER], flat[rows + c.AFTER_END], c.LINK_COLUMNS):
            after = flat[link + c.OTHER]
            if is_planned(flat, state, after) and not _is_among(state, stack, count, after):
                state[stack + count] = after
                count += 1
    for other in range(count):
        rows = ticket_at(flat, state[stack + other])
        first = flat[rows + c.FIRST_TASK]
        for task in range(first, first + flat[rows + c.TASKS]):
            _take_task(flat, state, task)
        join_absent(flat, state, state[stack + other])


@compiled
def is_planned(flat: Ints, state: Ints, ticket: int) -> bool:
    """Whether a ticket is on some shift, and not as a fact."""
    rows = ticket_at(flat, ticket)
    return not flat[rows + c.IS_FACT] and flat[rows + c.TASKS] > 0 and shift_of(state, flat[rows + c.FIRST_TASK]) >= 0


@compiled
def _is_among(state: Ints, begin: int, count: int, value: int) -> bool:
    at = begin
    while at < begin + count and state[at] != value:
        at += 1
    return at < begin + count


@compiled
def _take_task(flat: Ints, state: Ints, task: int) -> None:
    """Take one task out of the order of its shift; breaks that it absorbs get a token of their own in its place."""
    shift, at, token = shift_of(state, task), position_of(state, task), c.NEW_TOKEN
    touch(state, shift)
    absorbed, which = state[token_at(state, shift, at) + c.ABSORBED], 0
    take(flat, state, shift, at)
    while absorbed:
        if absorbed & 1:
            for entry in range(token, token + c.TOKEN_COLUMNS):
                state[entry] = -1
            state[token + c.KIND], state[token + c.ITEM], state[token + c.ABSORBED] = c.BREAK, which, 0
            put(flat, state, shift, at, token)
        absorbed >>= 1
        which += 1
    state[state[c.SHIFT_OF] + task] = -1
    engage(flat, state, ticket_of(flat, task), flat[shift_at(flat, shift) + c.ENGINEER], -1)
