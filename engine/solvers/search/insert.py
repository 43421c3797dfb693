"""The cheapest place for one more ticket.

Most places are ruled out by what they cost at least: the ticket's own price at the first start that the place allows,
the detour, and the load. Places that are left are walked from there on, until the walk meets the old one again.
"""

from ...compiled import compiled
from . import columns as c
from .columns import BIG
from .dice import chance
from .easy import BLINK, scan_easy
from .orders import engage, put, take, touch, walk_on, window_cost
from .tables import Ints, candidate_at, latest_at, place_at, shift_at, ticket_at, token_at, totals_at, walk_at
from .times import first_start, fit, late
from .trials import load_cost, trial
from .walk import place_of, road

MOST_WALKED = 16
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
    if (
        load + minutes > flat[form + c.ROOM]
        or load + minutes > flat[form + c.CAP]
        or state[totals + c.LENGTH] + 1 >= state[c.SIZE]
    ):
        return False
    token = c.DRAFT_TOKEN
    state[token + c.KIND], state[token + c.ITEM], state[token + c.MINUTES], state[token + c.CANDIDATE] = (
        c.TASK,
        flat[rows + c.FIRST_TASK],
        minutes,
        row,
    )
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
    form, totals, token = shift_at(flat, shift), totals_at(state, shift), c.DRAFT_TOKEN
    length, engineer = state[totals + c.LENGTH], flat[form + c.ENGINEER]
    fixed = group_price(flat, state, ticket, engineer)
    is_quick = skip < 0 and state[totals + c.TRIPS] == 0
    if flat[ticket_at(flat, ticket) + c.EASY] and flat[form + c.IS_PLAIN] and state[totals + c.UNEASY] == 0:
        cost, at = scan_easy(
            flat, state, ticket, shift, fixed, window_cost(flat, engineer, state[state[c.LOADS] + engineer])
        )
        if at >= 0:
            _note(state, cost, shift, at, token, skip)
        return
    load, window = state[totals + c.SHIFT_LOAD], state[state[c.LOADS] + engineer]
    sunk = window_cost(flat, engineer, window)
    state[c.NEXT] = -1
    for at in range(length + 1):
        if skip >= 0 and at == skip + 1:
            continue
        if is_quick:
            least = _least(flat, state, ticket, shift, at, high, fixed, sunk)
            if least < 0:
                break
            if least >= state[c.LIMIT] or chance(state) < BLINK:
                continue
        elif chance(state) < BLINK:
            continue
        state[c.TRIALS] += 1
        cost = trial(flat, state, shift, at, skip, high, state[totals + c.SHIFT_COST] + state[c.LIMIT])
        if cost >= 0:
            more = state[c.TRIAL_WALK + c.LOAD] + state[c.TRIAL_WALK + c.TRAVEL] - load
            delta = cost - state[totals + c.SHIFT_COST] + fixed
            delta += window_cost(flat, engineer, window + more) - sunk
            if delta < state[c.LIMIT]:
                _note(state, delta, shift, at, token, skip)


@compiled
def _least(flat: Ints, state: Ints, ticket: int, shift: int, at: int, high: int, fixed: int, sunk: int) -> int:
    """Return what a position costs at least: BIG when it is ruled out, -1 when all later ones are.

    It costs just that where neither the new work nor what follows it depends on time.
    """
    rows, form, token = ticket_at(flat, ticket), shift_at(flat, shift), c.DRAFT_TOKEN
    walk, place, minutes = walk_at(state, shift, at), flat[rows + c.PLACE], state[token + c.MINUTES]
    ready = state[walk + c.AT]
    if ready > flat[rows + c.LAST]:
        return -1
    length = state[totals_at(state, shift) + c.LENGTH]
    low = max(state[token + c.LOW], state[token + c.FLOOR], flat[rows + c.FIRST])
    latest = state[latest_at(state, shift, at)] if at < length else BIG
    if max(ready, low) + minutes > latest:
        return BIG
    profile, setup, road_in, detour = flat[form + c.PROFILE], 0, 0, 0
    if place >= 0:
        if state[c.NEXT] < at:
            state[c.NEXT], state[c.NEXT_PLACE] = _next_place(flat, state, shift, at, length)
        road_in = road(flat, profile, state[walk + c.WHERE], place)
        detour = road_in
        if state[c.NEXT_PLACE] >= 0:
            detour += road(flat, profile, place, state[c.NEXT_PLACE])
            detour -= road(flat, profile, state[walk + c.WHERE], state[c.NEXT_PLACE])
    total = (
        fixed + flat[candidate_at(flat, state[token + c.CANDIDATE]) + c.CAND_COST] + detour * flat[form + c.TRAVEL_COST]
    )
    if total >= state[c.LIMIT]:
        return BIG
    if place >= 0:
        if road_in:
            ready = fit(flat, flat[form + c.FREE], flat[form + c.FREE_END], ready, road_in)
            if ready < 0:
                return -1
        if state[walk + c.VISITING] != place:
            setup = flat[place_at(flat, place) + c.SETUP]
    start, end = first_start(flat, shift, ticket, minutes, setup, 0, max(ready + road_in + setup, low))
    if start < 0 or end > high:
        return -1 if place < 0 else BIG
    if at < length:
        if end + _way_on(flat, state, shift, at, place) > latest:
            return BIG
    elif place >= 0 and flat[form + c.HOME] >= 0 and not flat[form + c.CLOSED_HOME]:
        ticks = road(flat, profile, place, flat[form + c.HOME])
        if ticks and fit(flat, flat[form + c.FREE], flat[form + c.FREE_END], end, ticks) < 0:
            return BIG
    total += late(flat, flat[rows + c.LATE_START], flat[rows + c.LATE_START_END], start)
    total += late(flat, flat[rows + c.LATE_END], flat[rows + c.LATE_END_END], end)
    if place < 0 and total >= state[c.LIMIT]:
        return -1
    return total + load_cost(flat, state, shift, minutes + detour, sunk)


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
    first = state[c.POSITION]
    if state[c.SKIPPED] >= 0:
        first = min(first, state[c.SKIPPED])
    # A trip that leads to the next place may lead elsewhere now.
    if not walk_on(flat, state, shift, 0 if state[totals_at(state, shift) + c.TRIPS] else first):
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
