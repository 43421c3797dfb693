"""Solve an exact model: never worse than the hint, never believed before it is timed and priced again."""

from dataclasses import dataclass

from ortools.sat.python import cp_model

from ...cost import cost
from ...errors import SolverFault
from ...instance import Instance
from ...limits import IsStopped, Limits, never
from ...timing import Timed, timing
from .model import build, hint, read, scope_cost
from .scope import Scope


@dataclass(frozen=True)
class Solved:
    """The best plan found, its cost, a proven lower bound for plans that differ in the scope only, and the effort."""

    timed: Timed
    cost: int
    bound: int
    is_optimal: bool
    deterministic: float


class _Stopper(cp_model.CpSolverSolutionCallback):
    """Stops the search when asked to, at the next solution."""

    def __init__(self, is_stopped: IsStopped) -> None:
        super().__init__()
        self._is_stopped = is_stopped

    def on_solution_callback(self) -> None:
        """Look whether somebody wants to stop."""
        if self._is_stopped():
            self.stop_search()


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
    status = solver.solve(exact.model, _Stopper(is_stopped))
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
    if reached > stated or (status == cp_model.OPTIMAL and reached < bound):
        raise SolverFault(f"CP-SAT states a cost of {stated} (bound {bound}), the timed plan costs {reached}")
    if reached > now:
        found, reached = current, now
    return Solved(found, reached, min(bound, reached), status == cp_model.OPTIMAL, effort)


def make_solver(limits: Limits, seed: int) -> cp_model.CpSolver:
    """Return a solver with one worker and the limits."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.catch_sigint_signal = False
    if limits.seconds is not None:
        solver.parameters.max_time_in_seconds = limits.seconds
    if limits.deterministic is not None:
        solver.parameters.max_deterministic_time = limits.deterministic
    return solver


