"""vrp-cli (the Rust solver of reinterpretcat) through its Python package and the "pragmatic" format; all cores.

A tick is written as a second since 1970. Meetings and floating breaks are its optional breaks.
"""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from engine.instance import Instance
from engine.limits import WORKERS

from .fleet import Fleet, Job, fleet_of
from .forms import beyond
from .peer import Orders, Peer

_EXPRESSED = frozenset({"assign", "windows", "meetings", "breaks", "setup"})
_MOST = 8_000_000
"""Entries of all matrices above which engineers share one: they go through text."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class VrpCli(Peer):
    """The solver behind vrp-cli."""

    name = "vrp-cli"
    package = "vrp-cli"
    threads = True

    def cannot(self, instance: Instance) -> tuple[str, ...]:
        """Return the forms left out: the value of the tickets comes first, then costs."""
        return beyond(instance, _EXPRESSED)

    def solve(self, instance: Instance, seconds: float, seed: int) -> Orders:  # noqa: ARG002
        """Return its tours; it takes no seed."""
        import vrp_cli

        fleet = fleet_of(instance, most=_MOST)
        if not fleet.jobs or not fleet.vehicles:
            return {}
        config = {
            "termination": {"maxTime": max(1, round(seconds))},
            "environment": {
                "parallelism": {"numThreadPools": 1, "threadsPerPool": WORKERS},
                "logging": {"enabled": False},
            },
            "telemetry": {"progress": {"enabled": False}},
        }
        solved = vrp_cli.solve_pragmatic(json.dumps(_problem(fleet)), _matrices(fleet), json.dumps(config))
        tours = json.loads(solved)["tours"]
        return fleet.orders((int(tour["vehicleId"]), _jobs(tour)) for tour in tours)


def _jobs(tour: dict[str, Any]) -> list[int]:
    done = (each["jobId"] for stop in tour["stops"] for each in stop["activities"] if each["type"] == "service")
    return [int(job) for job in done]


def _matrices(fleet: Fleet) -> list[str]:
    found = []
    for at, profile in enumerate(fleet.profiles):
        ticks, costs = fleet.matrices(profile)
        given = {"profile": str(at), "travelTimes": ticks.ravel().tolist(), "distances": costs.ravel().tolist()}
        found.append(json.dumps(given))
    return found


def _problem(fleet: Fleet) -> dict[str, Any]:
    classes, skills = fleet.classes(), fleet.skills()
    return {
        "plan": {"jobs": [_job(fleet, at, job, classes[at]) for at, job in enumerate(fleet.jobs)]},
        "fleet": {
            "vehicles": [_vehicle(fleet, at, skills[at]) for at in range(len(fleet.vehicles))],
            "profiles": [{"name": str(at)} for at in range(len(fleet.profiles))],
        },
        "objectives": [[{"type": "maximize-value"}], [{"type": "minimize-cost"}]],
    }


def _job(fleet: Fleet, at: int, job: Job, skill: int) -> dict[str, Any]:
    place = {
        "location": {"index": len(fleet.depots) + at},
        "duration": job.minutes,
        "times": [[_time(low), _time(high)] for low, high in job.starts],
    }
    value = fleet.instance.drop[job.ticket]
    return {"id": str(at), "services": [{"places": [place]}], "skills": {"allOf": [str(skill)]}, "value": value}


def _vehicle(fleet: Fleet, at: int, skills: set[int]) -> dict[str, Any]:
    vehicle = fleet.vehicles[at]
    depot = {"index": vehicle.depot}
    pauses = [(begin, begin, end - begin) for begin, end in vehicle.gaps]
    pauses += [
        (pause.low, pause.high - pause.minutes, pause.minutes) for pause in fleet.instance.shifts[vehicle.shift].breaks
    ]
    shift = {
        "start": {"earliest": _time(vehicle.start), "location": depot},
        "end": {"latest": _time(vehicle.end), "location": depot},
        "breaks": [{"time": [_time(low), _time(high)], "places": [{"duration": long}]} for low, high, long in pauses],
    }
    return {
        "typeId": f"type {at}",
        "vehicleIds": [str(at)],
        "profile": {"matrix": str(vehicle.profile)},
        "costs": {"fixed": 0, "distance": 1, "time": 0},
        "shifts": [shift],
        "capacity": [0],
        "skills": [str(skill) for skill in sorted(skills)],
    }


def _time(tick: int) -> str:
    return (_EPOCH + timedelta(seconds=tick)).isoformat().replace("+00:00", "Z")


PEERS = (VrpCli(),)
