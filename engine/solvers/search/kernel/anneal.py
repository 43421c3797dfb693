"""Ruin and recreate under simulated annealing: the loop of the search."""

import math

from ....compiled import compiled
from . import columns as c
from .dice import chance
from .links import settle
from .met import note
from .recreate import recreate
from .ruin import ruin
from .tables import Ints, copy, length_of, token_at
from .undo import mark_stale, open_step, undo


@compiled
def anneal(flat: Ints, state: Ints, met: Ints, steps: int, hot: float, cold: float) -> None:
    """Carry out so many steps while the temperature falls, geometrically, from hot to cold.

    A dearer plan is accepted with the probability of simulated annealing (Kirkpatrick, Gelatt and Vecchi, "Optimization
    by simulated annealing", Science, 1983). The best plan met is kept in the state, and the orders of accepted plans
    in ``met``, as far as they fit.
    """
    for at in range(steps):
        temperature = hot * (cold / hot) ** (at / steps)
        before = state[c.TOTAL]
        done = _step(flat, state)
        state[c.ITERATIONS] += 1
        if done and state[c.TOTAL] < before - temperature * math.log(1.0 - chance(state)):
            state[c.ACCEPTED] += 1
            mark_stale(state)
            note(flat, state, met)
            if state[c.TOTAL] < state[c.BEST]:
                keep(flat, state)
        else:
            undo(flat, state)


@compiled
def _step(flat: Ints, state: Ints) -> bool:
    """Take work out and put it back; False when the state is in disorder, so that the step must be undone."""
    open_step(state)
    return ruin(flat, state) and recreate(flat, state) and settle(flat, state)


@compiled
def keep(flat: Ints, state: Ints) -> None:
    """Note the plan as the best one."""
    state[c.BEST] = state[c.TOTAL]
    for shift in range(flat[c.SHIFTS]):
        if state[state[c.STALE] + shift]:
            length = length_of(state, shift)
            best = state[c.BEST_TOKENS] + shift * state[c.TOKEN_STRIDE]
            copy(state, best, token_at(state, shift, 0), length * c.TOKEN_COLUMNS)
            state[state[c.BEST_LENGTHS] + shift] = length
            state[state[c.STALE] + shift] = 0


@compiled
def sample(flat: Ints, state: Ints, steps: int) -> tuple[float, float, float]:
    """Return how much dearer a step that makes the plan dearer makes it; every step is taken back.

    Returns
    -------
    mean, mean_alike, typical : float
        The mean; that of steps that leave as much work out as before, for the price of leaving work out says nothing of
        the prices of places; and of these the geometric mean.
    """
    whole, times, total, logarithms, count = 0.0, 0, 0.0, 0.0, 0
    for _ in range(steps):
        before, absent = state[c.TOTAL], state[c.ABSENT]
        if _step(flat, state) and state[c.TOTAL] > before:
            dearer = state[c.TOTAL] - before
            whole += dearer
            times += 1
            if state[c.ABSENT] == absent:
                total += dearer
                logarithms += math.log(dearer)
                count += 1
        undo(flat, state)
    alike = total / count if count else 1.0
    return (whole / times if times else 1.0), alike, (math.exp(logarithms / count) if count else 1.0)
