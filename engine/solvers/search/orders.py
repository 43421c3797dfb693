"""Orders of shifts in a state: walked anew, changed, and put back as they were."""

from ...compiled import compiled, inlined
from . import columns as c
from .columns import BIG
from .tables import (
    Ints,
    copy,
    engineer_at,
    latest_at,
    place_at,
    shift_at,
    ticket_at,
    ticket_of,
    token_at,
    totals_at,
    walk_at,
)
from .times import fit_last, hinged, last_start
from .walk import begin, finish, place_of, road, step, target_of


@compiled
def touch(state: Ints, shift: int) -> None:
    """Keep a shift as it is, for `undo`, before the step under way changes it for the first time."""
    if state[state[c.STAMPS] + shift] == state[c.STAMP]:
        return
    state[state[c.STAMPS] + shift] = state[c.STAMP]
    state[state[c.TOUCHED_SHIFTS] + state[c.TOUCHED]] = shift
    state[c.TOUCHED] += 1
    _copy_shift(state, shift, state[totals_at(state, shift) + c.LENGTH], True)


@compiled
def _copy_shift(state: Ints, shift: int, length: int, keep: bool) -> None:
    """Copy a shift to where `undo` finds it, or back."""
    rows = (
        (token_at(state, shift, 0), state[c.OLD_TOKENS] - state[c.TOKENS], length * c.TOKEN_COLUMNS),
        (walk_at(state, shift, 0), state[c.OLD_WALKS] - state[c.WALKS], (length + 2) * c.WALK_COLUMNS),
        (latest_at(state, shift, 0), state[c.OLD_LATEST] - state[c.LATEST], length),
        (totals_at(state, shift), state[c.OLD_TOTALS] - state[c.TOTALS], c.TOTAL_COLUMNS),
    )
    for here, away, count in rows:
        if keep:
            copy(state, here + away, here, count)
        else:
            copy(state, here, here + away, count)


@compiled
def open_step(state: Ints) -> None:
    """Begin a step that `undo` can take back."""
    state[c.STAMP] += 1
    state[c.TOUCHED] = 0
    state[c.OLD_TOTAL], state[c.OLD_ABSENT] = state[c.TOTAL], state[c.ABSENT]
    copy(state, state[c.OLD_ABSENTS], state[c.ABSENTS], state[c.ABSENT])


@compiled
def undo(flat: Ints, state: Ints) -> None:
    """Put everything back as it was when the step began."""
    for at in range(state[c.TOUCHED]):
        _count_in(flat, state, state[state[c.TOUCHED_SHIFTS] + at], -1)
    for at in range(state[c.TOUCHED]):
        shift = state[state[c.TOUCHED_SHIFTS] + at]
        length = state[totals_at(state, shift) + state[c.OLD_TOTALS] - state[c.TOTALS] + c.LENGTH]
        _copy_shift(state, shift, length, False)
        _count_in(flat, state, shift, 1)
    for at in range(state[c.ABSENT]):
        state[state[c.WHERE_ABSENT] + state[state[c.ABSENTS] + at]] = -1
    state[c.TOTAL], state[c.ABSENT] = state[c.OLD_TOTAL], state[c.OLD_ABSENT]
    for at in range(state[c.ABSENT]):
        ticket = state[state[c.OLD_ABSENTS] + at]
        state[state[c.ABSENTS] + at] = ticket
        state[state[c.WHERE_ABSENT] + ticket] = at


@compiled
def _count_in(flat: Ints, state: Ints, shift: int, change: int) -> None:
    """Count the work on a shift: where its tasks are, in its groups, in the load; with a change of -1 no longer."""
    totals, engineer = totals_at(state, shift), flat[shift_at(flat, shift) + c.ENGINEER]
    for at in range(state[totals + c.LENGTH]):
        token = token_at(state, shift, at)
        if state[token + c.KIND] == c.TASK:
            state[state[c.SHIFT_OF] + state[token + c.ITEM]] = shift if change > 0 else -1
            engage(flat, state, ticket_of(flat, state[token + c.ITEM]), engineer, change)
    state[state[c.LOADS] + engineer] += change * state[totals + c.SHIFT_LOAD]


