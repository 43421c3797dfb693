"""Timefold's last release for Python: its default construction heuristic and local search, one thread.

The library needs a Java runtime. Breaks lie at their first place, as for the solvers that know none. Its domain, that
is the model, is in `benchmarks.timefold_model`.
"""

import shutil
import time
from collections import defaultdict
from importlib import import_module
from typing import Any

from engine.instance import Instance
from engine.steps import Steps

from .fleet import Fleet, Job, fleet_of
from .forms import beyond
from .peer import Orders, Peer

_EXPRESSED = frozenset(
    {"minutes", "assign", "windows", "late", "meetings", "remote", "cap", "overtime", "setup", "drop"}
)
_ENDLESS = 1 << 40
_MOMENT = 0.1


class Timefold(Peer):
    """Timefold through its Python package."""

    name = "timefold"
    package = "timefold"

    def missing(self) -> str:
        """Say what it needs beside its package."""
        without = "timefold is left out: it needs a Java runtime (java), which is not on the path"
        return super().missing() or ("" if shutil.which("java") else without)

    def prepare(self) -> None:
        """Start Java, have the model translated, and let it solve a visit for a moment."""
        model = _model()
        roads, never = model.Roads([[0]]), model.Steps([], [], [])
        vehicle = model.Vehicle(0, 0, 0, 60, 0, roads, 1, 0, [0], [60], [], [], 60)
        visit = model.Visit(0, 0, 0, 0, 9, {0: 5}, {0: 1}, {0}, [0], [55], never, never)
        _solved(model.Rounds([vehicle], [visit]), _MOMENT, 1)

    def cannot(self, instance: Instance) -> tuple[str, ...]:
        """Return the forms that the model leaves out."""
        return beyond(instance, _EXPRESSED if any(instance.window_load) else _EXPRESSED | {"load"})

    def solve(self, instance: Instance, seconds: float, seed: int) -> Orders:
        """Return the visits of each shift in the best solution found."""
        began = time.monotonic()
        given = _rounds(fleet_of(instance, split=True, most=0))
        if not given.vehicles or not given.visits:
            return {}
        best = _solved(given, max(_MOMENT, seconds - (time.monotonic() - began)), seed)
        return {shift.index: [visit.id for visit in shift.visits] for shift in best.vehicles if len(shift.visits)}


def _model() -> Any:
    return import_module("benchmarks.timefold_model")


def _solved(given: Any, seconds: float, seed: int) -> Any:
    """Return the best solution found, with the solver's own choice of moves."""
    from timefold.solver import SolverFactory
    from timefold.solver.config import (
        Duration,
        EnvironmentMode,
        ScoreDirectorFactoryConfig,
        SolverConfig,
        TerminationConfig,
    )

    model = _model()
    config = SolverConfig(
        solution_class=model.Rounds,
        entity_class_list=[model.Vehicle, model.Visit],
        environment_mode=EnvironmentMode.NO_ASSERT,
        random_seed=seed,
        score_director_factory_config=ScoreDirectorFactoryConfig(constraint_provider_function=model.rules),
        termination_config=TerminationConfig(spent_limit=Duration(milliseconds=round(1000 * seconds))),
    )
    return SolverFactory.create(config).build_solver().solve(given)


def _rounds(fleet: Fleet) -> Any:
    """Return the instance in the model's terms."""
    model = _model()
    roads = [model.Roads(matrix.tolist()) for matrix in fleet.instance.travel]
    parts: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for vehicle in fleet.vehicles:
        parts[vehicle.shift].append((vehicle.start, vehicle.end))
    vehicles = [_vehicle(model, fleet.instance, shift, free, roads) for shift, free in sorted(parts.items())]
    return model.Rounds(vehicles, [_visit(model, fleet.instance, job) for job in fleet.jobs])


def _vehicle(model: Any, instance: Instance, shift: int, free: list[tuple[int, int]], roads: list[Any]) -> Any:
    form = instance.shifts[shift]
    return model.Vehicle(
        index=shift,
        engineer=form.engineer,
        start=free[0][0],
        normal_end=form.normal_end,
        home=form.home,
        roads=roads[instance.profile[form.engineer]],
        travel_cost=instance.travel_cost[form.engineer],
        end_cost=form.end_cost,
        lows=[low for low, _ in free],
        highs=[high for _, high in free],
        load_points=[point for point, _ in form.load],
        load_costs=[cost for _, cost in form.load],
        load_cap=_ENDLESS if form.load_cap is None else form.load_cap,
    )


def _visit(model: Any, instance: Instance, job: Job) -> Any:
    ticket, place = job.ticket, instance.ticket_place[job.ticket]
    pairs = instance.pairs[ticket]
    return model.Visit(
        id=ticket,
        place=place,
        setup=instance.setup[place] if place >= 0 else 0,
        visit_cost=instance.visit_cost[place] if place >= 0 else 0,
        drop=instance.drop[ticket],
        minutes={engineer: pair[0] for engineer, pair in pairs.items()},
        costs={engineer: pair[1] for engineer, pair in pairs.items()},
        shifts=set(instance.candidates[ticket]),
        lows=[low for low, _ in job.starts],
        highs=[high for _, high in job.starts],
        late_start=_steps(model, instance.late_start[ticket]),
        late_end=_steps(model, instance.late_end[ticket]),
    )


def _steps(model: Any, steps: Steps) -> Any:
    return model.Steps([x for x, _, _ in steps], [value for _, value, _ in steps], [slope for _, _, slope in steps])


PEERS = (Timefold(),)
