"""Work of several engineers: one common start on the calendars of different people."""

from ...compiled import compiled
from . import columns as c
from .columns import BIG
from .insert import group_price, leave_absent, link_bounds
from .orders import engage, put, rewalk, touch, window_cost
from .tables import Ints, candidate_at, copy, shift_at, ticket_at, totals_at, walk_at
from .times import first_start
from .trials import trial

TRIES = 8
"""Common starts that are tried before the ticket is left out."""


@compiled
def place_crew(flat: Ints, state: Ints, ticket: int) -> bool:
    """Place a ticket of several engineers at the earliest common start found, if that is worth it.

    Returns whether the state is in order, placed or not.
    """
    rows = ticket_at(flat, ticket)
    low, high = link_bounds(flat, state, ticket)
    if low < 0:
        return True
    for _ in range(TRIES):
        least = BIG
        minutes = _next_minutes(flat, rows, 0)
        while minutes > 0:
            count, latest = _seats(flat, state, ticket, low, high, minutes, 0)
            if count == flat[rows + c.TASKS]:
                least = min(least, latest)
                agreed, _ = _seats(flat, state, ticket, latest, high, minutes, 1)
                if agreed == flat[rows + c.TASKS] and _is_somebodys(flat, state, agreed, minutes):
                    return _sit(flat, state, ticket, latest, minutes)
            minutes = _next_minutes(flat, rows, minutes)
        if least == BIG:
            return True
        low = max(low + 1, least)
    return True


@compiled
def _next_minutes(flat: Ints, rows: int, minutes: int) -> int:
    """Return the next longer time that somebody takes, 0 when there is none."""
    least = BIG
    for at in range(flat[rows + c.ROW], flat[rows + c.ROW_END]):
        other = flat[candidate_at(flat, at) + c.CAND_MINUTES]
        if minutes < other < least:
            least = other
    return 0 if least == BIG else least


@compiled
def _seats(flat: Ints, state: Ints, ticket: int, low: int, high: int, minutes: int, exact: int) -> tuple[int, int]:
    """Find a seat per task, the named engineer's first; return how many, and the latest of their starts.

    They are written to the taken seats, in the order of the tasks.
    """
    rows, best = ticket_at(flat, ticket), state[c.SEATS]
    for engineer in range(flat[c.ENGINEERS]):
        state[best + engineer * c.SEAT_COLUMNS + c.SEAT_START] = BIG
    for at in range(flat[rows + c.ROW], flat[rows + c.ROW_END]):
        if flat[candidate_at(flat, at) + c.CAND_MINUTES] <= minutes:
            _seat(flat, state, ticket, at, low, high, minutes, exact)
    latest = -1
    for count in range(flat[rows + c.TASKS]):
        chosen = -1
        if count == 0 and flat[rows + c.NAMED] >= 0:
            named = best + flat[rows + c.NAMED] * c.SEAT_COLUMNS
            if state[named + c.SEAT_START] < BIG:
                chosen = named
        else:
            for engineer in range(flat[c.ENGINEERS]):
                seat = best + engineer * c.SEAT_COLUMNS
                if state[seat + c.SEAT_START] < BIG and (chosen < 0 or _is_better(state, seat, chosen)):
                    chosen = seat
        if chosen < 0:
            return count, latest
        copy(state, state[c.TAKEN_SEATS] + count * c.SEAT_COLUMNS, chosen, c.SEAT_COLUMNS)
        latest = max(latest, state[chosen + c.SEAT_START])
        state[chosen + c.SEAT_START] = BIG
    return flat[rows + c.TASKS], latest


@compiled
def _is_better(state: Ints, one: int, other: int) -> bool:
    if state[one + c.SEAT_START] != state[other + c.SEAT_START]:
        return bool(state[one + c.SEAT_START] < state[other + c.SEAT_START])
    return bool(state[one + c.SEAT_DELTA] < state[other + c.SEAT_DELTA])