@compiled
def engage(flat: Ints, state: Ints, ticket: int, engineer: int, change: int) -> None:
    """Count a task of an engineer, or no longer, in the groups of its ticket, and pay for engineers beyond the first."""
    rows = ticket_at(flat, ticket)
    for at in range(flat[rows + c.GROUPS], flat[rows + c.GROUPS_END]):
        group = flat[at]
        row = state[c.ENGAGED] + group * state[c.ENGAGED_STRIDE]
        last = row + state[c.ENGAGED_STRIDE] - 1
        before = max(0, state[last] - 1)
        if state[row + engineer] == 0:
            state[last] += 1
        state[row + engineer] += change
        if state[row + engineer] == 0:
            state[last] -= 1
        state[c.TOTAL] += flat[flat[c.GROUP_COSTS] + group] * (max(0, state[last] - 1) - before)


@compiled
def rewalk(flat: Ints, state: Ints, shift: int) -> bool:
    """Walk a shift's order from the start, see `walk_on`."""
    begin(flat, state, shift, walk_at(state, shift, 0))
    return walk_on(flat, state, shift, 0)


@compiled
def walk_on(flat: Ints, state: Ints, shift: int, first: int) -> bool:
    """Walk a shift's order from a token on, write its times and totals, and account for its cost.

    Returns False when the order cannot be carried out.

    After False the shift is in disorder: only `undo` helps.
    """
    tokens, walks, totals = token_at(state, shift, 0), walk_at(state, shift, 0), totals_at(state, shift)
    length = state[totals + c.LENGTH]
    is_early, uneasy, trips = True, 0, 0
    for at in range(first):
        token = tokens + at * c.TOKEN_COLUMNS
        kind = state[token + c.KIND]
        is_early = is_early and (kind == c.FACT or kind == c.TRIP)
        trips += kind == c.TRIP
        uneasy += kind != c.TASK or not flat[ticket_at(flat, ticket_of(flat, state[token + c.ITEM])) + c.EASY]
    for at in range(first, length):
        walk = walks + (at + 1) * c.WALK_COLUMNS
        copy(state, walk, walk - c.WALK_COLUMNS, c.WALK_COLUMNS)
        token = tokens + at * c.TOKEN_COLUMNS
        kind = state[token + c.KIND]
        target = target_of(flat, state, shift, tokens, at, length) if kind == c.TRIP else -1
        if not step(flat, state, shift, token, target, is_early, walk):
            return False
        is_early = is_early and (kind == c.FACT or kind == c.TRIP)
        trips += kind == c.TRIP
        uneasy += kind != c.TASK or not flat[ticket_at(flat, ticket_of(flat, state[token + c.ITEM])) + c.EASY]
    walk = walks + (length + 1) * c.WALK_COLUMNS
    copy(state, walk, walk - c.WALK_COLUMNS, c.WALK_COLUMNS)
    cost = finish(flat, state, shift, walk)
    if cost < 0:
        return False
    account(flat, state, shift, cost, state[walk + c.LOAD] + state[walk + c.TRAVEL])
    state[totals + c.UNEASY], state[totals + c.TRIPS] = uneasy, trips
    _look_back(flat, state, shift)
    return True


@compiled
def account(flat: Ints, state: Ints, shift: int, cost: int, load: int) -> None:
    """Take over the cost and the load of a shift."""
    totals, engineer = totals_at(state, shift), flat[shift_at(flat, shift) + c.ENGINEER]
    total = cost - state[totals + c.SHIFT_COST]
    if load != state[totals + c.SHIFT_LOAD]:
        total -= window_cost(flat, engineer, state[state[c.LOADS] + engineer])
        state[state[c.LOADS] + engineer] += load - state[totals + c.SHIFT_LOAD]
        total += window_cost(flat, engineer, state[state[c.LOADS] + engineer])
    state[totals + c.SHIFT_COST], state[totals + c.SHIFT_LOAD] = cost, load
    state[c.TOTAL] += total


@inlined
def window_cost(flat: Ints, engineer: int, load: int) -> int:
    """Return what an engineer's load over the whole window costs."""
    row = engineer_at(flat, engineer)
    return hinged(flat, flat[row + c.WINDOW_HINGES], flat[row + c.WINDOW_HINGES_END], load)


