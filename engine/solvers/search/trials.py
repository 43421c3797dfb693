"""What an order costs with one more token in it: walked from there on, until the walk meets the old one again."""

from ...compiled import compiled, inlined
from . import columns as c
from .columns import BIG
from .orders import window_cost
from .tables import Ints, copy, engineer_at, shift_at, token_at, totals_at, walk_at
from .times import hinged
from .walk import finish, place_of, priced, step


@inlined
def has_window(flat: Ints, engineer: int) -> bool:
    """Whether an engineer's load over the whole window has a price."""
    row = engineer_at(flat, engineer)
    return bool(flat[row + c.WINDOW_HINGES] < flat[row + c.WINDOW_HINGES_END])


@compiled
def load_cost(flat: Ints, state: Ints, shift: int, more: int, sunk: int) -> int:
    """Return what more load on a shift costs; BIG above the cap."""
    form, engineer = shift_at(flat, shift), flat[shift_at(flat, shift) + c.ENGINEER]
    load = state[totals_at(state, shift) + c.SHIFT_LOAD]
    if load + more > flat[form + c.CAP]:
        return BIG
    total = hinged(flat, flat[form + c.HINGES], flat[form + c.HINGES_END], load + more)
    total -= hinged(flat, flat[form + c.HINGES], flat[form + c.HINGES_END], load)
    return total + window_cost(flat, engineer, state[state[c.LOADS] + engineer] + more) - sunk


@compiled
def trial(flat: Ints, state: Ints, shift: int, position: int, skip: int, high: int, limit: int) -> int:
    """Return what a shift costs with the drafted token at a position, -1 when it cannot be or is too dear.

    The walk's end is left in the head of the state.
    """
    tokens, walks, totals = token_at(state, shift, 0), walk_at(state, shift, 0), totals_at(state, shift)
    walk, token, new = c.TRIAL_WALK, c.TRIAL_TOKEN, c.NEW_TOKEN
    length = state[totals + c.LENGTH]
    copy(state, new, c.DRAFT_TOKEN, c.TOKEN_COLUMNS)
    begin = position
    if skip >= 0 and skip < begin:
        begin = skip
    if state[totals + c.TRIPS] > 0:
        begin = 0
    copy(state, walk, walks + begin * c.WALK_COLUMNS, c.WALK_COLUMNS)
    is_early = begin == 0 or _is_early(state, tokens, begin)
    for at in range(begin, length + 1):
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
            target = _target_with(flat, state, shift, tokens, at, length, position, new)
        if not step(flat, state, shift, token, target, is_early, walk):
            return -1
        if state[token + c.KIND] == c.TASK or state[token + c.KIND] == c.BREAK:
            is_early = False
        if at < position:
            continue
        if state[walk + c.COST] + state[walk + c.TRAVEL] * flat[shift_at(flat, shift) + c.TRAVEL_COST] >= limit:
            return -1
        if skip < 0 and _meets(state, walk, walks + (at + 1) * c.WALK_COLUMNS):
            return _rest(
                flat, state, shift, walk, walks + (at + 1) * c.WALK_COLUMNS, walks + (length + 1) * c.WALK_COLUMNS
            )
    return finish(flat, state, shift, walk)


@compiled
def _is_early(state: Ints, tokens: int, begin: int) -> bool:
    for at in range(begin):
        if (
            state[tokens + at * c.TOKEN_COLUMNS + c.KIND] == c.TASK
            or state[tokens + at * c.TOKEN_COLUMNS + c.KIND] == c.BREAK
        ):
            return False
    return True


@compiled
def _target_with(
    flat: Ints, state: Ints, shift: int, tokens: int, at: int, length: int, position: int, new: int
) -> int:
    """Return where a trip leads when new work comes in at a position."""
    for other in range(at + 1, length + 1):
        if other == position:
            place = place_of(flat, state, shift, new)
            if place >= 0:
                return place
        if other < length:
            place = place_of(flat, state, shift, tokens + other * c.TOKEN_COLUMNS)
            if place >= 0:
                return place
    return flat[shift_at(flat, shift) + c.HOME]


@inlined
def _meets(state: Ints, walk: int, old: int) -> bool:
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