@compiled
def _seat(flat: Ints, state: Ints, ticket: int, row: int, low: int, high: int, minutes: int, exact: int) -> None:
    """Find the first start on a shift, the cheapest position for it, and keep it if it is the engineer's best."""
    shift = flat[candidate_at(flat, row) + c.CAND_SHIFT]
    form, totals = shift_at(flat, shift), totals_at(state, shift)
    if state[totals + c.LENGTH] + 1 >= state[c.SIZE] or state[totals + c.SHIFT_LOAD] + minutes > flat[form + c.ROOM]:
        return
    engineer, token = flat[form + c.ENGINEER], c.DRAFT_TOKEN
    state[token + c.KIND], state[token + c.ITEM], state[token + c.MINUTES] = (
        c.TASK,
        flat[ticket_at(flat, ticket) + c.FIRST_TASK],
        minutes,
    )
    state[token + c.CANDIDATE], state[token + c.ABSORBED], state[token + c.FLOOR] = row, 0, -1
    state[token + c.LOW], state[token + c.EXACT] = low, low if exact else -1
    seat = state[c.SEATS] + engineer * c.SEAT_COLUMNS
    for at in range(state[totals + c.LENGTH] + 1):
        ready = max(state[walk_at(state, shift, at) + c.AT], low)
        if state[totals + c.TRIPS] == 0:
            start, _ = first_start(flat, shift, ticket, minutes, 0, 0, ready)
            if start < 0 or start > state[seat + c.SEAT_START] or (exact and start > low):
                return
        cost = trial(flat, state, shift, at, -1, high, BIG * BIG // 4)
        if cost < 0:
            continue
        load = state[c.TRIAL_WALK + c.LOAD] + state[c.TRIAL_WALK + c.TRAVEL] - state[totals + c.SHIFT_LOAD]
        delta = cost - state[totals + c.SHIFT_COST] + group_price(flat, state, ticket, engineer)
        delta += window_cost(flat, engineer, state[state[c.LOADS] + engineer] + load)
        delta -= window_cost(flat, engineer, state[state[c.LOADS] + engineer])
        start = state[c.NEW_TOKEN + c.BEGIN]
        if start < state[seat + c.SEAT_START] or (
            start == state[seat + c.SEAT_START] and delta < state[seat + c.SEAT_DELTA]
        ):
            state[seat + c.SEAT_START], state[seat + c.SEAT_DELTA] = start, delta
            state[seat + c.SEAT_SHIFT], state[seat + c.SEAT_POSITION], state[seat + c.SEAT_ROW] = shift, at, row


@compiled
def _is_somebodys(flat: Ints, state: Ints, count: int, minutes: int) -> bool:
    """Whether one of the engineers takes just that long."""
    for at in range(count):
        if (
            flat[candidate_at(flat, state[state[c.TAKEN_SEATS] + at * c.SEAT_COLUMNS + c.SEAT_ROW]) + c.CAND_MINUTES]
            == minutes
        ):
            return True
    return False


@compiled
def _sit(flat: Ints, state: Ints, ticket: int, start: int, minutes: int) -> bool:
    """Take the seats found if they cost less than leaving the ticket out; False when the state is in disorder."""
    rows, total = ticket_at(flat, ticket), 0
    for at in range(flat[rows + c.TASKS]):
        total += state[state[c.TAKEN_SEATS] + at * c.SEAT_COLUMNS + c.SEAT_DELTA]
        # Only the first task pays for the time; each seat was priced as the first.
    if total >= flat[rows + c.DROP]:
        return True
    token = c.NEW_TOKEN
    for at in range(flat[rows + c.TASKS]):
        seat = state[c.TAKEN_SEATS] + at * c.SEAT_COLUMNS
        task, shift = flat[rows + c.FIRST_TASK] + at, state[seat + c.SEAT_SHIFT]
        touch(state, shift)
        state[token + c.KIND], state[token + c.ITEM], state[token + c.MINUTES], state[token + c.CANDIDATE] = (
            c.TASK,
            task,
            minutes,
            state[seat + c.SEAT_ROW],
        )
        state[token + c.ABSORBED], state[token + c.FLOOR], state[token + c.LOW], state[token + c.EXACT] = (
            0,
            -1,
            start,
            start,
        )
        put(state, shift, state[seat + c.SEAT_POSITION], token)
        state[state[c.SHIFT_OF] + task] = shift
        engage(flat, state, ticket, flat[shift_at(flat, shift) + c.ENGINEER], 1)
        if not rewalk(flat, state, shift):
            return False
    leave_absent(flat, state, ticket)
    return True