@compiled
def _look_back(flat: Ints, state: Ints, shift: int) -> None:
    """Write from the last token to the first when each must start at the latest; where in doubt, later."""
    tokens, walks, latest = token_at(state, shift, 0), walk_at(state, shift, 0), latest_at(state, shift, 0)
    length, form = state[totals_at(state, shift) + c.LENGTH], shift_at(flat, shift)
    limit = BIG
    if not flat[form + c.CLOSED_HOME] and flat[form + c.HOME] >= 0:
        limit = _leave(flat, form, state[walks + length * c.WALK_COLUMNS + c.WHERE], flat[form + c.HOME], BIG)
    for at in range(length - 1, -1, -1):
        token, walk = tokens + at * c.TOKEN_COLUMNS, walks + at * c.WALK_COLUMNS
        kind = state[token + c.KIND]
        if kind == c.TRIP:
            limit = _leave(flat, form, state[walk + c.WHERE], state[walks + (at + 1) * c.WALK_COLUMNS + c.WHERE], limit)
            state[latest + at] = limit
            continue
        if kind == c.BREAK:
            pause = flat[form + c.BREAKS] + 3 * state[token + c.ITEM]
            limit = fit_last(
                flat, flat[form + c.FREE], flat[form + c.FREE_END], min(limit, flat[pause + 1]), flat[pause + 2]
            )
            state[latest + at] = limit
            continue
        place, setup = place_of(flat, state, shift, token), 0
        if kind == c.FACT:
            fact = flat[form + c.FACTS] + c.FACT_COLUMNS * state[token + c.ITEM]
            state[latest + at] = flat[fact + c.FACT_START]
            if flat[fact + c.IS_CLOSED]:
                limit = BIG
                continue
            if flat[fact + c.FACT_TICKET] >= 0 and state[walk + c.VISITING] != place:
                setup = flat[place_at(flat, place) + c.SETUP]
        else:
            ticket = ticket_of(flat, state[token + c.ITEM])
            state[latest + at] = last_start(flat, shift, ticket, state[token + c.MINUTES], limit)
            if state[token + c.EXACT] >= 0:
                state[latest + at] = min(state[latest + at], state[token + c.EXACT])
            if place >= 0 and state[walk + c.VISITING] != place:
                setup = flat[place_at(flat, place) + c.SETUP]
        limit = state[latest + at] - setup
        if place >= 0:
            limit = _leave(flat, form, state[walk + c.WHERE], place, limit)


@compiled
def _leave(flat: Ints, form: int, origin: int, target: int, limit: int) -> int:
    """Return the last tick at which a trip may begin that arrives by a limit."""
    ticks = road(flat, flat[form + c.PROFILE], origin, target)
    if ticks == 0:
        return limit
    return fit_last(flat, flat[form + c.FREE], flat[form + c.FREE_END], limit, ticks)


@compiled
def put(state: Ints, shift: int, at: int, token: int) -> None:
    """Insert a token into an order; the shift has been touched and is walked later."""
    length, here = state[totals_at(state, shift) + c.LENGTH], token_at(state, shift, at)
    for other in range(here + (length - at) * c.TOKEN_COLUMNS - 1, here - 1, -1):
        state[other + c.TOKEN_COLUMNS] = state[other]
    copy(state, here, token, c.TOKEN_COLUMNS)
    state[totals_at(state, shift) + c.LENGTH] = length + 1


@compiled
def take(state: Ints, shift: int, at: int) -> None:
    """Take a token out of an order; the shift has been touched and is walked later."""
    length, here = state[totals_at(state, shift) + c.LENGTH], token_at(state, shift, at)
    copy(state, here, here + c.TOKEN_COLUMNS, (length - 1 - at) * c.TOKEN_COLUMNS)
    state[totals_at(state, shift) + c.LENGTH] = length - 1


@compiled
def position_of(state: Ints, task: int) -> int:
    """Return where a planned task is in the order of its shift."""
    shift = state[state[c.SHIFT_OF] + task]
    for at in range(state[totals_at(state, shift) + c.LENGTH]):
        if state[token_at(state, shift, at) + c.KIND] == c.TASK and state[token_at(state, shift, at) + c.ITEM] == task:
            return at
    return -1
