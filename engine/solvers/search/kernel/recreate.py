"""Putting work back: one ticket after another where it costs least, in one of several orders, or by regret."""

import numpy as np

from ....compiled import compiled
from . import columns as c
from .crews import place_crew
from .dice import below, chance
from .insert import best_place, insert_found
from .links import settle
from .tables import Ints, is_absent, ticket_at
from .undo import mark_stale, open_step

SPARE = 24
"""Tickets left out before that a step tries on the shifts it has touched."""
FEW = 12
"""Tickets up to which a step may choose the next one by regret."""


@compiled
def recreate(flat: Ints, state: Ints) -> bool:
    """Put back what was taken out, and what else the touched shifts now have room for.

    Returns False when the state is in disorder.
    """
    old, stack, keys, waiting = state[c.OLD_ABSENT], state[c.STACK], state[c.KEYS], state[c.NOTES]
    removed = state[c.ABSENT] - old
    count, spare = removed, min(old, SPARE)
    for at in range(removed):
        state[stack + at] = state[state[c.ABSENTS] + old + at]
    first = below(state, old) if old > SPARE else 0
    for at in range(spare):
        state[stack + count] = state[state[c.ABSENTS] + (first + at) % old]
        count += 1
    if count <= FEW and chance(state) < 0.05:
        return _by_regret(flat, state, count)
    _rank(flat, state, count, removed)
    _sort(state, count)
    again = 0
    for at in range(count):
        ticket = state[stack + at]
        # What was left out before found no place then: only where something has changed may there be one now.
        was_absent = state[keys + at] & 1 == 1
        if not _insert(flat, state, ticket, was_absent):
            return False
        rows = ticket_at(flat, ticket)
        if is_absent(state, ticket) and flat[rows + c.BEFORE] < flat[rows + c.BEFORE_END]:
            state[waiting + again] = ticket
            again += 1
    for at in range(again):
        ticket = state[waiting + at]
        if is_absent(state, ticket) and not _insert(flat, state, ticket, False):
            return False
    return True


@compiled
def _insert(flat: Ints, state: Ints, ticket: int, only_touched: bool) -> bool:
    """Insert a ticket where it costs least, if less than leaving it out; False when the state is in disorder."""
    rows = ticket_at(flat, ticket)
    if flat[rows + c.TASKS] > 1:
        return place_crew(flat, state, ticket)
    state[c.BY_REGRET] = 0
    if best_place(flat, state, ticket, flat[rows + c.DROP], only_touched):
        return insert_found(flat, state, ticket)
    return True


@compiled
def _rank(flat: Ints, state: Ints, count: int, removed: int) -> None:
    """Write by which key the tickets on the stack come back: one of several orders, drawn at random.

    The last bit of a key says whether the ticket was left out before the step: all but the first, which it removed.
    """
    draw = chance(state)
    for at in range(count):
        rows = ticket_at(flat, state[state[c.STACK] + at])
        if draw < 0.35:
            key = chance(state) * 1e9
        elif draw < 0.55:
            key = -flat[rows + c.DROP] * (0.8 + 0.4 * chance(state))
        elif draw < 0.7:
            key = -flat[rows + c.LEAST] * (0.9 + 0.2 * chance(state)) * 1000.0
        elif draw < 0.85:
            key = float(flat[rows + c.ROW_END] - flat[rows + c.ROW]) + chance(state)
        else:
            key = float(flat[rows + c.LAST] - flat[rows + c.FIRST])
        state[state[c.KEYS] + at] = int(key) * 2 + (at >= removed)


@compiled
def _sort(state: Ints, count: int) -> None:
    """Sort the stack by its keys; short as it is, by insertion."""
    stack, keys = state[c.STACK], state[c.KEYS]
    for at in range(1, count):
        key, ticket = state[keys + at], state[stack + at]
        other = at - 1
        while other >= 0 and state[keys + other] > key:
            state[keys + other + 1], state[stack + other + 1] = state[keys + other], state[stack + other]
            other -= 1
        state[keys + other + 1], state[stack + other + 1] = key, ticket


@compiled
def _by_regret(flat: Ints, state: Ints, count: int) -> bool:
    """Insert next the ticket that would lose most by waiting: its best place on another shift, less its best.

    Tickets of several engineers go first. Returns False when the state is in disorder.
    """
    stack, left = state[c.STACK], count
    while left > 0:
        best, most = -1, -1
        for at in range(left):
            ticket = state[stack + at]
            rows = ticket_at(flat, ticket)
            if flat[rows + c.TASKS] > 1:
                best = at
                break
            state[c.BY_REGRET] = 1
            if best_place(flat, state, ticket, flat[rows + c.DROP], False):
                regret = state[c.SECOND] - state[c.DELTA]
                if regret > most:
                    best, most = at, regret
        if best < 0:
            return True
        if not _insert(flat, state, state[stack + best], False):
            return False
        left -= 1
        state[stack + best] = state[stack + left]
    return True


@compiled
def construct(flat: Ints, state: Ints) -> bool:
    """Insert every ticket left out, the dearest to leave out first; False when the state is in disorder."""
    open_step(state)
    count = state[c.ABSENT]
    keys = np.empty(count, np.int64)
    tickets = np.empty(count, np.int64)
    for at in range(count):
        tickets[at] = state[state[c.ABSENTS] + at]
        keys[at] = -flat[ticket_at(flat, tickets[at]) + c.DROP]
    order = np.argsort(keys, kind="mergesort")
    # A second time for tickets whose predecessors came after them.
    for _ in range(2):
        for at in range(count):
            ticket = tickets[order[at]]
            if is_absent(state, ticket) and not _insert(flat, state, ticket, False):
                return False
    if not settle(flat, state):
        return False
    mark_stale(state)
    return True
