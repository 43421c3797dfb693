"""The next best answers, each apart from those before it: by search where one shift is open, else by CP-SAT."""

import time
from collections.abc import Sequence

from ..cost import cost
from ..instance import Instance
from ..limits import IsStopped, Limits, never
from ..solvers.day.start import searched
from ..solvers.exact.alternatives import solve_apart
from ..solvers.exact.scope import Scope
from ..timing import Timed

ALTERNATIVES = 3
SHARE = (1, 4)
"""An alternative differs in at least this share of the work minutes."""
MOST_SECONDS, LEAST_SECONDS = 0.25, 0.03
"""Seconds, real or deterministic, that are searched for an alternative."""


def by_search(
    instance: Instance, scope: Scope, idle: Timed, best: Timed, limits: Limits, is_stopped: IsStopped = never
) -> list[Timed]:
    """Return other plans for one shift, searched without the least valuable work of the plans before them.

    Parameters
    ----------
    limits : Limits
        For all of them together; as many are made as the seconds allow.
    """
    shift, began, ready = scope.shifts[0], time.monotonic(), 0.0
    answers, found = [chosen_in(instance, best)], list[Timed]()
    while len(found) < ALTERNATIVES and not is_stopped():
        seconds, turn = None, time.monotonic()
        if limits.seconds is not None:
            left = began + limits.seconds - turn
            # Making ready for a search takes long beside a short search.
            if left < ready + LEAST_SECONDS:
                break
            seconds = max(LEAST_SECONDS, min(MOST_SECONDS, left / (ALTERNATIVES - len(found)) - ready))
        share = Limits(seconds, MOST_SECONDS if seconds is None else None)
        tickets = set(scope.tickets).difference(_least_valuable(instance, shift, answers))
        other = searched(instance, shift, tickets, idle, share, is_stopped)
        ready = time.monotonic() - turn - (seconds or 0.0)
        if cost(instance, other) >= cost(instance, idle):
            break
        found.append(other)
        answers.append(chosen_in(instance, other))
    return found


def _least_valuable(instance: Instance, shift: int, answers: Sequence[frozenset[int]]) -> set[int]:
    """Return work of every answer that is worth least for its minutes, so much that others differ enough without it."""
    pairs, engineer = instance.pairs, instance.shifts[shift].engineer
    ticks = {ticket: pairs[ticket][engineer][0] for answer in answers for ticket in answer}
    worth = {ticket: (instance.drop[ticket] - pairs[ticket][engineer][1]) / ticks[ticket] for ticket in ticks}
    banned: set[int] = set()
    for answer in answers:
        wanted = SHARE[0] * sum(ticks[each] for each in answer)
        for ticket in sorted(answer, key=lambda each: (worth[each], each)):
            if SHARE[1] * sum(ticks[each] for each in answer & banned) >= wanted:
                break
            banned.add(ticket)
    return banned


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
