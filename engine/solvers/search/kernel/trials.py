"""What an order costs with one more token in it: walked from there on, until the walk meets the old one again."""

from ....compiled import compiled, inlined
from . import columns as c
from .tables import Ints, copy, shift_at, token_at, totals_at, walk_at
from .walk import finish, none_before, place_of, priced, stays_early, step


@compiled
def trial(flat: Ints, state: Ints, shift: int, position: int, skip: int, high: int, limit: int) -> int:
    """Return what a shift costs with the drafted token at a position, -1 when it cannot be or is too dear.

    The end of the walk and the timed token are left in the head of the state.

    Parameters
    ----------
    skip : int
        Position of a break that the token absorbs, or -1.
    high : int
        By when the token must end.
    limit : int
        What the shift must cost less than, as far as that shows on the way.
    """
    tokens, walks, totals = token_at(state, shift, 0), walk_at(state, shift, 0), totals_at(state, shift)
    walk, token, new = c.TRIAL_WALK, c.TRIAL_TOKEN, c.NEW_TOKEN
    length, price = state[totals + c.LENGTH], flat[shift_at(flat, shift) + c.TRAVEL_COST]
    copy(state, new, c.DRAFT_TOKEN, c.TOKEN_COLUMNS)
    first = position
    if 0 <= skip < first:
        first = skip
    # A trip that leads to the next place may lead elsewhere now.
    if state[totals + c.TRIPS] > 0:
        first = 0
    copy(state, walk, walks + first * c.WALK_COLUMNS, c.WALK_COLUMNS)
    is_early = none_before(state, tokens, first)
    for at in range(first, length + 1):
        if at == position:
            if not step(flat, state, shift, new, -1, is_early, walk) or state[new + c.END] > high:
                return -1
            is_early = False
        if at == length:
            break
        if at == skip:
            continue
        copy(state, token, tokens + at * c.TOKEN_COLUMNS, c.TOKEN_COLUMNS)
        target = -1
        if state[token + c.KIND] == c.TRIP:
            target = _target_with(flat, state, shift, at, length, position)
        if not step(flat, state, shift, token, target, is_early, walk):
            return -1
        is_early = is_early and stays_early(state, token)
        if at < position:
            continue
        if state[walk + c.COST] + state[walk + c.TRAVEL] * price >= limit:
            return -1
        old = walks + (at + 1) * c.WALK_COLUMNS
        if skip < 0 and _meets(state, walk, old):
            return _rest(flat, state, shift, walk, old, walks + (length + 1) * c.WALK_COLUMNS)
    return finish(flat, state, shift, walk)


@compiled
def _target_with(flat: Ints, state: Ints, shift: int, at: int, length: int, position: int) -> int:
    """Return where a trip leads when new work comes in at a position."""
    for other in range(at + 1, length + 1):
        if other == position:
            place = place_of(flat, state, shift, c.NEW_TOKEN)
            if place >= 0:
                return place
        if other < length:
            place = place_of(flat, state, shift, token_at(state, shift, other))
            if place >= 0:
                return place
    return flat[shift_at(flat, shift) + c.HOME]


@inlined
def _meets(state: Ints, walk: int, old: int) -> bool:
    """Whether what comes next is the same after two walks."""
    return (
        state[walk + c.AT] == state[old + c.AT]
        and state[walk + c.WHERE] == state[old + c.WHERE]
        and state[walk + c.VISITING] == state[old + c.VISITING]
        and state[walk + c.LAST_FACT] == state[old + c.LAST_FACT]
    )


@compiled
def _rest(flat: Ints, state: Ints, shift: int, walk: int, old: int, last: int) -> int:
    """Finish a walk that has met the old one: the rest is as it was."""
    state[walk + c.TRAVEL] += state[last + c.TRAVEL] - state[old + c.TRAVEL]
    state[walk + c.LOAD] += state[last + c.LOAD] - state[old + c.LOAD]
    state[walk + c.COST] += state[last + c.COST] - state[old + c.COST]
    state[walk + c.LAST_END] = max(state[walk + c.LAST_END], state[last + c.LAST_END])
    return priced(flat, state, shift, walk)
