"""The next best answers: the same model, kept away from answers already given."""

from collections.abc import Sequence

from ortools.sat.python import cp_model

from ...cost import cost
from ...instance import Instance
from ...limits import Limits
from ...timing import Timed, timing
from ..draft import Draft
from ..greedy import insert_all
from .model import build, hint, read
from .scope import Scope
from .solve import make_solver

Share = tuple[int, int]
"""Numerator and denominator of the least share of an answer's work ticks in which the next one differs."""


def solve_apart(
    instance: Instance,
    scope: Scope,
    idle: Timed,
    answers: Sequence[frozenset[int]],
    share: Share,
    limits: Limits,
    seed: int = 0,
) -> Timed | None:
    """Return the best plan found that differs enough from every earlier answer, None when there is none worth having.

    A greedy plan without some of the earlier answers' work comes first, so that there is an answer at once.

    Parameters
    ----------
    idle : Timed
        The plan without new work, which everything outside the scope keeps to.
    answers : sequence of frozenset of int
        Tickets chosen before.
    share : (int, int)
        Ticks of tickets left out plus ticks of tickets put in instead, over the ticks of the earlier answer.
    """
    ticks = {
        ticket: _ticks(instance, ticket, scope) for ticket in {*scope.tickets, *(t for each in answers for t in each)}
    }
    start = _greedy_apart(instance, scope, idle, answers, share, ticks)
    exact = build(instance, scope, start or idle)
    for chosen in answers:
        whole = sum(ticks[ticket] for ticket in chosen)
        out = sum(ticks[t] * exact.made.assigned[t].negated() for t in chosen if t in exact.made.assigned)
        new = sum(ticks[t] * lit for t, lit in exact.made.assigned.items() if t not in chosen)
        exact.model.add(share[1] * (out + new) >= share[0] * whole)
    if start:
        hint(exact)
    solver = make_solver(limits, seed)
    found = None
    if solver.solve(exact.model) in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        found = timing(instance, read(exact, solver.value))
    plans = [plan for plan in (found, start) if plan and cost(instance, plan) < cost(instance, idle)]
    return min(plans, key=lambda plan: cost(instance, plan), default=None)


def _greedy_apart(
    instance: Instance,
    scope: Scope,
    idle: Timed,
    answers: Sequence[frozenset[int]],
    share: Share,
    ticks: dict[int, int],
) -> Timed | None:
    """Leave out enough work of each earlier answer, longest or shortest first, and fill the room greedily."""
    plans = []
    for sign in (-1, 1):
        banned: set[int] = set()
        for chosen in answers:
            whole = sum(ticks[ticket] for ticket in chosen)
            for ticket in sorted(chosen, key=lambda t: (sign * ticks[t], instance.tickets[t])):
                if share[1] * sum(ticks[t] for t in chosen & banned) >= share[0] * whole:
                    break
                banned.add(ticket)
        draft = Draft(instance, idle.plan)
        insert_all(draft, set(scope.tickets) - banned)
        plan = timing(instance, draft.plan())
        if plan:
            plans.append(plan)
    return min(plans, key=lambda plan: cost(instance, plan), default=None)


def _ticks(instance: Instance, ticket: int, scope: Scope) -> int:
    engineers = {instance.shifts[shift].engineer for shift in scope.shifts}
    return min(ticks for engineer, (ticks, _) in instance.pairs[ticket].items() if engineer in engineers)
