"""Orders of shifts in a state: changed, and walked anew."""

from ....compiled import compiled
from . import columns as c
from .latest import look_back
from .plain import is_plain, look_back_plain, walk_plain
from .prices import window_cost
from .tables import (
    Ints,
    copy,
    is_task,
    length_of,
    shift_at,
    shift_of,
    ticket_at,
    ticket_of,
    token_at,
    totals_at,
    walk_at,
)
from .walk import begin, finish, none_before, place_of, stays_early, step


@compiled
def rewalk(flat: Ints, state: Ints, shift: int) -> bool:
    """Walk a shift's order from the start, see `walk_on`."""
    begin(flat, state, shift, walk_at(state, shift, 0))
    return walk_on(flat, state, shift, 0)


@compiled
def walk_on(flat: Ints, state: Ints, shift: int, first: int) -> bool:
    """Walk a shift's order from a token on, write its times and totals, and account for its cost.

    Returns False when the order cannot be carried out: then the shift is in disorder, and only `undo` helps.
    """
    plain = is_plain(flat, state, shift)
    if not (walk_plain(flat, state, shift, first) if plain else _walk(flat, state, shift, first)):
        return False
    walk = walk_at(state, shift, length_of(state, shift) + 1)
    copy(state, walk, walk - c.WALK_COLUMNS, c.WALK_COLUMNS)
    cost = finish(flat, state, shift, walk)
    if cost < 0:
        return False
    _account(flat, state, shift, cost, state[walk + c.LOAD] + state[walk + c.TRAVEL])
    if plain:
        look_back_plain(flat, state, shift)
    else:
        look_back(flat, state, shift)
    return True


@compiled
def _walk(flat: Ints, state: Ints, shift: int, first: int) -> bool:
    """Take a shift's tokens from a first one on; return whether all can be carried out."""
    tokens, length = token_at(state, shift, 0), length_of(state, shift)
    walk, is_early = walk_at(state, shift, first), none_before(state, tokens, first)
    for at in range(first, length):
        token = tokens + at * c.TOKEN_COLUMNS
        target = next_place(flat, state, shift, at + 1, length)[1] if state[token + c.KIND] == c.TRIP else -1
        copy(state, walk + c.WALK_COLUMNS, walk, c.WALK_COLUMNS)
        walk += c.WALK_COLUMNS
        if not step(flat, state, shift, token, target, is_early, walk):
            return False
        is_early = is_early and stays_early(state, token)
    return True


@compiled
def enter(flat: Ints, state: Ints, shift: int) -> bool:
    """Count what a shift holds, which is written already, and walk it."""
    totals = totals_at(state, shift)
    state[totals + c.UNEASY], state[totals + c.TRIPS] = 0, 0
    for at in range(state[totals + c.LENGTH]):
        _count(flat, state, totals, token_at(state, shift, at), 1)
    return rewalk(flat, state, shift)


@compiled
def _count(flat: Ints, state: Ints, totals: int, token: int, change: int) -> None:
    """Count a token among those of its shift that are not easy and among its trips."""
    kind = state[token + c.KIND]
    if kind == c.TRIP:
        state[totals + c.TRIPS] += change
    if kind != c.TASK or not flat[ticket_at(flat, ticket_of(flat, state[token + c.ITEM])) + c.EASY]:
        state[totals + c.UNEASY] += change


@compiled
def next_place(flat: Ints, state: Ints, shift: int, at: int, length: int) -> tuple[int, int]:
    """Return the first token from a position on that has a place, and the place; else the length and home."""
    for other in range(at, length):
        place = place_of(flat, state, shift, token_at(state, shift, other))
        if place >= 0:
            return other, place
    return length, flat[shift_at(flat, shift) + c.HOME]


@compiled
def _account(flat: Ints, state: Ints, shift: int, cost: int, load: int) -> None:
    """Take over the cost and the load of a shift."""
    totals, engineer = totals_at(state, shift), flat[shift_at(flat, shift) + c.ENGINEER]
    total, more = cost - state[totals + c.SHIFT_COST], load - state[totals + c.SHIFT_LOAD]
    if more:
        window = state[state[c.LOADS] + engineer]
        total += window_cost(flat, engineer, window + more) - window_cost(flat, engineer, window)
        state[state[c.LOADS] + engineer] = window + more
    state[totals + c.SHIFT_COST], state[totals + c.SHIFT_LOAD] = cost, load
    state[c.TOTAL] += total


@compiled
def write_task(
    state: Ints, token: int, task: int, candidate: int, minutes: int, absorbed: int, floor: int, low: int, exact: int
) -> None:
    """Write a task that is not timed yet; see `columns` for what each entry means."""
    state[token + c.KIND], state[token + c.ITEM], state[token + c.ABSORBED] = c.TASK, task, absorbed
    state[token + c.MINUTES], state[token + c.CANDIDATE] = minutes, candidate
    state[token + c.FLOOR], state[token + c.LOW], state[token + c.EXACT] = floor, low, exact


@compiled
def put(flat: Ints, state: Ints, shift: int, at: int, token: int) -> None:
    """Insert a token into an order; the shift has been touched and is walked later."""
    length, here = length_of(state, shift), token_at(state, shift, at)
    for other in range(here + (length - at) * c.TOKEN_COLUMNS - 1, here - 1, -1):
        state[other + c.TOKEN_COLUMNS] = state[other]
    copy(state, here, token, c.TOKEN_COLUMNS)
    state[totals_at(state, shift) + c.LENGTH] = length + 1
    _count(flat, state, totals_at(state, shift), here, 1)


@compiled
def take(flat: Ints, state: Ints, shift: int, at: int) -> None:
    """Take a token out of an order; the shift has been touched and is walked later."""
    length, here = length_of(state, shift), token_at(state, shift, at)
    _count(flat, state, totals_at(state, shift), here, -1)
    copy(state, here, here + c.TOKEN_COLUMNS, (length - 1 - at) * c.TOKEN_COLUMNS)
    state[totals_at(state, shift) + c.LENGTH] = length - 1


@compiled
def position_of(state: Ints, task: int) -> int:
    """Return where a planned task is in the order of its shift."""
    shift = shift_of(state, task)
    for at in range(length_of(state, shift)):
        if is_task(state, token_at(state, shift, at), task):
            return at
    return -1
