"""The cheapest place for one more ticket.

Most places are ruled out by what they cost at least: the ticket's own price at the first start that the place allows,
the detour, and the load. Places that are left are walked from there on, until the walk meets the old one again.
"""

from ...compiled import compiled
from . import columns as c
from .columns import BIG
from .dice import chance
from .orders import engage, put, rewalk, take, touch, window_cost
from .tables import Ints, candidate_at, copy, latest_at, place_at, shift_at, ticket_at, token_at, totals_at, walk_at
from .times import first_start, fit, hinged, late
from .walk import finish, place_of, priced, road, step

BLINK = 0.01
"""Share of places that are overlooked (Christiaens and Vanden Berghe, 2020)."""
MOST_WALKED = 64
"""Shifts that are looked through for one ticket, those with the least cost first."""


@compiled
def best_place(flat: Ints, state: Ints, ticket: int, limit: int, only_touched: bool) -> bool:
    """Find the cheapest place of a single-engineer ticket; return whether it costs less than a limit.

    The place is written to the head of the state.
    """
    rows = ticket_at(flat, ticket)
    state[c.DELTA], state[c.SECOND], state[c.LIMIT], state[c.ON_SHIFT] = limit, limit, limit, -1
    low, high = link_bounds(flat, state, ticket)
    if low < 0:
        return False
    if only_touched:
        for at in range(state[c.TOUCHED]):
            shift = state[state[c.TOUCHED_SHIFTS] + at]
            row = candidate_on(flat, ticket, shift)
            if row >= 0 and flat[candidate_at(flat, row) + c.CAND_BOUND] < state[c.LIMIT]:
                _look_through(flat, state, ticket, shift, row, low, high)
        return state[c.ON_SHIFT] >= 0
    looked = 0
    for at in range(flat[rows + c.ROW], flat[rows + c.ROW_END]):
        row = flat[flat[c.CHEAPEST] + at]
        if flat[candidate_at(flat, row) + c.CAND_BOUND] >= state[c.LIMIT]:
            break
        if _look_through(flat, state, ticket, flat[candidate_at(flat, row) + c.CAND_SHIFT], row, low, high):
            looked += 1
            if looked >= MOST_WALKED:
                break
    return state[c.ON_SHIFT] >= 0


@compiled
def candidate_on(flat: Ints, ticket: int, shift: int) -> int:
    """Return the candidate of a ticket on a shift, -1 when the rules do not let it."""
    low, high = flat[ticket_at(flat, ticket) + c.ROW], flat[ticket_at(flat, ticket) + c.ROW_END]
    while low < high:
        middle = (low + high) // 2
        if flat[candidate_at(flat, middle) + c.CAND_SHIFT] < shift:
            low = middle + 1
        else:
            high = middle
    if low < flat[ticket_at(flat, ticket) + c.ROW_END] and flat[candidate_at(flat, low) + c.CAND_SHIFT] == shift:
        return low
    return -1


@compiled
def span_of(flat: Ints, state: Ints, ticket: int) -> tuple[int, int]:
    """Return start and end of a ticket, (-1, -1) when it is not planned."""
    rows = ticket_at(flat, ticket)
    if flat[rows + c.IS_FACT]:
        return flat[rows + c.SPAN_START], flat[rows + c.SPAN_END]
    task = flat[rows + c.FIRST_TASK]
    shift = state[state[c.SHIFT_OF] + task]
    if shift < 0:
        return -1, -1
    for at in range(state[totals_at(state, shift) + c.LENGTH]):
        token = token_at(state, shift, at)
        if state[token + c.KIND] == c.TASK and state[token + c.ITEM] == task:
            return state[token + c.BEGIN], state[token + c.END]
    return -1, -1


@compiled
def link_bounds(flat: Ints, state: Ints, ticket: int) -> tuple[int, int]:
    """Return the first start and the last end that a ticket's links allow; (-1, -1) while it waits for one left out."""
    rows = ticket_at(flat, ticket)
    low, high = 0, BIG
    for at in range(flat[rows + c.BEFORE], flat[rows + c.BEFORE_END], 2):
        end = span_of(flat, state, flat[at])[1]
        if end < 0:
            return -1, -1
        low = max(low, end + flat[at + 1])
    for at in range(flat[rows + c.AFTER], flat[rows + c.AFTER_END], 2):
        start = span_of(flat, state, flat[at])[0]
        if start >= 0:
            high = min(high, start - flat[at + 1])
    return low, high


