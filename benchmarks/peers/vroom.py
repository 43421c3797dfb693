"""VROOM at its highest exploration level, two threads; it ends when it is done, or when time is up.

It wants breaks in an order that holds whatever it does, so floating ones are taken at their first place, like meetings.
"""

from datetime import timedelta

import numpy as np

from engine.instance import Instance
from engine.limits import WORKERS

from .fleet import Fleet, fleet_of
from .forms import beyond
from .peer import Orders, Peer

LEVEL = 5
_EXPRESSED = frozenset({"minutes", "assign", "windows", "meetings", "setup"})
_MOST_PRIORITY = 100


class Vroom(Peer):
    """VROOM through pyvroom."""

    name = "vroom"
    package = "pyvroom"
    threads = True

    def cannot(self, instance: Instance) -> tuple[str, ...]:
        """Return the forms left out: a price of leaving out is a priority, and the number of tickets comes first."""
        return beyond(instance, _EXPRESSED)

    def solve(self, instance: Instance, seconds: float, seed: int) -> Orders:  # noqa: ARG002
        """Return its routes; it draws nothing at random."""
        import vroom

        fleet = fleet_of(instance, floats=False)
        if not fleet.jobs or not fleet.vehicles:
            return {}
        given = vroom.Input()
        for at, profile in enumerate(fleet.profiles):
            ticks, costs = fleet.matrices(profile)
            given.set_durations_matrix(f"profile {at}", ticks.astype(np.uint32))
            given.set_costs_matrix(f"profile {at}", costs.astype(np.uint32))
        _add_jobs(fleet, given)
        _add_vehicles(fleet, given)
        solution = given.solve(LEVEL, WORKERS, timedelta(seconds=seconds))
        steps = solution.routes
        steps = steps[steps["type"] == "job"]
        return fleet.orders((int(vehicle), rows["id"].astype(int)) for vehicle, rows in steps.groupby("vehicle_id"))


def _add_jobs(fleet: Fleet, given: object) -> None:
    """Add the jobs; who may do one holds the skill of its class."""
    import vroom

    assert isinstance(given, vroom.Input)
    instance, first = fleet.instance, len(fleet.depots)
    most = max(instance.drop[job.ticket] for job in fleet.jobs) or 1
    minutes = [fleet.minutes(profile) for profile in fleet.profiles]
    skills = fleet.classes()
    for at, job in enumerate(fleet.jobs):
        own = {f"type {number}": each[at] for number, each in enumerate(minutes) if each[at] != job.minutes}
        given.add_job(
            vroom.Job(
                at,
                location=first + at,
                default_service=job.minutes,
                service_per_type=own or None,
                skills={skills[at]},
                priority=round(_MOST_PRIORITY * instance.drop[job.ticket] / most),
                time_windows=[vroom.TimeWindow(*each) for each in job.starts],
            )
        )


def _add_vehicles(fleet: Fleet, given: object) -> None:
    import vroom

    assert isinstance(given, vroom.Input)
    skills = fleet.skills()
    for at, vehicle in enumerate(fleet.vehicles):
        pauses = [
            vroom.Break(number, [vroom.TimeWindow(begin, begin)], end - begin)
            for number, (begin, end) in enumerate(vehicle.gaps)
        ]
        given.add_vehicle(
            vroom.Vehicle(
                at,
                start=vehicle.depot,
                end=vehicle.depot,
                profile=f"profile {vehicle.profile}",
                type=f"type {vehicle.profile}",
                skills=skills[at],
                time_window=vroom.TimeWindow(vehicle.start, vehicle.end),
                breaks=pauses,
            )
        )


PEERS = (Vroom(),)
