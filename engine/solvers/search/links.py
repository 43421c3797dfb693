"""Work that hangs together across shifts: ordered tickets, and tickets of several engineers.

While a step is under way such work holds its starts; `settle` then finds the least starts again, as `engine.timing`
does for a whole plan.
"""

from ...compiled import compiled
from . import columns as c
from .insert import join_absent, span_of
from .orders import engage, position_of, put, rewalk, take, touch
from .tables import Ints, shift_at, ticket_at, ticket_of, token_at, totals_at


@compiled
def settle(flat: Ints, state: Ints) -> bool:
    """Give linked work on the shifts touched, and all that hangs on it, its least starts; False when something fails."""
    if flat[c.LINK_COUNT] == 0 and flat[c.TASK_COUNT] == flat[c.TICKETS]:
        return True
    if not _reach(flat, state):
        return True
    count = state[c.TOUCHED]
    for at in range(count):
        shift = state[state[c.TOUCHED_SHIFTS] + at]
        for other in range(state[totals_at(state, shift) + c.LENGTH]):
            token = token_at(state, shift, other)
            if (
                state[token + c.KIND] == c.TASK
                and flat[ticket_at(flat, ticket_of(flat, state[token + c.ITEM])) + c.LINKED]
            ):
                state[token + c.EXACT], state[token + c.LOW] = (
                    -1,
                    _outer_low(flat, state, ticket_of(flat, state[token + c.ITEM])),
                )
    for at in range(count):
        if not rewalk(flat, state, state[state[c.TOUCHED_SHIFTS] + at]):
            return False
    while True:
        raised = False
        for at in range(count):
            shift = state[state[c.TOUCHED_SHIFTS] + at]
            if _raise(flat, state, shift):
                raised = True
                if not rewalk(flat, state, shift):
                    return False
        if not raised:
            break
    return _hold(flat, state, count)


@compiled
def _reach(flat: Ints, state: Ints) -> bool:
    """Touch every shift whose linked work depends on a touched one; return whether there is any linked work at all."""
    found, at = False, 0
    while at < state[c.TOUCHED]:
        shift = state[state[c.TOUCHED_SHIFTS] + at]
        at += 1
        for other in range(state[totals_at(state, shift) + c.LENGTH]):
            token = token_at(state, shift, other)
            if state[token + c.KIND] != c.TASK:
                continue
            rows = ticket_at(flat, ticket_of(flat, state[token + c.ITEM]))
            if not flat[rows + c.LINKED]:
                continue
            found = True
            for task in range(flat[rows + c.FIRST_TASK], flat[rows + c.FIRST_TASK] + flat[rows + c.TASKS]):
                touch(state, state[state[c.SHIFT_OF] + task])
            for link in range(flat[rows + c.AFTER], flat[rows + c.AFTER_END], 2):
                after = ticket_at(flat, flat[link])
                if not flat[after + c.IS_FACT] and state[state[c.SHIFT_OF] + flat[after + c.FIRST_TASK]] >= 0:
                    touch(state, state[state[c.SHIFT_OF] + flat[after + c.FIRST_TASK]])
    return found


@compiled
def _is_touched(state: Ints, shift: int) -> bool:
    return state[state[c.STAMPS] + shift] == state[c.STAMP]


@compiled
def _outer_low(flat: Ints, state: Ints, ticket: int) -> int:
    """Return the earliest start that predecessors on shifts not touched, and facts, allow."""
    rows, low = ticket_at(flat, ticket), 0
    for at in range(flat[rows + c.BEFORE], flat[rows + c.BEFORE_END], 2):
        before = flat[at]
        other = ticket_at(flat, before)
        if state[other + c.IS_FACT] or not _is_touched(state, state[state[c.SHIFT_OF] + state[other + c.FIRST_TASK]]):
            low = max(low, span_of(flat, state, before)[1] + flat[at + 1])
    return low


