"""Work that hangs together across shifts: ordered tickets, and tickets of several engineers.

While a step is under way such work holds its starts; `settle` then finds the least starts again, as `engine.timing`
does for a whole plan.
"""

from ....compiled import compiled
from . import columns as c
from .orders import position_of, rewalk
from .release import is_planned
from .spans import span_of
from .tables import Ints, length_of, shift_of, ticket_at, ticket_of, token_at, touched
from .undo import is_touched, touch


@compiled
def settle(flat: Ints, state: Ints) -> bool:
    """Give linked work on the shifts touched, and all that hangs on it, its least starts; False when one fails."""
    if flat[c.LINKED_TICKETS] == 0 or not _reach(flat, state):
        return True
    count = state[c.TOUCHED]
    for at in range(count):
        _let_go(flat, state, touched(state, at))
    for at in range(count):
        if not rewalk(flat, state, touched(state, at)):
            return False
    is_raised = True
    while is_raised:
        is_raised = False
        for at in range(count):
            shift = touched(state, at)
            if _raise(flat, state, shift):
                is_raised = True
                if not rewalk(flat, state, shift):
                    return False
    for at in range(count):
        shift = touched(state, at)
        if _hold(flat, state, shift) and not rewalk(flat, state, shift):
            return False
    return True


@compiled
def _linked_ticket(flat: Ints, state: Ints, token: int) -> int:
    """Return the ticket of a token if it is linked, else -1."""
    if state[token + c.KIND] != c.TASK:
        return -1
    ticket = ticket_of(flat, state[token + c.ITEM])
    return ticket if flat[ticket_at(flat, ticket) + c.LINKED] else -1


@compiled
def _reach(flat: Ints, state: Ints) -> bool:
    """Touch every shift whose linked work depends on a touched one; return whether there is any linked work at all."""
    found, at = False, 0
    while at < state[c.TOUCHED]:
        shift = touched(state, at)
        at += 1
        for other in range(length_of(state, shift)):
            ticket = _linked_ticket(flat, state, token_at(state, shift, other))
            if ticket < 0:
                continue
            found, rows = True, ticket_at(flat, ticket)
            first = flat[rows + c.FIRST_TASK]
            for task in range(first, first + flat[rows + c.TASKS]):
                touch(state, shift_of(state, task))
            for link in range(flat[rows + c.AFTER], flat[rows + c.AFTER_END], c.LINK_COLUMNS):
                after = flat[link + c.OTHER]
                if is_planned(flat, state, after):
                    touch(state, shift_of(state, flat[ticket_at(flat, after) + c.FIRST_TASK]))
    return found


@compiled
def _let_go(flat: Ints, state: Ints, shift: int) -> None:
    """Let linked work on a shift start as early as what is not touched allows."""
    for at in range(length_of(state, shift)):
        token = token_at(state, shift, at)
        ticket = _linked_ticket(flat, state, token)
        if ticket >= 0:
            state[token + c.EXACT], state[token + c.LOW] = -1, _outer_low(flat, state, ticket)


@compiled
def _outer_low(flat: Ints, state: Ints, ticket: int) -> int:
    """Return the earliest start that predecessors on shifts not touched, and facts, allow."""
    rows, low = ticket_at(flat, ticket), 0
    for link in range(flat[rows + c.BEFORE], flat[rows + c.BEFORE_END], c.LINK_COLUMNS):
        before = flat[link + c.OTHER]
        other = ticket_at(flat, before)
        if flat[other + c.IS_FACT] or not is_touched(state, shift_of(state, flat[other + c.FIRST_TASK])):
            _, end = span_of(flat, state, before)
            low = max(low, end + flat[link + c.LAG])
    return low


@compiled
def _raise(flat: Ints, state: Ints, shift: int) -> bool:
    """Raise the earliest starts that links call for on a shift; return whether a start must move."""
    moved = False
    for at in range(length_of(state, shift)):
        token = token_at(state, shift, at)
        ticket = _linked_ticket(flat, state, token)
        if ticket < 0:
            continue
        rows, low = ticket_at(flat, ticket), state[token + c.LOW]
        for link in range(flat[rows + c.BEFORE], flat[rows + c.BEFORE_END], c.LINK_COLUMNS):
            _, end = span_of(flat, state, flat[link + c.OTHER])
            low = max(low, end + flat[link + c.LAG])
        if flat[rows + c.TASKS] > 1:
            first = flat[rows + c.FIRST_TASK]
            for task in range(first, first + flat[rows + c.TASKS]):
                mate = token_at(state, shift_of(state, task), position_of(state, task))
                low = max(low, state[mate + c.BEGIN])
        state[token + c.LOW] = low
        if state[token + c.BEGIN] < low:
            moved = True
    return moved


@compiled
def _hold(flat: Ints, state: Ints, shift: int) -> bool:
    """Let linked work on a shift hold the starts found; return whether there is any."""
    found = False
    for at in range(length_of(state, shift)):
        token = token_at(state, shift, at)
        if _linked_ticket(flat, state, token) >= 0:
            state[token + c.EXACT] = state[token + c.BEGIN]
            found = True
    return found
