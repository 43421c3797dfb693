"""Orders met: what shifts held in the plans that were accepted, kept for the master problem.

The table has a fixed number of rows, so that noting costs next to nothing. Work on a shift has one row, found by
a sum of mixed numbers, one for each piece of it (after Zobrist, "A new hashing method with application for game
playing", 1970). Of the same work the cheapest order stays; of different work with one row, that of the cheaper plan.
"""

from ....compiled import compiled
from . import columns as c
from .tables import Ints, length_of, ticket_at, ticket_of, token_at, totals_at, touched

MIXERS = 0x1E3779B97F4A7C15, 0x3F58476D1CE4E5B9, 0x2545F4914F6CDD1D
"""Odd numbers without a pattern: multiplying by them spreads near numbers far apart."""


@compiled
def note(flat: Ints, state: Ints, met: Ints) -> None:
    """Note the orders of the shifts that a step has changed; an empty table takes nothing."""
    if met[c.SLOTS] == 0:
        return
    for at in range(state[c.TOUCHED]):
        shift = touched(state, at)
        if 0 < length_of(state, shift) <= c.MOST_MET:
            key = _key(flat, state, shift)
            if key != 0:
                _note(state, met, shift, key)


@compiled
def _key(flat: Ints, state: Ints, shift: int) -> int:
    """Return a number for the work of a shift, 0 when it is not to be kept: none, or work of several engineers.

    The price of a crew's time is on one of its shifts, so that an order of one seat has no price of its own. Work
    whose time depends on other shifts is other work at another time.
    """
    key = 0
    for at in range(length_of(state, shift)):
        token = token_at(state, shift, at)
        if state[token + c.KIND] == c.TASK:
            rows = ticket_at(flat, ticket_of(flat, state[token + c.ITEM]))
            if flat[rows + c.TASKS] > 1:
                return 0
            number = (state[token + c.ITEM] + 1) * MIXERS[0]
            if flat[rows + c.LINKED]:
                number += state[token + c.BEGIN] * MIXERS[2]
            number = (number ^ (number >> 29)) * MIXERS[1]
            key += number ^ (number >> 32)
    return 0 if key == 0 else key + (shift + 1) * MIXERS[2]


@compiled
def _note(state: Ints, met: Ints, shift: int, key: int) -> None:
    """Write an order to its row, unless something better is there."""
    row = c.MET_HEAD + ((key ^ (key >> 31)) & (met[c.SLOTS] - 1)) * c.MET_COLUMNS
    totals, total = totals_at(state, shift), state[c.TOTAL]
    cost, length = state[totals + c.SHIFT_COST], state[totals + c.LENGTH]
    if met[row + c.MET_LENGTH] > 0:
        if met[row + c.MET_KEY] == key:
            met[row + c.MET_TOTAL] = min(total, met[row + c.MET_TOTAL])
            if met[row + c.MET_COST] <= cost:
                return
            total = met[row + c.MET_TOTAL]
        elif met[row + c.MET_TOTAL] <= total:
            return
    met[row + c.MET_KEY], met[row + c.MET_SHIFT], met[row + c.MET_TOTAL] = key, shift, total
    met[row + c.MET_COST], met[row + c.MET_LOAD] = cost, state[totals + c.SHIFT_LOAD]
    met[row + c.MET_LENGTH] = length
    for at in range(length):
        token, entry = token_at(state, shift, at), row + c.MET_TOKENS + at * c.MET_TOKEN
        met[entry], met[entry + 1] = state[token + c.KIND], state[token + c.ITEM]
        met[entry + 2], met[entry + 3] = state[token + c.ABSORBED], state[token + c.BEGIN]
        met[entry + 4] = state[token + c.END]
