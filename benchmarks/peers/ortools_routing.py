"""OR-Tools routing: parallel cheapest insertion, then guided local search; one thread.

The library draws nothing at random: even seeds start from local cheapest insertion, so that two cores find two plans.
"""

from typing import Any

from engine.instance import Instance
from engine.steps import evaluate

from .fleet import Fleet, Job, fleet_of
from .forms import beyond
from .peer import Orders, Peer

_EXPRESSED = frozenset({"minutes", "assign", "windows", "meetings", "breaks", "overtime", "setup", "drop"})


_SLIGHT = 0.02
"""Share of the most lateness up to which a ticket is not yet late: the line begins there."""


class OrTools(Peer):
    """The routing library of OR-Tools."""

    name = "ortools"
    package = "ortools"

    def cannot(self, instance: Instance) -> tuple[str, ...]:
        """Return the forms left out; lateness is one straight line, up to where the ticket's own ends."""
        left = beyond(instance, _EXPRESSED)
        return tuple("lateness but as a straight line" if words == "lateness" else words for words in left)

    def solve(self, instance: Instance, seconds: float, seed: int) -> Orders:
        """Return the best routes found."""
        from ortools.constraint_solver import pywrapcp

        fleet = fleet_of(instance)
        if not fleet.jobs or not fleet.vehicles:
            return {}
        depots = [vehicle.depot for vehicle in fleet.vehicles]
        count = len(fleet.depots) + len(fleet.jobs)
        manager = pywrapcp.RoutingIndexManager(count, len(depots), depots, depots)
        routing = pywrapcp.RoutingModel(manager)
        time = _arcs(fleet, routing)
        for at, job in enumerate(fleet.jobs):
            _add_job(fleet, routing, time, manager.NodeToIndex(len(fleet.depots) + at), at, job)
        _add_shifts(fleet, manager, routing, time)
        solution = routing.SolveWithParameters(_parameters(seconds, seed))
        return fleet.orders(_routes(fleet, manager, routing, solution)) if solution else {}


def _parameters(seconds: float, seed: int) -> Any:
    from ortools.constraint_solver import pywrapcp
    from ortools.constraint_solver.routing_enums_pb2 import FirstSolutionStrategy, LocalSearchMetaheuristic

    parameters = pywrapcp.DefaultRoutingSearchParameters()
    first = (FirstSolutionStrategy.LOCAL_CHEAPEST_INSERTION, FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION)
    parameters.first_solution_strategy = first[seed % 2]
    parameters.local_search_metaheuristic = LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    parameters.time_limit.FromMilliseconds(round(seconds * 1000))
    return parameters


def _arcs(fleet: Fleet, routing: Any) -> Any:
    """Set the costs of the arcs and return the dimension of time; work belongs to the arc that leaves it."""
    transits = []
    for number, profile in enumerate(fleet.profiles):
        ticks, costs = fleet.matrices(profile)
        ticks[len(fleet.depots) :] += [[minutes] for minutes in fleet.minutes(profile)]
        transits.append(routing.RegisterTransitMatrix(ticks.tolist()))
        arc = routing.RegisterTransitMatrix(costs.tolist())
        for at, vehicle in enumerate(fleet.vehicles):
            if vehicle.profile == number:
                routing.SetArcCostEvaluatorOfVehicle(arc, at)
    horizon = max(vehicle.end for vehicle in fleet.vehicles)
    by_vehicle = [transits[vehicle.profile] for vehicle in fleet.vehicles]
    routing.AddDimensionWithVehicleTransits(by_vehicle, horizon, horizon, False, "time")
    return routing.GetDimensionOrDie("time")


def _add_job(fleet: Fleet, routing: Any, time: Any, index: int, at: int, job: Job) -> None:
    instance = fleet.instance
    routing.AddDisjunction([index], instance.drop[job.ticket])
    routing.VehicleVar(index).SetValues([-1, *fleet.able(at)])
    start = time.CumulVar(index)
    horizon = max(vehicle.end for vehicle in fleet.vehicles)
    start.SetRange(min(job.starts[0][0], horizon), min(job.starts[-1][1], horizon))
    for (_, end), (begin, _) in zip(job.starts, job.starts[1:], strict=False):
        start.RemoveInterval(end + 1, begin - 1)
    late_start, late_end = instance.late_start[job.ticket], instance.late_end[job.ticket]
    points = sorted([x for x, _, _ in late_start] + [x - job.minutes for x, _, _ in late_end])

    def lateness(tick: int) -> int:
        return evaluate(late_start, tick) + evaluate(late_end, tick + job.minutes)

    most = lateness(instance.horizon)
    due = max((x for x in points if lateness(x) <= _SLIGHT * most), default=points[0] if points else instance.horizon)
    if due < instance.horizon and most:
        slope = (most - lateness(due)) // (instance.horizon - due)
        time.SetCumulVarSoftUpperBound(index, max(0, due), slope)


def _add_shifts(fleet: Fleet, manager: Any, routing: Any, time: Any) -> None:
    """Bound the shifts, price overtime, and lay meetings and floating breaks."""
    solver, others = routing.solver(), [0] * routing.Size()
    work = [_by_index(fleet, manager, others, fleet.minutes(profile)) for profile in fleet.profiles]
    for at, vehicle in enumerate(fleet.vehicles):
        form = fleet.instance.shifts[vehicle.shift]
        for end in (routing.Start(at), routing.End(at)):
            time.CumulVar(end).SetRange(vehicle.start, vehicle.end)
        if form.end_cost and form.normal_end < vehicle.end:
            time.SetCumulVarSoftUpperBound(routing.End(at), form.normal_end, form.end_cost)
        pauses = [(begin, begin, end - begin) for begin, end in vehicle.gaps]
        pauses += [(pause.low, pause.high - pause.minutes, pause.minutes) for pause in form.breaks]
        if pauses:
            laid = [solver.FixedDurationIntervalVar(*each, False, f"pause {at}") for each in pauses]
            time.SetBreakIntervalsOfVehicle(laid, at, work[vehicle.profile])


def _by_index(fleet: Fleet, manager: Any, others: list[int], minutes: list[int]) -> list[int]:
    """Return the ticks of work by the library's own index."""
    found = list(others)
    for at, each in enumerate(minutes):
        found[manager.NodeToIndex(len(fleet.depots) + at)] = each
    return found


def _routes(fleet: Fleet, manager: Any, routing: Any, solution: Any) -> list[tuple[int, list[int]]]:
    found = []
    for at in range(len(fleet.vehicles)):
        index, jobs = solution.Value(routing.NextVar(routing.Start(at))), []
        while not routing.IsEnd(index):
            jobs.append(manager.IndexToNode(index) - len(fleet.depots))
            index = solution.Value(routing.NextVar(index))
        found.append((at, jobs))
    return found


PEERS = (OrTools(),)