@compiled
def group_price(flat: Ints, state: Ints, ticket: int, engineer: int) -> int:
    """Return what one more engineer on a ticket's groups costs."""
    total, rows = 0, ticket_at(flat, ticket)
    for at in range(flat[rows + c.GROUPS], flat[rows + c.GROUPS_END]):
        row = state[c.ENGAGED] + flat[at] * state[c.ENGAGED_STRIDE]
        if state[row + state[c.ENGAGED_STRIDE] - 1] and not state[row + engineer]:
            total += flat[flat[c.GROUP_COSTS] + flat[at]]
    return total


@compiled
def _look_through(flat: Ints, state: Ints, ticket: int, shift: int, row: int, low: int, high: int) -> bool:
    """Look for a cheaper place on one shift, in each way to work the ticket; False when there is no room at all."""
    rows, form, totals = ticket_at(flat, ticket), shift_at(flat, shift), totals_at(state, shift)
    minutes = flat[candidate_at(flat, row) + c.CAND_MINUTES]
    load = state[totals + c.SHIFT_LOAD]
    if load + minutes > flat[form + c.ROOM] or load + minutes > flat[form + c.CAP] or state[totals + c.LENGTH] + 1 >= state[c.SIZE]:
        return False
    token = c.DRAFT_TOKEN
    state[token + c.KIND], state[token + c.ITEM], state[token + c.MINUTES], state[token + c.CANDIDATE] = c.TASK, flat[rows + c.FIRST_TASK], minutes, row
    state[token + c.ABSORBED], state[token + c.FLOOR], state[token + c.LOW], state[token + c.EXACT] = 0, -1, low, -1
    _scan(flat, state, ticket, shift, -1, high)
    if flat[rows + c.CHANGE_COST] > 0:
        state[token + c.FLOOR] = flat[rows + c.CHANGE_START] - flat[rows + c.CHANGE_TOLERANCE]
        _scan(flat, state, ticket, shift, -1, high)
        state[token + c.FLOOR] = -1
    if flat[rows + c.PAUSABLE]:
        for at in range(state[totals + c.LENGTH]):
            if state[token_at(state, shift, at) + c.KIND] == c.BREAK:
                state[token + c.ABSORBED] = 1 << state[token_at(state, shift, at) + c.ITEM]
                _scan(flat, state, ticket, shift, at, high)
    return True


