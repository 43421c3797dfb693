"""The next best answers, each apart from those before it: by labels where one shift is open, else by CP-SAT."""

import time
from collections.abc import Mapping, Sequence

from ..cost import cost
from ..instance import Instance
from ..limits import Limits
from ..solvers.day.solve import DaySolver
from ..solvers.exact.alternatives import solve_apart
from ..solvers.exact.scope import Scope
from ..timing import Timed

ALTERNATIVES = 3
SHARE = (1, 4)
"""An alternative differs in at least this share of the work minutes."""


def by_labels(solver: DaySolver, best: Timed, limits: Limits) -> list[Timed]:
    """Return other plans for the shift of a solver that has run, made without the best plan's least valuable work.

    Parameters
    ----------
    limits : Limits
        For all of them together.
    """
    instance, idle = solver.case.instance, solver.case.rest
    engineer = instance.shifts[solver.case.shift].engineer
    ticks = {ticket: instance.pairs[ticket][engineer][0] for ticket in solver.tickets}
    worth = {t: (instance.drop[t] - instance.pairs[t][engineer][1]) / minutes for t, minutes in ticks.items()}
    deadline = None if limits.seconds is None else time.monotonic() + limits.seconds
    answers, found = [chosen_in(instance, best)], list[Timed]()
    while len(found) < ALTERNATIVES and (deadline is None or time.monotonic() < deadline):
        left = None if deadline is None else max(0.01, (deadline - time.monotonic()) / (ALTERNATIVES - len(found)))
        other = _apart(solver, answers, ticks, worth, Limits(left, limits.deterministic))
        if other is None or cost(instance, other) >= cost(instance, idle):
            break
        found.append(other)
        answers.append(chosen_in(instance, other))
    return found


def by_model(instance: Instance, scope: Scope, idle: Timed, best: Timed, limits: Limits, seed: int) -> list[Timed]:
    """Return other plans for some shifts from the exact model; the limits hold for each."""
    answers, found = [chosen_in(instance, best)], list[Timed]()
    while len(found) < ALTERNATIVES:
        other = solve_apart(instance, scope, idle, answers, SHARE, limits, seed)
        if other is None:
            break
        found.append(other)
        answers.append(chosen_in(instance, other))
    return found


def chosen_in(instance: Instance, timed: Timed) -> frozenset[int]:
    """Return the new work of a plan."""
    return frozenset(timed.span).difference(instance.facts)


def _apart(
    solver: DaySolver,
    answers: Sequence[frozenset[int]],
    ticks: Mapping[int, int],
    worth: Mapping[int, float],
    limits: Limits,
) -> Timed | None:
    """Leave out the least valuable work of each earlier answer, as much as makes the next one different enough."""
    for part in (2, 1):
        banned: set[int] = set()
        for answer in answers:
            wanted = SHARE[0] * sum(ticks[each] for each in answer)
            for ticket in sorted(answer, key=lambda each: (worth[each], each)):
                if part * SHARE[1] * sum(ticks[each] for each in answer & banned) >= wanted:
                    break
                banned.add(ticket)
        other = solver.without(banned, limits)
        other.run()
        new = chosen_in(solver.case.instance, other.timed)
        if all(
            SHARE[1] * sum(ticks[t] for t in new ^ each) >= SHARE[0] * sum(ticks[t] for t in each) for each in answers
        ):
            return other.timed
    return None
