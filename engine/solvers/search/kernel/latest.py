"""How late everything on a shift may start without anything after it becoming impossible."""

from ....compiled import compiled
from . import columns as c
from .columns import BIG
from .tables import (
    Ints,
    ahead_at,
    break_at,
    fact_at,
    length_of,
    place_at,
    road,
    shift_at,
    ticket_of,
    token_at,
    walk_at,
)
from .times import fit_free_last, last_start
from .walk import place_of


@compiled
def look_back(flat: Ints, state: Ints, shift: int) -> None:
    """Write from the last token to the first when each must start at the latest; where in doubt, later."""
    tokens, walks, ahead = token_at(state, shift, 0), walk_at(state, shift, 0), ahead_at(state, shift, 0)
    length, form = length_of(state, shift), shift_at(flat, shift)
    limit = BIG
    if not flat[form + c.CLOSED_HOME] and flat[form + c.HOME] >= 0:
        limit = _leave(flat, form, state[walks + length * c.WALK_COLUMNS + c.WHERE], flat[form + c.HOME], BIG)
    for at in range(length - 1, -1, -1):
        latest = ahead + at * c.AHEAD_COLUMNS + c.LATEST_START
        token, walk = tokens + at * c.TOKEN_COLUMNS, walks + at * c.WALK_COLUMNS
        kind = state[token + c.KIND]
        if kind == c.TRIP:
            limit = _leave(flat, form, state[walk + c.WHERE], state[walk + c.WALK_COLUMNS + c.WHERE], limit)
            state[latest] = limit
        elif kind == c.BREAK:
            pause = break_at(flat, shift, state[token + c.ITEM])
            limit = fit_free_last(flat, form, min(limit, flat[pause + c.BREAK_HIGH]), flat[pause + c.BREAK_MINUTES])
            state[latest] = limit
        else:
            state[latest] = _last(flat, state, shift, token, limit)
            limit = _before(flat, state, shift, token, walk, state[latest])


@compiled
def _last(flat: Ints, state: Ints, shift: int, token: int, limit: int) -> int:
    """Return when a task or a fact must start to end by a limit."""
    if state[token + c.KIND] == c.FACT:
        return flat[fact_at(flat, shift, state[token + c.ITEM]) + c.FACT_START]
    last = last_start(flat, shift, ticket_of(flat, state[token + c.ITEM]), state[token + c.MINUTES], limit)
    return min(last, state[token + c.EXACT]) if state[token + c.EXACT] >= 0 else last


@compiled
def _before(flat: Ints, state: Ints, shift: int, token: int, walk: int, start: int) -> int:
    """Return when whatever precedes a task or a fact must be over, so that it starts at a tick."""
    place, is_work = place_of(flat, state, shift, token), True
    if state[token + c.KIND] == c.FACT:
        fact = fact_at(flat, shift, state[token + c.ITEM])
        if flat[fact + c.IS_CLOSED]:
            return BIG
        is_work = flat[fact + c.FACT_TICKET] >= 0
    if place < 0:
        return start
    if is_work and state[walk + c.VISITING] != place:
        start -= flat[place_at(flat, place) + c.SETUP]
    return _leave(flat, shift_at(flat, shift), state[walk + c.WHERE], place, start)


@compiled
def _leave(flat: Ints, form: int, origin: int, target: int, limit: int) -> int:
    """Return the last tick at which a trip may begin that arrives by a limit."""
    ticks = road(flat, flat[form + c.PROFILE], origin, target)
    return fit_free_last(flat, form, limit, ticks) if ticks else limit