@compiled
def _scan(flat: Ints, state: Ints, ticket: int, shift: int, skip: int, high: int) -> None:
    """Try each position on a shift for the drafted token; ``skip`` is a break that it absorbs, or -1."""
    form, totals, walks = shift_at(flat, shift), totals_at(state, shift), walk_at(state, shift, 0)
    rows, token = ticket_at(flat, ticket), c.DRAFT_TOKEN
    length, engineer, profile = state[totals + c.LENGTH], flat[form + c.ENGINEER], flat[form + c.PROFILE]
    place, minutes = flat[rows + c.PLACE], state[token + c.MINUTES]
    low = max(state[token + c.LOW], state[token + c.FLOOR])
    is_quick = skip < 0 and state[totals + c.TRIPS] == 0
    is_easy = is_quick and flat[form + c.IS_PLAIN] and state[totals + c.UNEASY] == 0 and flat[rows + c.EASY]
    fixed = flat[candidate_at(flat, state[token + c.CANDIDATE]) + c.CAND_COST] + group_price(flat, state, ticket, engineer)
    old_load, window = state[totals + c.SHIFT_LOAD], window_cost(flat, engineer, state[state[c.LOADS] + engineer])
    old_hinges = hinged(flat, flat[form + c.HINGES], flat[form + c.HINGES_END], old_load)
    after, after_place = -2, -1  # the next token with a place, and where that is
    for at in range(length + 1):
        if skip >= 0 and at == skip + 1:
            continue
        if is_quick:
            walk = walks + at * c.WALK_COLUMNS
            setup, road_in = 0, 0
            if place >= 0:
                road_in = road(flat, profile, state[walk + c.WHERE], place)
                if state[walk + c.VISITING] != place:
                    setup = flat[place_at(flat, place) + c.SETUP]
            ready = state[walk + c.AT]
            if road_in:
                ready = fit(flat, flat[form + c.FREE], flat[form + c.FREE_END], ready, road_in)
                if ready < 0:
                    continue
            ready = max(ready + road_in + setup, low)
            start, end = first_start(flat, shift, ticket, minutes, setup, 0, ready)
            if start < 0:
                if place < 0:
                    break
                continue
            if end > high:
                if place < 0:
                    break
                continue
            own = fixed + late(flat, flat[rows + c.LATE_START], flat[rows + c.LATE_START_END], start)
            own += late(flat, flat[rows + c.LATE_END], flat[rows + c.LATE_END_END], end)
            if own >= state[c.LIMIT]:
                if place < 0:
                    break
                continue
            detour = 0
            if place >= 0:
                if after < at:
                    after, after_place = _next_place(flat, state, shift, at, length)
                detour = road_in
                if after_place >= 0:
                    detour += road(flat, profile, place, after_place)
                    detour -= road(flat, profile, state[walk + c.WHERE], after_place)
            load = old_load + minutes + detour
            own += detour * flat[form + c.TRAVEL_COST]
            own += hinged(flat, flat[form + c.HINGES], flat[form + c.HINGES_END], load) - old_hinges
            own += window_cost(flat, engineer, state[state[c.LOADS] + engineer] + load - old_load) - window
            if own >= state[c.LIMIT] or load > flat[form + c.CAP]:
                continue
            if at < length:
                if end + _way_on(flat, state, shift, at, place) > state[latest_at(state, shift, at)]:
                    continue
            elif place >= 0 and flat[form + c.HOME] >= 0 and not flat[form + c.CLOSED_HOME]:
                ticks = road(flat, profile, place, flat[form + c.HOME])
                if ticks and fit(flat, flat[form + c.FREE], flat[form + c.FREE_END], end, ticks) < 0:
                    continue
            if chance(state) < BLINK:
                continue
            if is_easy:
                _note(state, own, shift, at, token, skip)
                continue
        elif chance(state) < BLINK:
            continue
        state[c.TRIALS] += 1
        cost = trial(flat, state, shift, at, skip, high, state[totals + c.SHIFT_COST] + state[c.LIMIT])
        if cost >= 0:
            load = state[c.TRIAL_WALK + c.LOAD] + state[c.TRIAL_WALK + c.TRAVEL]
            delta = cost - state[totals + c.SHIFT_COST] + fixed - flat[candidate_at(flat, state[token + c.CANDIDATE]) + c.CAND_COST]
            delta += window_cost(flat, engineer, state[state[c.LOADS] + engineer] + load - old_load) - window
            if delta < state[c.LIMIT]:
                _note(state, delta, shift, at, token, skip)


@compiled
def _note(state: Ints, delta: int, shift: int, at: int, token: int, skip: int) -> None:
    if shift != state[c.ON_SHIFT]:
        state[c.SECOND] = min(delta, state[c.SECOND]) if delta >= state[c.DELTA] else state[c.DELTA]
    if delta < state[c.DELTA]:
        state[c.DELTA] = delta
    elif state[c.BY_REGRET]:
        state[c.LIMIT] = max(state[c.DELTA], state[c.SECOND])
        return
    state[c.LIMIT] = state[c.SECOND] if state[c.BY_REGRET] else state[c.DELTA]
    state[c.DELTA], state[c.ON_SHIFT], state[c.POSITION], state[c.CHOSEN] = delta, shift, at, state[token + c.CANDIDATE]
    state[c.TAKES], state[c.SKIPPED], state[c.HELD] = state[token + c.ABSORBED], skip, state[token + c.FLOOR]


@compiled
def _next_place(flat: Ints, state: Ints, shift: int, at: int, length: int) -> tuple[int, int]:
    """Return the first token from a position on that has a place, and the place; else the length and home."""
    for other in range(at, length):
        place = place_of(flat, state, shift, token_at(state, shift, other))
        if place >= 0:
            return other, place
    return length, flat[shift_at(flat, shift) + c.HOME]


