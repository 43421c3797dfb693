"""One big CP-SAT model of the whole plan: every form as the exact solver states it, all cores, a greedy hint."""

import time
from collections import Counter

from ortools.sat.python import cp_model

from engine.cost import cost
from engine.errors import SolverFault
from engine.instance import NOWHERE, Instance
from engine.limits import WORKERS
from engine.solvers.exact.model import Exact, build, hint, read, scope_cost
from engine.solvers.exact.scope import everything
from engine.solvers.greedy import greedy
from engine.timing import Timed, timing

from .peer import Peer, Whole

MOST = 3_000_000
"""Literals above which no model is built: a million take half a minute and a gigabyte or more."""


class CpSat(Peer):
    """CP-SAT with the search of its own choice; never worse than the greedy plan that it is hinted."""

    name = "cp-sat"
    package = "ortools"
    threads = True

    def solve(self, instance: Instance, seconds: float, seed: int) -> Whole:
        """Return the best plan found and the proven bound.

        Raises
        ------
        SolverFault
            When the model would be hopelessly large; building it counts into the seconds.
        """
        began = time.monotonic()
        literals = size(instance)
        if literals > MOST:
            raise SolverFault(f"one model of everything would have {literals:,} literals, {MOST:,} is the most built")
        start = timing(instance, greedy(instance))
        assert start is not None, "the greedy plan can always be timed"
        exact = build(instance, everything(instance), start)
        hint(exact)
        left = seconds - (time.monotonic() - began)
        return _solved(exact, start, left, seed) if left > 0 else Whole(start)


def size(instance: Instance) -> int:
    """Return how many literals a model of everything has: who works what, and on each shift what follows what."""
    placed = Counter[int]()
    for ticket, place in enumerate(instance.ticket_place):
        if place != NOWHERE:
            placed.update(instance.candidates[ticket])
    return instance.candidate_count + sum(count * count for count in placed.values())


def _solved(exact: Exact, start: Timed, seconds: float, seed: int) -> Whole:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = WORKERS
    solver.parameters.random_seed = seed
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.catch_sigint_signal = False
    # Probing so large a model takes longer than it gains: a first plan came after 25 s instead of 45 s.
    solver.parameters.cp_model_probing_level = 0
    status = solver.solve(exact.model)
    if status in (cp_model.INFEASIBLE, cp_model.MODEL_INVALID):
        raise SolverFault(f"CP-SAT calls a model {solver.status_name(status)} that holds the greedy plan")
    bound = cost(exact.instance, start) - scope_cost(exact, start) + round(solver.best_objective_bound)
    found = timing(exact.instance, read(exact, solver.value)) if status != cp_model.UNKNOWN else None
    plans = [start] if found is None else [start, found]
    return Whole(min(plans, key=lambda timed: cost(exact.instance, timed)), bound)


PEERS = (CpSat(),)
