"""The cheapest place for one more ticket.

Most places are ruled out by what they cost at least: the ticket's own price at the first start that the place allows,
the detour, and the load. Places that are left are walked from there on, until the walk meets the old one again.
"""

from ....compiled import compiled
from . import columns as c
from .absent import leave_absent
from .candidates import candidate_on
from .dice import chance
from .easy import BLINK, scan_easy
from .groups import engage, group_price
from .least import least_cost
from .orders import put, take, walk_on, write_task
from .plain import is_plain
from .prices import window_cost
from .spans import link_bounds
from .tables import Ints, candidate_at, shift_at, ticket_at, token_at, totals_at, touched
from .trials import trial
from .undo import is_touched, touch

MOST_WALKED = 16
"""Shifts that are looked through for one ticket, those with the least cost first; plain ones are not counted."""

SEARCHED = 8
"""Candidates per touched shift from which on it is quicker to look each shift up than to go through all of them."""


@compiled
def best_place(flat: Ints, state: Ints, ticket: int, limit: int, only_touched: bool) -> bool:
    """Find the cheapest place of a single-engineer ticket; return whether it costs less than a limit.

    The place is written to the head of the state.
    """
    rows = ticket_at(flat, ticket)
    state[c.DELTA], state[c.SECOND], state[c.LIMIT], state[c.ON_SHIFT] = limit, limit, limit, -1
    low, high = 0, c.BIG
    if flat[rows + c.LINKED]:
        low, high = link_bounds(flat, state, ticket)
        if low < 0:
            return False
    if only_touched:
        _look_through_touched(flat, state, ticket, low, high)
        return state[c.ON_SHIFT] >= 0
    looked = 0
    for at in range(flat[rows + c.ROW], flat[rows + c.ROW_END]):
        candidate = flat[flat[c.CHEAPEST] + at]
        row = candidate_at(flat, candidate)
        if flat[row + c.CAND_BOUND] >= state[c.LIMIT]:
            break
        shift = flat[row + c.CAND_SHIFT]
        if _look_through(flat, state, ticket, shift, candidate, low, high):
            looked += not (flat[rows + c.EASY] and is_plain(flat, state, shift))
            if looked >= MOST_WALKED:
                break
    return state[c.ON_SHIFT] >= 0


@compiled
def _look_through_touched(flat: Ints, state: Ints, ticket: int, low: int, high: int) -> None:
    """Look for a cheaper place on the shifts that the step has touched."""
    rows = ticket_at(flat, ticket)
    begin, end = flat[rows + c.ROW], flat[rows + c.ROW_END]
    if end - begin > SEARCHED * state[c.TOUCHED]:
        for at in range(state[c.TOUCHED]):
            candidate = candidate_on(flat, ticket, touched(state, at))
            if candidate >= 0 and flat[candidate_at(flat, candidate) + c.CAND_BOUND] < state[c.LIMIT]:
                _look_through(flat, state, ticket, touched(state, at), candidate, low, high)
        return
    for candidate in range(begin, end):
        row = candidate_at(flat, candidate)
        shift = flat[row + c.CAND_SHIFT]
        if is_touched(state, shift) and flat[row + c.CAND_BOUND] < state[c.LIMIT]:
            _look_through(flat, state, ticket, shift, candidate, low, high)


@compiled
def _look_through(flat: Ints, state: Ints, ticket: int, shift: int, candidate: int, low: int, high: int) -> bool:
    """Look for a cheaper place on one shift, in each way to work the ticket; False when there is no room at all."""
    rows, form, totals, token = ticket_at(flat, ticket), shift_at(flat, shift), totals_at(state, shift), c.DRAFT_TOKEN
    minutes = flat[candidate_at(flat, candidate) + c.CAND_MINUTES]
    load = state[totals + c.SHIFT_LOAD] + minutes
    if load > flat[form + c.ROOM] or load > flat[form + c.CAP] or state[totals + c.LENGTH] + 1 >= state[c.SIZE]:
        return False
    if flat[rows + c.EASY] and is_plain(flat, state, shift):
        delta, at = scan_easy(flat, state, ticket, shift, candidate)
        if at >= 0:
            _note(state, delta, shift, at, -1, candidate, 0, -1)
        return True
    write_task(state, token, flat[rows + c.FIRST_TASK], candidate, minutes, 0, -1, low, -1)
    _scan(flat, state, ticket, shift, -1, high)
    if flat[rows + c.CHANGE_COST] > 0:
        state[token + c.FLOOR] = flat[rows + c.CHANGE_START] - flat[rows + c.CHANGE_TOLERANCE]
        _scan(flat, state, ticket, shift, -1, high)
        state[token + c.FLOOR] = -1
    if flat[rows + c.PAUSABLE]:
        for at in range(state[totals + c.LENGTH]):
            other = token_at(state, shift, at)
            if state[other + c.KIND] == c.BREAK:
                state[token + c.ABSORBED] = 1 << state[other + c.ITEM]
                _scan(flat, state, ticket, shift, at, high)
    return True


