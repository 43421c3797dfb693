"""Solve an exact model: never worse than the hint, never believed before it is timed and priced again."""

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass

from ortools.sat.python import cp_model

from ...cost import cost
from ...errors import SolverFault
from ...instance import Instance
from ...limits import IsStopped, Limits, never
from ...timing import Timed, timing
from .model import build, hint, read, scope_cost
from .scope import Scope

_GLANCE = 0.1
"""Seconds between two looks whether somebody wants to stop."""


@dataclass(frozen=True)
class Solved:
    """The best plan found, its cost, a proven lower bound for plans that differ in the scope only, and the effort."""

    timed: Timed
    cost: int
    bound: int
    is_optimal: bool
    deterministic: float


def solve_exact(
    instance: Instance,
    scope: Scope,
    current: Timed,
    limits: Limits,
    seed: int = 0,
    is_stopped: IsStopped = never,
) -> Solved:
    """Return the best plan that differs from the current one in the scope only.

    One CP-SAT worker: parallel search is not deterministic.

    Raises
    ------
    SolverFault
        When CP-SAT calls the model infeasible although the current plan is in it, or proves a cost optimal that the
        timed plan does not have.
    """
    exact = build(instance, scope, current)
    hint(exact)
    solver = make_solver(limits, seed)
    with stopped_when(is_stopped, solver):
        status = solver.solve(exact.model)
    now = cost(instance, current)
    outside = now - scope_cost(exact, current)
    effort = solver.deterministic_time
    if status in (cp_model.INFEASIBLE, cp_model.MODEL_INVALID):
        raise SolverFault(f"CP-SAT calls a model {solver.status_name(status)} that holds the current plan")
    bound = outside + round(solver.best_objective_bound)
    if status == cp_model.UNKNOWN:
        return Solved(current, now, min(bound, now), False, effort)
    found = timing(instance, read(exact, solver.value))
    if found is None:
        raise SolverFault("a plan of CP-SAT cannot be timed")
    reached = cost(instance, found)
    stated = outside + round(solver.objective_value)
    is_beaten = status == cp_model.OPTIMAL and reached < bound and _keeps_the_rest(scope, current, found)
    if reached > stated or is_beaten:
        raise SolverFault(f"CP-SAT states a cost of {stated} (bound {bound}), the timed plan costs {reached}")
    if reached > now:
        found, reached = current, now
    return Solved(found, reached, min(bound, reached), status == cp_model.OPTIMAL, effort)


def _keeps_the_rest(scope: Scope, current: Timed, found: Timed) -> bool:
    """Whether work that the model takes as given has the times it had; less work before it may let it start earlier."""
    free = set(scope.tickets)
    return all(found.span.get(ticket) == span for ticket, span in current.span.items() if ticket not in free)


def make_solver(limits: Limits, seed: int) -> cp_model.CpSolver:
    """Return a solver with one worker and the limits."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.catch_sigint_signal = False
    # Days are proven by what cannot overlap and by the linear relaxation; probing costs more than it finds on them.
    solver.parameters.use_strong_propagation_in_disjunctive = True
    solver.parameters.linearization_level = 2
    solver.parameters.cp_model_probing_level = 0
    if limits.seconds is not None:
        solver.parameters.max_time_in_seconds = limits.seconds
    if limits.deterministic is not None:
        solver.parameters.max_deterministic_time = limits.deterministic
    return solver


@contextlib.contextmanager
def stopped_when(is_stopped: IsStopped, solver: cp_model.CpSolver) -> Iterator[None]:
    """Stop the solver soon after somebody wants it: a thread asks, because solutions can be long in coming."""
    if is_stopped is never:
        yield
        return
    is_done = threading.Event()

    def watch() -> None:
        while not is_done.wait(_GLANCE):
            if is_stopped():
                solver.stop_search()

    watcher = threading.Thread(target=watch, name="stop CP-SAT", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        is_done.set()
        watcher.join()
