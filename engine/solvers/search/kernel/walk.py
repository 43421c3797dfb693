"""One shift, walked token by token: the same steps as `engine.walk`, in machine code.

The state of a walk is a row of `columns` AT to LAST_END: the tick reached, the place, the site whose set-up is done,
the placed fact that came last (-1 when something has come since), travel, load without travel, cost of tickets and
visits, and the last end. A walk and a token are told by the positions in the state where their rows begin.
"""

from ....compiled import compiled, inlined
from . import columns as c
from .prices import day_cost, time_cost
from .tables import Ints, break_at, candidate_at, fact_at, place_at, road, shift_at, ticket_at, ticket_of
from .times import first_start, fit_free


@compiled
def begin(flat: Ints, state: Ints, shift: int, walk: int) -> None:
    """Write the state before the first token."""
    form = shift_at(flat, shift)
    state[walk + c.AT] = flat[form + c.START]
    state[walk + c.WHERE] = flat[form + c.HOME]
    state[walk + c.VISITING] = -1
    state[walk + c.LAST_FACT] = -1
    state[walk + c.TRAVEL] = 0
    state[walk + c.LOAD] = flat[form + c.FACT_LOAD]
    state[walk + c.COST] = 0
    state[walk + c.LAST_END] = max(flat[form + c.NORMAL_END], flat[form + c.FACT_END])


@compiled
def step(flat: Ints, state: Ints, shift: int, token: int, target: int, is_early: bool, walk: int) -> bool:
    """Take one token: write its times, and move the walk on; return whether it can be taken.

    Parameters
    ----------
    target : int
        Where the trip leads if the token is one.
    is_early : bool
        Whether no task and no break has come yet.
    """
    kind = state[token + c.KIND]
    if kind == c.TASK:
        return _task(flat, state, shift, token, walk)
    if kind == c.FACT:
        return _fact(flat, state, shift, token, is_early, walk)
    if kind == c.TRIP:
        return _go(flat, state, shift, walk, target)
    return _break(flat, state, shift, token, walk)


@compiled
def _go(flat: Ints, state: Ints, shift: int, walk: int, target: int) -> bool:
    """Travel in the first free block that holds the trip."""
    form = shift_at(flat, shift)
    ticks = road(flat, flat[form + c.PROFILE], state[walk + c.WHERE], target)
    if ticks:
        depart = fit_free(flat, form, state[walk + c.AT], ticks)
        if depart < 0:
            return False
        state[walk + c.AT] = depart + ticks
        state[walk + c.TRAVEL] += ticks
        state[walk + c.LAST_END] = max(state[walk + c.LAST_END], depart + ticks)
    state[walk + c.WHERE] = target
    return True


@compiled
def _break(flat: Ints, state: Ints, shift: int, token: int, walk: int) -> bool:
    pause = break_at(flat, shift, state[token + c.ITEM])
    minutes = flat[pause + c.BREAK_MINUTES]
    at = fit_free(flat, shift_at(flat, shift), max(state[walk + c.AT], flat[pause + c.BREAK_LOW]), minutes)
    if at < 0 or at + minutes > flat[pause + c.BREAK_HIGH]:
        return False
    state[token + c.BEGIN], state[token + c.END] = at, at + minutes
    state[walk + c.AT] = at + minutes
    state[walk + c.LAST_FACT] = -1
    return True


@compiled
def _task(flat: Ints, state: Ints, shift: int, token: int, walk: int) -> bool:
    task = state[token + c.ITEM]
    ticket = ticket_of(flat, task)
    rows = ticket_at(flat, ticket)
    place, setup = flat[rows + c.PLACE], 0
    if place >= 0:
        if state[walk + c.WHERE] != place and not _go(flat, state, shift, walk, place):
            return False
        if state[walk + c.VISITING] != place:
            setup = flat[place_at(flat, place) + c.SETUP]
    exact = state[token + c.EXACT]
    low = max(state[walk + c.AT] + setup, state[token + c.FLOOR], state[token + c.LOW], exact)
    start, end = first_start(flat, shift, ticket, state[token + c.MINUTES], setup, state[token + c.ABSORBED], low)
    if start < 0 or (exact >= 0 and start != exact):
        return False
    if place >= 0 and state[walk + c.VISITING] != place:
        state[walk + c.COST] += flat[place_at(flat, place) + c.VISIT]
        state[walk + c.VISITING] = place
    state[walk + c.COST] += flat[candidate_at(flat, state[token + c.CANDIDATE]) + c.CAND_COST]
    # Lateness and change of work of several engineers count once, with its first task.
    if task == flat[rows + c.FIRST_TASK]:
        state[walk + c.COST] += time_cost(flat, ticket, start, end)
    state[token + c.BEGIN], state[token + c.END] = start, end
    state[walk + c.LOAD] += state[token + c.MINUTES] + setup
    state[walk + c.AT] = end
    state[walk + c.LAST_FACT] = -1
    state[walk + c.LAST_END] = max(state[walk + c.LAST_END], end)
    return True