@compiled
def _raise(flat: Ints, state: Ints, shift: int) -> bool:
    """Raise the earliest starts that links call for on a shift; return whether a start must move."""
    moved = False
    for at in range(state[totals_at(state, shift) + c.LENGTH]):
        token = token_at(state, shift, at)
        if state[token + c.KIND] != c.TASK:
            continue
        rows = ticket_at(flat, ticket_of(flat, state[token + c.ITEM]))
        if not flat[rows + c.LINKED]:
            continue
        low = state[token + c.LOW]
        for link in range(flat[rows + c.BEFORE], flat[rows + c.BEFORE_END], 2):
            low = max(low, span_of(flat, state, flat[link])[1] + flat[link + 1])
        if flat[rows + c.TASKS] > 1:
            for task in range(flat[rows + c.FIRST_TASK], flat[rows + c.FIRST_TASK] + flat[rows + c.TASKS]):
                mate = token_at(state, state[state[c.SHIFT_OF] + task], position_of(state, task))
                low = max(low, state[mate + c.BEGIN])
        state[token + c.LOW] = low
        if state[token + c.BEGIN] < low:
            moved = True
    return moved


@compiled
def _hold(flat: Ints, state: Ints, count: int) -> bool:
    """Let linked work hold the starts found."""
    for at in range(count):
        shift, found = state[state[c.TOUCHED_SHIFTS] + at], False
        for other in range(state[totals_at(state, shift) + c.LENGTH]):
            token = token_at(state, shift, other)
            if (
                state[token + c.KIND] == c.TASK
                and flat[ticket_at(flat, ticket_of(flat, state[token + c.ITEM])) + c.LINKED]
            ):
                state[token + c.EXACT] = state[token + c.BEGIN]
                found = True
        if found and not rewalk(flat, state, shift):
            return False
    return True


@compiled
def release(flat: Ints, state: Ints, ticket: int) -> None:
    """Take a ticket and the planned work that waits for it out of their orders; the shifts are walked later.

    Breaks that the work absorbs get a token of their own in its place.
    """
    stack, count, at = state[c.STACK], 1, 0
    state[stack] = ticket
    while at < count:
        rows = ticket_at(flat, state[stack + at])
        at += 1
        for link in range(flat[rows + c.AFTER], flat[rows + c.AFTER_END], 2):
            after = ticket_at(flat, flat[link])
            if not flat[after + c.IS_FACT] and state[state[c.SHIFT_OF] + flat[after + c.FIRST_TASK]] >= 0:
                is_new = True
                for other in range(count):
                    if state[stack + other] == flat[link]:
                        is_new = False
                if is_new:
                    state[stack + count] = flat[link]
                    count += 1
    for other in range(count):
        rows = ticket_at(flat, state[stack + other])
        for task in range(flat[rows + c.FIRST_TASK], flat[rows + c.FIRST_TASK] + flat[rows + c.TASKS]):
            take_task(flat, state, task)
        join_absent(flat, state, state[stack + other])


@compiled
def take_task(flat: Ints, state: Ints, task: int) -> None:
    """Take one task out of the order of its shift."""
    shift, at = state[state[c.SHIFT_OF] + task], position_of(state, task)
    touch(state, shift)
    absorbed = state[token_at(state, shift, at) + c.ABSORBED]
    take(state, shift, at)
    token, which = c.NEW_TOKEN, 0
    while absorbed:
        if absorbed & 1:
            for entry in range(c.TOKEN_COLUMNS):
                state[token + entry] = -1
            state[token + c.KIND], state[token + c.ITEM], state[token + c.ABSORBED] = c.BREAK, which, 0
            put(state, shift, at, token)
        absorbed >>= 1
        which += 1
    state[state[c.SHIFT_OF] + task] = -1
    engage(flat, state, ticket_of(flat, task), flat[shift_at(flat, shift) + c.ENGINEER], -1)