@compiled
def _way_on(flat: Ints, state: Ints, shift: int, at: int, place: int) -> int:
    """Return the least ticks between the end of new work before a token and that token's start."""
    token, walk = token_at(state, shift, at), walk_at(state, shift, at)
    target = place_of(flat, state, shift, token)
    if target < 0:
        return 0
    origin = place if place >= 0 else state[walk + c.WHERE]
    ticks = road(flat, flat[shift_at(flat, shift) + c.PROFILE], origin, target)
    if state[token + c.KIND] == c.TASK and (place if place >= 0 else state[walk + c.VISITING]) != target:
        ticks += flat[place_at(flat, target) + c.SETUP]
    return ticks


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
            return _rest(flat, state, shift, walk, walks + (at + 1) * c.WALK_COLUMNS, walks + (length + 1) * c.WALK_COLUMNS)
    return finish(flat, state, shift, walk)


@compiled
def _is_early(state: Ints, tokens: int, begin: int) -> bool:
    for at in range(begin):
        if state[tokens + at * c.TOKEN_COLUMNS + c.KIND] == c.TASK or state[tokens + at * c.TOKEN_COLUMNS + c.KIND] == c.BREAK:
            return False
    return True


@compiled
def _target_with(flat: Ints, state: Ints, shift: int, tokens: int, at: int, length: int, position: int, new: int) -> int:
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


@compiled
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


@compiled
def insert_found(flat: Ints, state: Ints, ticket: int) -> bool:
    """Carry out the insertion found."""
    token = c.NEW_TOKEN
    shift, row, task = state[c.ON_SHIFT], state[c.CHOSEN], flat[ticket_at(flat, ticket) + c.FIRST_TASK]
    touch(state, shift)
    state[token + c.KIND], state[token + c.ITEM], state[token + c.CANDIDATE] = c.TASK, task, row
    state[token + c.MINUTES], state[token + c.ABSORBED] = flat[candidate_at(flat, row) + c.CAND_MINUTES], state[c.TAKES]
    low, _ = link_bounds(flat, state, ticket)
    state[token + c.FLOOR], state[token + c.LOW], state[token + c.EXACT] = state[c.HELD], low, -1
    put(state, shift, state[c.POSITION], token)
    if state[c.SKIPPED] >= 0:
        take(state, shift, state[c.SKIPPED] + (state[c.SKIPPED] >= state[c.POSITION]))
    state[state[c.SHIFT_OF] + task] = shift
    engage(flat, state, ticket, flat[shift_at(flat, shift) + c.ENGINEER], 1)
    leave_absent(flat, state, ticket)
    state[c.INSERTED] += 1
    if not rewalk(flat, state, shift):
        return False
    if flat[ticket_at(flat, ticket) + c.LINKED]:
        at = state[c.POSITION] - (0 <= state[c.SKIPPED] < state[c.POSITION])
        state[token_at(state, shift, at) + c.EXACT] = state[token_at(state, shift, at) + c.BEGIN]
    return True


@compiled
def leave_absent(flat: Ints, state: Ints, ticket: int) -> None:
    """Take a ticket from those left out: its drop cost is no longer paid."""
    at, last = state[state[c.WHERE_ABSENT] + ticket], state[c.ABSENT] - 1
    other = state[state[c.ABSENTS] + last]
    state[state[c.ABSENTS] + at], state[state[c.WHERE_ABSENT] + other] = other, at
    state[state[c.WHERE_ABSENT] + ticket] = -1
    state[c.ABSENT] = last
    state[c.TOTAL] -= flat[ticket_at(flat, ticket) + c.DROP]


@compiled
def join_absent(flat: Ints, state: Ints, ticket: int) -> None:
    """Leave a ticket out, and pay for it."""
    last = state[c.ABSENT]
    state[state[c.ABSENTS] + last], state[state[c.WHERE_ABSENT] + ticket] = ticket, last
    state[c.ABSENT] = last + 1
    state[c.TOTAL] += flat[ticket_at(flat, ticket) + c.DROP]


