"""Places for a ticket where nothing depends on time but what is feasible: judged without walking, a few loads each.

That is work without lateness, set-up or links on a shift of one free block with nothing else on it: the whole of a
classical routing problem with time windows, and many a quiet day of a desk.
"""

from ...compiled import compiled
from . import columns as c
from .columns import BIG, NO_LIMIT
from .dice import chance
from .prices import has_window, load_cost
from .tables import Ints, candidate_at, latest_at, length_of, shift_at, ticket_at, token_at, walk_at
from .trials import trial
from .walk import place_of

BLINK = 0.01
"""Share of places that are overlooked (Christiaens and Vanden Berghe, 2020)."""


@compiled
def scan_easy(flat: Ints, state: Ints, ticket: int, shift: int, fixed: int, sunk: int) -> tuple[int, int]:
    """Return the least cost of the drafted ticket on a shift and the position; a position of -1 when none is below.

    ``fixed`` is what it costs anywhere on the shift, ``sunk`` what the engineer's load over the window costs already.
    """
    rows, form = ticket_at(flat, ticket), shift_at(flat, shift)
    minutes, place = state[c.DRAFT_TOKEN + c.MINUTES], flat[rows + c.PLACE]
    opens, closes = flat[flat[form + c.FREE]], flat[flat[form + c.FREE] + 1]
    first, last = max(flat[rows + c.FIRST], opens), min(flat[rows + c.LAST], closes - minutes)
    if flat[rows + c.WITHIN] >= 0:
        last = min(last, flat[flat[rows + c.WITHIN_END] - 1] - minutes)
    price, places = flat[form + c.TRAVEL_COST], flat[c.PLACES]
    roads = flat[c.ROADS] + flat[form + c.PROFILE] * places * places
    fixed += flat[candidate_at(flat, state[c.DRAFT_TOKEN + c.CANDIDATE]) + c.CAND_COST]
    has_load = (
        flat[form + c.HINGES] < flat[form + c.HINGES_END]
        or flat[form + c.CAP] < BIG
        or has_window(flat, flat[form + c.ENGINEER])
    )
    length, home = length_of(state, shift), flat[form + c.HOME]
    walk, latest = walk_at(state, shift, 0), latest_at(state, shift, 0)
    limit, found, ahead, target = state[c.LIMIT], -1, -1, -1
    for at in range(length + 1):
        ready, where = state[walk + c.AT], state[walk + c.WHERE]
        walk += c.WALK_COLUMNS
        if ready > last:
            break
        due = state[latest + at] if at < length else closes
        if max(ready, first) + minutes > due:
            continue
        road_in, road_out, detour = 0, 0, 0
        if place >= 0:
            if ahead < at:
                ahead, target = at, home
                while ahead < length:
                    target = place_of(flat, state, shift, token_at(state, shift, ahead))
                    if target >= 0:
                        break
                    ahead += 1
                if ahead == length:
                    target = home
            if where >= 0 and where != place:
                road_in = flat[roads + where * places + place]
            detour = road_in
            if target >= 0:
                if target != place:
                    road_out = flat[roads + place * places + target]
                detour += road_out
                if where >= 0 and where != target:
                    detour -= flat[roads + where * places + target]
        else:
            target = home if at == length else place_of(flat, state, shift, token_at(state, shift, at))
            if target >= 0 and where >= 0 and where != target:
                road_out = flat[roads + where * places + target]
        total = fixed + detour * price
        if total >= limit:
            continue
        if has_load:
            total += load_cost(flat, state, shift, minutes + detour, sunk)
            if total >= limit:
                continue
        start = max(max(ready, opens) + road_in, first)
        if start > last:
            continue
        if place >= 0 and ahead != at and at < length:
            # Placeless work comes between: where its trip begins has changed.
            if trial(flat, state, shift, at, -1, BIG, NO_LIMIT) < 0:
                continue
        elif start + minutes + road_out > due:
            continue
        if chance(state) < BLINK:
            continue
        limit, found = total, at
    return limit, found
