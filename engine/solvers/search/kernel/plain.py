"""A shift walked where nothing depends on time but what is feasible: the same as `walk` and `latest`, in few loads.

That is a shift of one free block with nothing on it but easy work, see `easy`.
"""

from ....compiled import compiled, inlined
from . import columns as c
from .tables import (
    Ints,
    ahead_at,
    candidate_at,
    length_of,
    shift_at,
    ticket_at,
    ticket_of,
    token_at,
    totals_at,
    walk_at,
)


@inlined
def is_plain(flat: Ints, state: Ints, shift: int) -> bool:
    """Whether a shift is one free block with easy work only."""
    return flat[shift_at(flat, shift) + c.IS_PLAIN] == 1 and state[totals_at(state, shift) + c.UNEASY] == 0


@inlined
def last_end(flat: Ints, rows: int, limit: int) -> int:
    """Return by when easy work must end, given a limit."""
    if flat[rows + c.WITHIN] >= 0:
        limit = min(limit, flat[flat[rows + c.WITHIN_END] - 1])
    return limit


@compiled
def walk_plain(flat: Ints, state: Ints, shift: int, first: int) -> bool:
    """Walk a plain shift from a token on, up to the last task; return whether all can be carried out."""
    form, length = shift_at(flat, shift), length_of(state, shift)
    opens, closes = flat[flat[form + c.FREE]], flat[flat[form + c.FREE] + 1]
    places = flat[c.PLACES]
    roads = flat[c.ROADS] + flat[form + c.PROFILE] * places * places
    walk, token = walk_at(state, shift, first), token_at(state, shift, first)
    at, where, visiting = state[walk + c.AT], state[walk + c.WHERE], state[walk + c.VISITING]
    travel, load, cost, ended = (
        state[walk + c.TRAVEL],
        state[walk + c.LOAD],
        state[walk + c.COST],
        state[walk + c.LAST_END],
    )
    for _ in range(first, length):
        rows = ticket_at(flat, ticket_of(flat, state[token + c.ITEM]))
        place, minutes = flat[rows + c.PLACE], state[token + c.MINUTES]
        if place >= 0:
            if where >= 0 and where != place:
                ticks = flat[roads + where * places + place]
                if ticks:
                    at = max(at, opens) + ticks
                    travel += ticks
            where, visiting = place, place
        start = max(at, opens, flat[rows + c.FIRST])
        at = start + minutes
        if start > flat[rows + c.LAST] or at > last_end(flat, rows, closes):
            return False
        cost += flat[candidate_at(flat, state[token + c.CANDIDATE]) + c.CAND_COST]
        load += minutes
        ended = max(ended, at)
        state[token + c.BEGIN], state[token + c.END] = start, at
        walk += c.WALK_COLUMNS
        token += c.TOKEN_COLUMNS
        state[walk + c.AT], state[walk + c.WHERE], state[walk + c.VISITING] = at, where, visiting
        state[walk + c.LAST_FACT], state[walk + c.TRAVEL], state[walk + c.LOAD] = -1, travel, load
        state[walk + c.COST], state[walk + c.LAST_END] = cost, ended
    return True


@compiled
def look_back_plain(flat: Ints, state: Ints, shift: int) -> None:
    """Write what lies ahead of each position of a plain shift, from the last to the first."""
    form, length = shift_at(flat, shift), length_of(state, shift)
    closes, places = flat[flat[form + c.FREE] + 1], flat[c.PLACES]
    roads = flat[c.ROADS] + flat[form + c.PROFILE] * places * places
    walk, token, ahead = walk_at(state, shift, length), token_at(state, shift, length), ahead_at(state, shift, length)
    target, way = flat[form + c.HOME], 0
    where = state[walk + c.WHERE]
    if target >= 0 and where >= 0 and where != target:
        way = flat[roads + where * places + target]
    state[ahead + c.LATEST_START], state[ahead + c.TARGET], state[ahead + c.WAY] = closes, target, way
    limit = closes - way
    for _ in range(length):
        walk -= c.WALK_COLUMNS
        token -= c.TOKEN_COLUMNS
        ahead -= c.AHEAD_COLUMNS
        rows = ticket_at(flat, ticket_of(flat, state[token + c.ITEM]))
        place, where = flat[rows + c.PLACE], state[walk + c.WHERE]
        limit = min(last_end(flat, rows, limit) - state[token + c.MINUTES], flat[rows + c.LAST])
        state[ahead + c.LATEST_START], state[ahead + c.TARGET] = limit, target + c.FAR
        if place >= 0:
            target, way = place, 0
            if where >= 0 and where != place:
                way = flat[roads + where * places + place]
            state[ahead + c.TARGET] = place
            limit -= way
        state[ahead + c.WAY] = way