@compiled
def _fact(flat: Ints, state: Ints, shift: int, token: int, is_early: bool, walk: int) -> bool:
    index = state[token + c.ITEM]
    fact = fact_at(flat, shift, index)
    place, is_work, setup = flat[fact + c.FACT_PLACE], flat[fact + c.FACT_TICKET] >= 0, 0
    if is_work and state[walk + c.VISITING] != place:
        setup = flat[place_at(flat, place) + c.SETUP]
    opens = flat[fact + c.FACT_START] - setup
    if flat[fact + c.IS_CLOSED]:
        # The trip is cut down to the time there is; it is paid, but no block of its own.
        if state[walk + c.LAST_FACT] != index - 1 or (index == 0 and not is_early):
            return False
        ticks = road(flat, flat[shift_at(flat, shift) + c.PROFILE], state[walk + c.WHERE], place)
        if ticks:
            state[walk + c.LAST_END] = max(state[walk + c.LAST_END], opens)
            state[walk + c.TRAVEL] += ticks
    else:
        if state[walk + c.WHERE] != place and not _go(flat, state, shift, walk, place):
            return False
        if state[walk + c.AT] > opens:
            return False
        if setup and fit_free(flat, shift_at(flat, shift), opens, setup) != opens:
            return False
    if is_work:
        state[walk + c.LOAD] += flat[fact + c.FACT_WORK] + setup
        if state[walk + c.VISITING] != place:
            state[walk + c.COST] += flat[place_at(flat, place) + c.VISIT]
        state[walk + c.VISITING] = place
    elif state[walk + c.VISITING] != place:
        state[walk + c.VISITING] = -1
    state[walk + c.WHERE] = place
    state[walk + c.LAST_FACT] = index
    state[walk + c.AT] = max(state[walk + c.AT], flat[fact + c.FACT_STOP])
    state[token + c.BEGIN], state[token + c.END] = flat[fact + c.FACT_START], flat[fact + c.FACT_STOP]
    return True


@compiled
def finish(flat: Ints, state: Ints, shift: int, walk: int) -> int:
    """Go home; return what the shift and its tickets cost, -1 when the way home or the cap forbids it."""
    form = shift_at(flat, shift)
    home = flat[form + c.HOME]
    if home >= 0 and state[walk + c.WHERE] != home:
        if flat[form + c.CLOSED_HOME]:
            if state[walk + c.LAST_FACT] < 0:
                return -1
            ticks = road(flat, flat[form + c.PROFILE], state[walk + c.WHERE], home)
            if ticks:
                arrive = min(state[walk + c.AT] + ticks, max(flat[form + c.HARD_END], state[walk + c.AT]))
                state[walk + c.LAST_END] = max(state[walk + c.LAST_END], arrive)
                state[walk + c.TRAVEL] += ticks
        elif not _go(flat, state, shift, walk, home):
            return -1
    return priced(flat, state, shift, walk)


@compiled
def priced(flat: Ints, state: Ints, shift: int, walk: int) -> int:
    """Return the cost of a finished walk, -1 when its load is above the cap."""
    form = shift_at(flat, shift)
    load = state[walk + c.LOAD] + state[walk + c.TRAVEL]
    if load > flat[form + c.CAP]:
        return -1
    total = state[walk + c.COST] + state[walk + c.TRAVEL] * flat[form + c.TRAVEL_COST]
    total += day_cost(flat, form, load)
    if flat[form + c.END_COST]:
        total += flat[form + c.END_COST] * max(0, state[walk + c.LAST_END] - flat[form + c.NORMAL_END])
    return total


@inlined
def place_of(flat: Ints, state: Ints, shift: int, token: int) -> int:
    """Return the place of a token, -1 for what is done anywhere."""
    if state[token + c.KIND] == c.TASK:
        return flat[ticket_at(flat, ticket_of(flat, state[token + c.ITEM])) + c.PLACE]
    if state[token + c.KIND] == c.FACT:
        return flat[fact_at(flat, shift, state[token + c.ITEM]) + c.FACT_PLACE]
    return -1


@inlined
def stays_early(state: Ints, token: int) -> bool:
    """Whether a token is neither a task nor a break, before which the leg to the first fact may be closed."""
    return state[token + c.KIND] == c.FACT or state[token + c.KIND] == c.TRIP


@compiled
def none_before(state: Ints, tokens: int, first: int) -> bool:
    """Whether no task and no break comes before a token."""
    at = 0
    while at < first and stays_early(state, tokens + at * c.TOKEN_COLUMNS):
        at += 1
    return at == first
