"""Work of several engineers: one common start on the calendars of different people."""

from ....compiled import compiled
from . import columns as c
from .absent import leave_absent
from .columns import BIG, NO_LIMIT
from .groups import engage, group_price
from .orders import put, rewalk, write_task
from .prices import time_cost, window_cost
from .spans import link_bounds
from .tables import Ints, candidate_at, copy, shift_at, ticket_at, totals_at, walk_at
from .times import first_start
from .trials import trial
from .undo import touch

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
            count, latest = _seats(flat, state, ticket, low, high, minutes, False)
            if count == flat[rows + c.TASKS]:
                least = min(least, latest)
                agreed, _ = _seats(flat, state, ticket, latest, high, minutes, True)
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
    for candidate in range(flat[rows + c.ROW], flat[rows + c.ROW_END]):
        other = flat[candidate_at(flat, candidate) + c.CAND_MINUTES]
        if minutes < other < least:
            least = other
    return 0 if least == BIG else least


@compiled
def _seats(flat: Ints, state: Ints, ticket: int, low: int, high: int, minutes: int, is_exact: bool) -> tuple[int, int]:
    """Find a seat per task, the named engineer's first; return how many, and the latest of their starts.

    They are written to the taken seats, in the order of the tasks.

    Parameters
    ----------
    low, high : int
        From when on the work may start, and by when it must end.
    minutes : int
        How long it takes; engineers who take longer are not asked.
    is_exact : bool
        Whether it must start at ``low``.
    """
    rows = ticket_at(flat, ticket)
    for engineer in range(flat[c.ENGINEERS]):
        state[_seat_at(state, engineer) + c.SEAT_START] = BIG
    for candidate in range(flat[rows + c.ROW], flat[rows + c.ROW_END]):
        if flat[candidate_at(flat, candidate) + c.CAND_MINUTES] <= minutes:
            _look_for_seat(flat, state, ticket, candidate, low, high, minutes, is_exact)
    latest = -1
    for count in range(flat[rows + c.TASKS]):
        named = flat[rows + c.NAMED] if count == 0 else -1
        chosen = _first_seat(flat, state, named)
        if chosen < 0:
            return count, latest
        copy(state, _taken_at(state, count), chosen, c.SEAT_COLUMNS)
        latest = max(latest, state[chosen + c.SEAT_START])
        state[chosen + c.SEAT_START] = BIG
    return flat[rows + c.TASKS], latest


@compiled
def _seat_at(state: Ints, engineer: int) -> int:
    """Return where the best seat of an engineer is."""
    return state[c.SEATS] + engineer * c.SEAT_COLUMNS


@compiled
def _taken_at(state: Ints, at: int) -> int:
    """Return where the seat taken for a task is."""
    return state[c.TAKEN_SEATS] + at * c.SEAT_COLUMNS


@compiled
def _first_seat(flat: Ints, state: Ints, named: int) -> int:
    """Return the seat that starts first, then the cheapest, of a named engineer or (-1) of any; -1 for none."""
    chosen = -1
    for engineer in range(flat[c.ENGINEERS]):
        seat = _seat_at(state, engineer)
        if (named < 0 or engineer == named) and state[seat + c.SEAT_START] < BIG:
            start, delta = state[seat + c.SEAT_START], state[seat + c.SEAT_DELTA]
            if chosen < 0 or _is_before(state, chosen, start, delta):
                chosen = seat
    return chosen


@compiled
def _is_before(state: Ints, seat: int, start: int, delta: int) -> bool:
    """Whether a start and a price come before those of a seat."""
    if start != state[seat + c.SEAT_START]:
        return start < state[seat + c.SEAT_START]
    return delta < state[seat + c.SEAT_DELTA]


@compiled
def _look_for_seat(
    flat: Ints, state: Ints, ticket: int, candidate: int, low: int, high: int, minutes: int, is_exact: bool
) -> None:
    """Find the first start on a shift, the cheapest position for it, and keep it if it is the engineer's best."""
    shift = flat[candidate_at(flat, candidate) + c.CAND_SHIFT]
    form, totals = shift_at(flat, shift), totals_at(state, shift)
    if state[totals + c.LENGTH] + 1 >= state[c.SIZE] or state[totals + c.SHIFT_LOAD] + minutes > flat[form + c.ROOM]:
        return
    engineer, task = flat[form + c.ENGINEER], flat[ticket_at(flat, ticket) + c.FIRST_TASK]
    write_task(state, c.DRAFT_TOKEN, task, candidate, minutes, 0, -1, low, low if is_exact else -1)
    seat, window = _seat_at(state, engineer), state[state[c.LOADS] + engineer]
    fixed = group_price(flat, state, ticket, engineer) - window_cost(flat, engineer, window)
    for at in range(state[totals + c.LENGTH] + 1):
        if state[totals + c.TRIPS] == 0:
            ready = max(state[walk_at(state, shift, at) + c.AT], low)
            start, _ = first_start(flat, shift, ticket, minutes, 0, 0, ready)
            if start < 0 or start > state[seat + c.SEAT_START] or (is_exact and start > low):
                return
        cost = trial(flat, state, shift, at, -1, high, NO_LIMIT)
        if cost < 0:
            continue
        more = state[c.TRIAL_WALK + c.LOAD] + state[c.TRIAL_WALK + c.TRAVEL] - state[totals + c.SHIFT_LOAD]
        delta = cost - state[totals + c.SHIFT_COST] + fixed + window_cost(flat, engineer, window + more)
        start = state[c.NEW_TOKEN + c.BEGIN]
        if _is_before(state, seat, start, delta):
            state[seat + c.SEAT_START], state[seat + c.SEAT_DELTA] = start, delta
            state[seat + c.SEAT_SHIFT], state[seat + c.SEAT_POSITION], state[seat + c.SEAT_ROW] = shift, at, candidate


@compiled
def _is_somebodys(flat: Ints, state: Ints, count: int, minutes: int) -> bool:
    """Whether one of the engineers takes just that long."""
    for at in range(count):
        candidate = state[_taken_at(state, at) + c.SEAT_ROW]
        if flat[candidate_at(flat, candidate) + c.CAND_MINUTES] == minutes:
            return True
    return False


@compiled
def _sit(flat: Ints, state: Ints, ticket: int, start: int, minutes: int) -> bool:
    """Take the seats found if they cost less than leaving the ticket out; False when the state is in disorder."""
    rows, total = ticket_at(flat, ticket), 0
    for at in range(flat[rows + c.TASKS]):
        total += state[_taken_at(state, at) + c.SEAT_DELTA]
    # Each seat was priced as the first task's, which alone pays for the time.
    total -= (flat[rows + c.TASKS] - 1) * time_cost(flat, ticket, start, start + minutes)
    if total >= flat[rows + c.DROP]:
        return True
    for at in range(flat[rows + c.TASKS]):
        seat = _taken_at(state, at)
        task, shift, candidate = flat[rows + c.FIRST_TASK] + at, state[seat + c.SEAT_SHIFT], state[seat + c.SEAT_ROW]
        touch(state, shift)
        write_task(state, c.NEW_TOKEN, task, candidate, minutes, 0, -1, start, start)
        put(flat, state, shift, state[seat + c.SEAT_POSITION], c.NEW_TOKEN)
        state[state[c.SHIFT_OF] + task] = shift
        engage(flat, state, ticket, flat[shift_at(flat, shift) + c.ENGINEER], 1)
        if not rewalk(flat, state, shift):
            return False
    leave_absent(flat, state, ticket)
    return True
