"""PyVRP: iterated local search, one thread.

Every free part of a shift is a vehicle, since PyVRP knows no breaks; equal ones are one type. Who may not do a job
finds it at the end of an edge longer than anything. A job with several windows is a group of clients of which one is
served. Costs are made coarser, to some ten units a tick of travel: its penalties are tuned to costs of that size, and
on generated desks thousandths of a minute left it with far dearer plans.
"""

from typing import Any, NamedTuple

import numpy as np

from engine.instance import Instance

from .fleet import Fleet, fleet_of
from .forms import beyond
from .peer import Orders, Peer

_EXPRESSED = frozenset({"assign", "windows", "setup", "drop"})
_MOST = 200_000_000
"""Entries of all matrices above which nothing is built: each takes 16 bytes, twice over, in every process."""

_FINENESS = 10
"""Units of cost in a tick of travel, where the instance's are finer."""


class PyVrp(Peer):
    """PyVRP."""

    name = "pyvrp"
    package = "pyvrp"

    def cannot(self, instance: Instance) -> tuple[str, ...]:
        """Return the forms left out; meetings and breaks cut a shift into parts that begin and end at home."""
        at_home = {"meetings inside a shift", "floating breaks"}
        left = beyond(instance, _EXPRESSED)
        return tuple(f"{words} (it goes home for them)" if words in at_home else words for words in left)

    def solve(self, instance: Instance, seconds: float, seed: int) -> Orders:
        """Return the best routes found, a part of a shift at a time."""
        from pyvrp import solve
        from pyvrp.stop import MaxRuntime

        fleet = fleet_of(instance, floats=False, split=True)
        if not fleet.jobs or not fleet.vehicles:
            return {}
        types = _types(fleet)
        data, job_of = _data(fleet, types)
        best = solve(data, MaxRuntime(seconds), seed, collect_stats=False, display=False).best
        waiting = [iter(vehicles) for vehicles in types.values()]
        return fleet.orders(
            (next(waiting[route.vehicle_type()]), [job_of[each.idx] for each in route if each.is_client()])
            for route in best.routes()
        )


class _Type(NamedTuple):
    """What equal vehicles share; ``able`` are the classes of jobs that they may do."""

    profile: int
    able: frozenset[int]
    depot: int
    start: int
    end: int


def _types(fleet: Fleet) -> dict[_Type, list[int]]:
    """Return the vehicles of each type."""
    found: dict[_Type, list[int]] = {}
    for at, (vehicle, able) in enumerate(zip(fleet.vehicles, fleet.skills(), strict=True)):
        each = _Type(vehicle.profile, frozenset(able), vehicle.depot, vehicle.start, vehicle.end)
        found.setdefault(each, []).append(at)
    return found


def _data(fleet: Fleet, types: dict[_Type, list[int]]) -> tuple[Any, list[int]]:
    """Return the problem's data, and the job of each client."""
    from pyvrp import Depot, Location, ProblemData, VehicleType

    kept, place_of = _locations(fleet)
    keys = list(dict.fromkeys((each.profile, each.able) for each in types))
    if len(keys) * len(kept) ** 2 > _MOST:
        raise MemoryError(f"{len(keys)} profiles of {len(kept)} locations are too large for PyVRP")
    plain = [tuple(m[np.ix_(kept, kept)] for m in fleet.matrices(profile)) for profile in fleet.profiles]
    matrices = [_matrices(fleet, kept, plain[profile], able) for profile, able in keys]
    clients, groups, job_of = _clients(fleet, place_of)
    vehicles = [
        VehicleType(
            num_available=len(of),
            start_depot=each.depot,
            end_depot=each.depot,
            tw_early=each.start,
            tw_late=each.end,
            profile=keys.index((each.profile, each.able)),
        )
        for each, of in types.items()
    ]
    locations, depots = [Location(0, 0) for _ in kept], [Depot(at) for at in range(len(fleet.depots))]
    ticks, costs = [pair[0] for pair in matrices], [-(-pair[1] // _unit(fleet)) for pair in matrices]
    return ProblemData(locations, clients, depots, vehicles, costs, ticks, groups), job_of


def _clients(fleet: Fleet, place_of: list[int]) -> tuple[list[Any], list[Any], list[int]]:
    """Return a client per job and window, the groups of those of one job, and the job of each client."""
    from pyvrp import Client, ClientGroup

    clients, groups, job_of = list[Any](), list[Any](), list[int]()
    unit = _unit(fleet)
    for at, job in enumerate(fleet.jobs):
        first = len(clients)
        for low, high in job.starts:
            each = Client(
                location=place_of[at],
                service_duration=job.minutes,
                tw_early=max(0, low),
                tw_late=high,
                prize=fleet.instance.drop[job.ticket] // unit,
                required=False,
                group=len(groups) if len(job.starts) > 1 else None,
            )
            clients.append(each)
            job_of.append(at)
        if len(job.starts) > 1:
            groups.append(ClientGroup(list(range(first, len(clients))), required=False))
    return clients, groups, job_of


def _unit(fleet: Fleet) -> int:
    return max(1, max(fleet.instance.travel_cost) // _FINENESS)


def _locations(fleet: Fleet) -> tuple[list[int], list[int]]:
    """Return the rows of the matrices that are kept, and the location of each job.

    Jobs share one that are at one site and that the same people may do, unless somebody's price is on the way there.
    """
    first, classes = len(fleet.depots), fleet.classes()
    priced = any(any(fleet.prices(profile)) for profile in fleet.profiles)
    places = [fleet.instance.ticket_place[job.ticket] for job in fleet.jobs]
    keys = [(at if priced else -1, places[at], classes[at]) for at in range(len(fleet.jobs))]
    number = {key: first + at for at, key in enumerate(dict.fromkeys(keys))}
    example = {key: first + at for at, key in enumerate(keys)}
    return [*range(first), *(example[key] for key in number)], [number[key] for key in keys]


def _matrices(fleet: Fleet, kept: list[int], plain: Any, able: frozenset[int]) -> tuple[Any, Any]:
    """Return the ticks and costs of a profile, with long edges to and from what is not for it."""
    first, classes, (ticks, costs) = len(fleet.depots), fleet.classes(), plain
    barred = np.array([at >= first and classes[at - first] not in able for at in kept])
    far = barred[:, None] | barred
    np.fill_diagonal(far, False)
    longest = 10 * (int(costs.max()) + max(fleet.instance.drop[job.ticket] for job in fleet.jobs))
    return np.where(far, 2 * max(vehicle.end for vehicle in fleet.vehicles), ticks), np.where(far, longest, costs)


PEERS = (PyVrp(),)