@compiled
def _scan(flat: Ints, state: Ints, ticket: int, shift: int, skip: int, high: int) -> None:
    """Try each position on a shift for the drafted token; ``skip`` is a break that it absorbs, or -1."""
    form, totals = shift_at(flat, shift), totals_at(state, shift)
    engineer, old = flat[form + c.ENGINEER], state[totals + c.SHIFT_COST]
    load, window = state[totals + c.SHIFT_LOAD], state[state[c.LOADS] + engineer]
    fixed, sunk = group_price(flat, state, ticket, engineer), window_cost(flat, engineer, window)
    is_quick = skip < 0 and state[totals + c.TRIPS] == 0
    state[c.NEXT] = -1
    for at in range(state[totals + c.LENGTH] + 1):
        if skip >= 0 and at == skip + 1:
            continue
        if is_quick:
            least = least_cost(flat, state, ticket, shift, at, high, fixed, sunk)
            if least < 0:
                break
            if least >= state[c.LIMIT]:
                continue
        if chance(state) < BLINK:
            continue
        state[c.TRIALS] += 1
        cost = trial(flat, state, shift, at, skip, high, old + state[c.LIMIT])
        if cost >= 0:
            more = state[c.TRIAL_WALK + c.LOAD] + state[c.TRIAL_WALK + c.TRAVEL] - load
            delta = cost - old + fixed + window_cost(flat, engineer, window + more) - sunk
            if delta < state[c.LIMIT]:
                token = c.DRAFT_TOKEN
                taken = state[token + c.CANDIDATE], state[token + c.ABSORBED], state[token + c.FLOOR]
                _note(state, delta, shift, at, skip, *taken)


@compiled
def _note(state: Ints, delta: int, shift: int, at: int, skip: int, candidate: int, absorbed: int, floor: int) -> None:
    """Note a place for the drafted token: the best one, or, where regret asks for it, the best on another shift."""
    if delta >= state[c.DELTA]:
        if shift != state[c.ON_SHIFT]:
            state[c.SECOND] = min(delta, state[c.SECOND])
            state[c.LIMIT] = state[c.SECOND]
        return
    if shift != state[c.ON_SHIFT]:
        state[c.SECOND] = state[c.DELTA]
    state[c.LIMIT] = state[c.SECOND] if state[c.BY_REGRET] else delta
    state[c.DELTA], state[c.ON_SHIFT], state[c.POSITION], state[c.SKIPPED] = delta, shift, at, skip
    state[c.CHOSEN], state[c.TAKES], state[c.HELD] = candidate, absorbed, floor


@compiled
def insert_found(flat: Ints, state: Ints, ticket: int) -> bool:
    """Carry out the insertion found; False when the order cannot be carried out after all."""
    rows, shift, position, skipped = ticket_at(flat, ticket), state[c.ON_SHIFT], state[c.POSITION], state[c.SKIPPED]
    candidate, task, token = state[c.CHOSEN], flat[rows + c.FIRST_TASK], c.NEW_TOKEN
    minutes = flat[candidate_at(flat, candidate) + c.CAND_MINUTES]
    low, _ = link_bounds(flat, state, ticket)
    touch(state, shift)
    write_task(state, token, task, candidate, minutes, state[c.TAKES], state[c.HELD], low, -1)
    put(flat, state, shift, position, token)
    first = position
    if skipped >= 0:
        take(flat, state, shift, skipped + (skipped >= position))
        first = min(position, skipped)
        position -= skipped < position
    state[state[c.SHIFT_OF] + task] = shift
    engage(flat, state, ticket, flat[shift_at(flat, shift) + c.ENGINEER], 1)
    leave_absent(flat, state, ticket)
    state[c.INSERTED] += 1
    # A trip that leads to the next place may lead elsewhere now.
    if not walk_on(flat, state, shift, 0 if state[totals_at(state, shift) + c.TRIPS] else first):
        return False
    if flat[rows + c.LINKED]:
        here = token_at(state, shift, position)
        state[here + c.EXACT] = state[here + c.BEGIN]
    return True
