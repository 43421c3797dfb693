"""Places for a ticket where nothing depends on time but what is feasible: judged without walking, a few loads each.

That is work without lateness, set-up or links on a shift of one free block with nothing else on it: the whole of a
classical routing problem with time windows, and many a quiet day of a desk.
"""

from ....compiled import compiled
from . import columns as c
from .columns import BIG, FAR, NO_LIMIT
from .dice import chance
from .groups import group_price
from .orders import write_task
from .plain import last_end
from .prices import has_window, load_cost, window_cost
from .tables import Ints, ahead_at, candidate_at, length_of, shift_at, ticket_at, walk_at
from .trials import trial

BLINK = 0.01
"""Share of places that are overlooked (Christiaens and Vanden Berghe, 2020)."""


@compiled
def scan_easy(flat: Ints, state: Ints, ticket: int, shift: int, candidate: int) -> tuple[int, int]:
    """Return the least cost of easy work on a plain shift and the position; a position of -1 when none is below."""
    rows, form, row = ticket_at(flat, ticket), shift_at(flat, shift), candidate_at(flat, candidate)
    minutes, place, free = flat[row + c.CAND_MINUTES], flat[rows + c.PLACE], flat[form + c.FREE]
    opens, closes = flat[free], flat[free + 1]
    first = max(flat[rows + c.FIRST], opens)
    last = min(flat[rows + c.LAST], last_end(flat, rows, closes) - minutes)
    price, places = flat[form + c.TRAVEL_COST], flat[c.PLACES]
    roads = flat[c.ROADS] + flat[form + c.PROFILE] * places * places
    fixed, engineer, sunk = flat[row + c.CAND_COST], flat[form + c.ENGINEER], 0
    if flat[rows + c.GROUPS] < flat[rows + c.GROUPS_END]:
        fixed += group_price(flat, state, ticket, engineer)
    has_load = flat[form + c.HINGES] < flat[form + c.HINGES_END] or flat[form + c.CAP] < BIG
    if has_window(flat, engineer):
        has_load, sunk = True, window_cost(flat, engineer, state[state[c.LOADS] + engineer])
    length = length_of(state, shift)
    walk, ahead = walk_at(state, shift, 0) - c.WALK_COLUMNS, ahead_at(state, shift, 0) - c.AHEAD_COLUMNS
    limit, found = state[c.LIMIT], -1
    for at in range(length + 1):
        walk += c.WALK_COLUMNS
        ahead += c.AHEAD_COLUMNS
        ready, where, due = state[walk + c.AT], state[walk + c.WHERE], state[ahead + c.LATEST_START]
        if ready > last:
            break
        if max(ready, first) + minutes > due:
            continue
        target, way_in, way_out, detour = state[ahead + c.TARGET], 0, 0, 0
        is_next = target < FAR - 1  # where there is no home, the target is -1
        if place >= 0:
            if not is_next:
                target -= FAR
            if where >= 0 and where != place:
                way_in = flat[roads + where * places + place]
            if target >= 0 and target != place:
                way_out = flat[roads + place * places + target]
            detour = way_in + way_out - state[ahead + c.WAY]
        elif is_next:
            way_out = state[ahead + c.WAY]
        total = fixed + detour * price
        if total >= limit:
            continue
        if has_load:
            total += load_cost(flat, state, shift, minutes + detour, sunk)
            if total >= limit:
                continue
        start = max(max(ready, opens) + way_in, first)
        if start > last:
            continue
        if place >= 0 and not is_next:
            # Placeless work comes between: where its trip begins has changed.
            write_task(state, c.DRAFT_TOKEN, flat[rows + c.FIRST_TASK], candidate, minutes, 0, -1, 0, -1)
            if trial(flat, state, shift, at, -1, BIG, NO_LIMIT) < 0:
                continue
        elif start + minutes + way_out > due:
            continue
        if chance(state) < BLINK:
            continue
        limit, found = total, at
    return limit, found
