"""All labels of a search, found again by what they have done; of two alike the worse one goes.

The loops take arrays one by one: taken out of a tuple each time, they would be counted as used and no longer used,
which costs more than all the rest.
"""

from typing import NamedTuple

import numpy as np

from ....compiled import compiled, inlined
from .arrays import LIMIT, NEVER, Day, Ints

SLOTS = 1 << 18
COUNT, BEST, BEST_LABEL, FULL, BUCKET = range(5)
"""Entries of a board's state: labels made, least cost of a whole day, its label, whether the room is used up, and the
bucket at which the search goes on."""
WHERE, TICK, REAL, LOAD, ALIKE, FOLLOWING, PAID, PARENT, OPTION, START, TICKETS = range(11)
"""Entries of a label: stage, breaks and column in one number; its tick, -1 once it is dropped; its real cost without
its load; its load; the next label of the same slot, and of the same bucket; the prices of its tickets; what it was
extended from, by what and when; its tickets as bits, in as many words as it takes."""
TRIP, FACT, BREAK = -1, -2, -3
"""Instead of an option: a trip, a fact, or a break (less its index)."""


class Board(NamedTuple):
    """All labels, and where they are found."""

    state: Ints
    label: Ints
    bucket: Ints
    """First label by bucket: two a tick, those that another label of the tick may lead to second."""
    slot: Ints
    """First label by hash."""


@compiled
def new_board(day: Day, room: int, upper: int) -> Board:
    """Return a board with the label of an empty day, for days that cost less than ``upper``."""
    words = (len(day.ties.before_ptr) + 62) // 64
    # Memory that no label has touched costs nothing.
    board = Board(
        np.array([1, upper, -1, 0, 0], np.int64), np.empty((room, TICKETS + words), np.int64),
        np.full(2 * day.shift.ticks + 2, -1, np.int64), np.full(SLOTS, -1, np.int64),
    )  # fmt: skip
    board.label[0] = 0
    board.label[0, WHERE] = day.work.column[-1] + len(day.shift.setup)
    for at in (ALIKE, FOLLOWING, PARENT, OPTION):
        board.label[0, at] = -1
    board.bucket[0] = 0
    return board


@compiled
def lags_of(day: Day) -> Ints:
    """Return the orders that ask for more than the order itself, as rows of before, after and lag."""
    ties, count = day.ties, 0
    found = np.zeros((len(ties.lag), 3), np.int64)
    for j in range(len(ties.before_ptr) - 1):
        for at in range(ties.before_ptr[j], ties.before_ptr[j + 1]):
            if ties.lag[at] > 0:
                found[count, 0], found[count, 1], found[count, 2] = ties.before[at], j, ties.lag[at]
                count += 1
    return found[:count]


@compiled
def tied_of(day: Day) -> Ints:
    """Return per option whether its ticket waits for another one or another one waits for it."""
    ties = day.ties
    tied = np.zeros(len(ties.before_ptr) - 1, np.int64)
    for j in range(len(tied)):
        for at in range(ties.before_ptr[j], ties.before_ptr[j + 1]):
            tied[j], tied[ties.before[at]] = 1, 1
    return tied[day.work.ticket]


@inlined
def where(k: int, m: int, x: int) -> int:
    """Return stage, breaks and column in one number."""
    return (k * 64 + m) * 65536 + x


@inlined
def has(label: Ints, i: int, j: int) -> bool:
    """Whether a label has worked a ticket."""
    return bool(label[i, TICKETS + (j >> 6)] >> (j & 63) & 1)


@compiled
def add(
    state: Ints, label: Ints, heads: Ints, slots: Ints, over: Ints, load_cost: Ints, lags: Ints,
    length: Ints, ticket_of: Ints, parent: int, option: int, start: int, place: int, t: int, second: int,
    cost: int, load: int, paid: int, ticket: int,
) -> None:  # fmt: skip
    """Make a label, unless another one is at least as good; take out those that it is better than."""
    count, words = state[COUNT], label.shape[1]
    if count + 1 >= len(label):
        state[FULL] = 1
        return
    if load_cost[load] >= LIMIT:
        return
    for w in range(TICKETS, words):
        label[count, w] = label[parent, w]
    if ticket >= 0:
        label[count, TICKETS + (ticket >> 6)] |= np.int64(1) << (ticket & 63)
    label[count, WHERE], label[count, TICK], label[count, REAL], label[count, LOAD] = place, t, cost, load
    label[count, PAID], label[count, PARENT], label[count, OPTION], label[count, START] = paid, parent, option, start
    slot, base, left = _slot(label, count), cost - over[t], len(over) - t
    i = slots[slot]
    while i >= 0:
        then = label[i, TICK]
        if then >= 0 and _are_alike(label, i, count):
            other, other_load = label[i, REAL] - over[then], label[i, LOAD]
            if then <= t and other + _dearer(load_cost, other_load, load, left) <= base:
                if len(lags) == 0 or _waits_no_longer(label, lags, length, ticket_of, i, count):
                    return
            elif t <= then and base + _dearer(load_cost, load, other_load, len(over) - then) <= other:  # noqa: SIM102
                if len(lags) == 0 or _waits_no_longer(label, lags, length, ticket_of, count, i):
                    label[i, TICK] = -1
        i = label[i, ALIKE]
    label[count, ALIKE], slots[slot] = slots[slot], count
    label[count, FOLLOWING], heads[2 * t + second] = heads[2 * t + second], count
    state[COUNT] = count + 1


@inlined
def _slot(label: Ints, i: int) -> int:
    key = np.uint64(14695981039346656037) ^ np.uint64(label[i, WHERE])
    for w in range(TICKETS, label.shape[1]):
        key = (key ^ np.uint64(label[i, w])) * np.uint64(1099511628211)
        key ^= key >> np.uint64(29)
    return np.int64((key * np.uint64(11400714819323198485)) >> np.uint64(46))  # type: ignore[return-value]


@inlined
def _are_alike(label: Ints, i: int, other: int) -> bool:
    alike = label[i, WHERE] == label[other, WHERE]
    for w in range(TICKETS, label.shape[1]):
        alike &= label[i, w] == label[other, w]
    return alike  # type: ignore[no-any-return]


@inlined
def _dearer(load_cost: Ints, load: int, other: int, left: int) -> int:
    """Return what one load may cost more than another at most, whatever both take on in the ticks that are left."""
    if load == other:
        return 0
    if load < other:
        return load_cost[load] - load_cost[other]  # type: ignore[no-any-return]
    top = load + left
    if top >= len(load_cost) or load_cost[top] >= LIMIT:
        return NEVER
    return load_cost[top] - load_cost[top - (load - other)]  # type: ignore[no-any-return]


@compiled
def _waits_no_longer(label: Ints, lags: Ints, length: Ints, ticket_of: Ints, i: int, other: int) -> bool:
    """Whether what waits for a label's tickets by a lag may start no later than after another label."""
    for at in range(len(lags)):
        before, after = lags[at, 0], lags[at, 1]
        if has(label, i, before) and not has(label, i, after):
            own = end_of(label, length, ticket_of, i, before)
            if own > end_of(label, length, ticket_of, other, before):
                return False
    return True


@compiled
def end_of(label: Ints, length: Ints, ticket_of: Ints, i: int, ticket: int) -> int:
    """Return when a label's ticket ends."""
    while label[i, OPTION] < 0 or ticket_of[label[i, OPTION]] != ticket:
        i = label[i, PARENT]
    return label[i, START] + length[label[i, OPTION]]  # type: ignore[no-any-return]
