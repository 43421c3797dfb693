"""What a position in an order costs at least, found without walking it."""

from ....compiled import compiled
from . import columns as c
from .columns import BIG
from .orders import next_place
from .prices import late_cost, load_cost
from .tables import (
    Ints,
    ahead_at,
    candidate_at,
    length_of,
    place_at,
    road,
    shift_at,
    ticket_at,
    token_at,
    walk_at,
)
from .times import first_start, fit_free
from .walk import place_of


@compiled
def least_cost(flat: Ints, state: Ints, ticket: int, shift: int, at: int, high: int, fixed: int, sunk: int) -> int:
    """Return what the drafted token costs at a position at least: BIG when that is ruled out, -1 when all later are.

    It costs just that where neither the new work nor what follows it depends on time. Positions are asked for in
    order, from a NEXT of -1 on.

    Parameters
    ----------
    high : int
        By when the work must end.
    fixed : int
        What it costs anywhere on the shift.
    sunk : int
        What the engineer's load over the whole window costs already.
    """
    rows, form, token, walk = ticket_at(flat, ticket), shift_at(flat, shift), c.DRAFT_TOKEN, walk_at(state, shift, at)
    place, minutes = flat[rows + c.PLACE], state[token + c.MINUTES]
    ready, where = state[walk + c.AT], state[walk + c.WHERE]
    if ready > flat[rows + c.LAST]:
        return -1
    length, profile = length_of(state, shift), flat[form + c.PROFILE]
    low = max(state[token + c.LOW], state[token + c.FLOOR], flat[rows + c.FIRST])
    latest = state[ahead_at(state, shift, at) + c.LATEST_START] if at < length else BIG
    if max(ready, low) + minutes > latest:
        return BIG
    setup, road_in, detour = 0, 0, 0
    if place >= 0:
        if state[c.NEXT] < at:
            state[c.NEXT], state[c.NEXT_PLACE] = next_place(flat, state, shift, at, length)
        target = state[c.NEXT_PLACE]
        road_in = road(flat, profile, where, place)
        detour = road_in
        if target >= 0:
            detour += road(flat, profile, place, target) - road(flat, profile, where, target)
    total = fixed + flat[candidate_at(flat, state[token + c.CANDIDATE]) + c.CAND_COST]
    total += detour * flat[form + c.TRAVEL_COST]
    if total >= state[c.LIMIT]:
        return BIG
    if place >= 0:
        if road_in:
            ready = fit_free(flat, form, ready, road_in)
            if ready < 0:
                # There may be time for a shorter way from a later position.
                return BIG
        if state[walk + c.VISITING] != place:
            setup = flat[place_at(flat, place) + c.SETUP]
    start, end = first_start(flat, shift, ticket, minutes, setup, 0, max(ready + road_in + setup, low))
    if start < 0 or end > high:
        return -1 if place < 0 else BIG
    if not _can_go_on(flat, state, shift, at, place, end, latest):
        return BIG
    total += late_cost(flat, rows, start, end)
    if place < 0 and total >= state[c.LIMIT]:
        return -1
    return total + load_cost(flat, state, shift, minutes + detour, sunk)


@compiled
def _can_go_on(flat: Ints, state: Ints, shift: int, at: int, place: int, end: int, latest: int) -> bool:
    """Whether work that ends at a tick leaves time for the next token, or for the way home; where in doubt, yes."""
    if at < length_of(state, shift):
        return end + _way_on(flat, state, shift, at, place) <= latest
    form = shift_at(flat, shift)
    if place < 0 or flat[form + c.HOME] < 0 or flat[form + c.CLOSED_HOME]:
        return True
    ticks = road(flat, flat[form + c.PROFILE], place, flat[form + c.HOME])
    return ticks == 0 or fit_free(flat, form, end, ticks) >= 0


@compiled
def _way_on(flat: Ints, state: Ints, shift: int, at: int, place: int) -> int:
    """Return the least ticks between the end of new work before a token and that token's start."""
    token, walk = token_at(state, shift, at), walk_at(state, shift, at)
    target = place_of(flat, state, shift, token)
    if target < 0:
        return 0
    origin, visiting = place, place
    if place < 0:
        origin, visiting = state[walk + c.WHERE], state[walk + c.VISITING]
    ticks = road(flat, flat[shift_at(flat, shift) + c.PROFILE], origin, target)
    if state[token + c.KIND] == c.TASK and visiting != target:
        ticks += flat[place_at(flat, target) + c.SETUP]
    return ticks
