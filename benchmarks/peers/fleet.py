"""An instance as vehicle routing: jobs, vehicles, and matrices of ticks and costs. What the routing adapters share.

A vehicle is a shift. Remote work is done at the engineer's home, since these solvers know no work without a place.
Entering a visit takes the site's set-up and price with it. A job's minutes and the price of who does it differ by
engineer only where there is a matrix for each; above `MOST` entries there is not, and the least counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.instance import NOWHERE, Instance
from engine.plan import Plan
from engine.timeline import FOREVER, Intervals, intersect, subtract
from engine.timing import timing

from .forms import open_tickets
from .peer import Orders

Matrix = NDArray[np.int64]
MOST = 40_000_000
"""Entries of all matrices together; each is held several times over, in every one of the solver's processes."""


@dataclass(frozen=True)
class Job:
    """A ticket of one engineer: its least ticks of work and when it may start, both ends included."""

    ticket: int
    minutes: int
    starts: tuple[tuple[int, int], ...]


class Vehicle(NamedTuple):
    """A shift, or a part of one, from its first free tick to its last; ``gaps`` between them are taken."""

    shift: int
    start: int
    end: int
    gaps: Intervals
    profile: int
    depot: int


class Profile(NamedTuple):
    """Vehicles that share a matrix: a travel profile, its price, where remote work is done, whose price and pace."""

    travel: int
    price: int
    home: int
    engineer: int


@dataclass(frozen=True)
class Fleet:
    """An instance as routing. Locations are the depots, then one per job, in order.

    ``depots`` are places; where ``is_fine``, jobs have each engineer's own ticks and price.
    """

    instance: Instance
    jobs: tuple[Job, ...]
    depots: tuple[int, ...]
    vehicles: tuple[Vehicle, ...]
    profiles: tuple[Profile, ...]
    is_fine: bool

    def minutes(self, profile: Profile) -> list[int]:
        """Return the ticks of the jobs for one profile."""
        if not self.is_fine:
            return [job.minutes for job in self.jobs]
        pairs = self.instance.pairs
        return [pairs[job.ticket].get(profile.engineer, (job.minutes, 0))[0] for job in self.jobs]

    def prices(self, profile: Profile) -> list[int]:
        """Return the prices of the jobs for one profile."""
        if not self.is_fine:
            return [0] * len(self.jobs)
        pairs = self.instance.pairs
        return [pairs[job.ticket].get(profile.engineer, (0, 0))[1] for job in self.jobs]

    def matrices(self, profile: Profile) -> tuple[Matrix, Matrix]:
        """Return the ticks and the costs from location to location: trip, set-up, visit and who does the work."""
        instance, first = self.instance, len(self.depots)
        sites = np.array([*(NOWHERE for _ in self.depots), *(instance.ticket_place[job.ticket] for job in self.jobs)])
        places = np.where(sites == NOWHERE, profile.home, sites)
        places[:first] = self.depots
        ticks = instance.travel[profile.travel][np.ix_(places, places)].astype(np.int64)
        ticks[:, places == NOWHERE] = ticks[places == NOWHERE, :] = 0
        ticks[places[:, None] == places] = 0
        costs = ticks * profile.price
        enters = (sites != NOWHERE) & (sites[:, None] != sites)
        ticks += enters * np.array([0 if site == NOWHERE else instance.setup[site] for site in sites])
        costs += enters * np.array([0 if site == NOWHERE else instance.visit_cost[site] for site in sites])
        costs[:, first:] += np.array(self.prices(profile), np.int64)
        np.fill_diagonal(ticks, 0)
        np.fill_diagonal(costs, 0)
        return ticks, costs

    def orders(self, routes: Iterable[tuple[int, Iterable[int]]]) -> Orders:
        """Return orders from (vehicle, jobs); parts of a shift follow each other by time."""
        found: Orders = {}
        for vehicle, jobs in sorted(routes, key=lambda route: self.vehicles[route[0]].start):
            found.setdefault(self.vehicles[vehicle].shift, []).extend(self.jobs[job].ticket for job in jobs)
        return found

    def classes(self) -> list[int]:
        """Return a number per job that jobs share which the same shifts may take."""
        instance, seen = self.instance, dict[tuple[int, int], int]()
        rows = ((int(instance.candidate_begin[j.ticket]), int(instance.candidate_end[j.ticket])) for j in self.jobs)
        return [seen.setdefault(row, len(seen)) for row in rows]

    def skills(self) -> list[set[int]]:
        """Return per vehicle the classes of jobs that it may do."""
        found: list[set[int]] = [set() for _ in self.vehicles]
        example = {number: job for job, number in enumerate(self.classes())}
        for number, job in example.items():
            for vehicle in self.able(job):
                found[vehicle].add(number)
        return found

    def able(self, job: int) -> list[int]:
        """Return the vehicles that may do a job."""
        shifts = set(self.instance.candidates[self.jobs[job].ticket])
        return [at for at, vehicle in enumerate(self.vehicles) if vehicle.shift in shifts]


def fleet_of(instance: Instance, *, floats: bool = True, split: bool = False, most: int = MOST) -> Fleet:
    """Return an instance as routing.

    Parameters
    ----------
    floats : bool
        Leave floating breaks to the solver; else they are taken at their first place, like meetings.
    split : bool
        Make a vehicle of every free part of a shift, for solvers that know no breaks.
    most : int
        Entries of all matrices above which engineers share one.
    """
    jobs = tuple(_jobs(instance))
    depots = tuple(sorted({form.home for form in instance.shifts}))
    entries = (len(jobs) + len(depots)) ** 2
    alike, has_remote = _alike(instance, jobs), any(instance.ticket_place[job.ticket] == NOWHERE for job in jobs)
    coarse = [_profile(instance, form.engineer, NOWHERE, -1) for form in instance.shifts]
    fine = [
        _profile(instance, form.engineer, form.home if has_remote else NOWHERE, alike[form.engineer])
        for form in instance.shifts
    ]
    is_fine = len(set(fine)) * entries <= most
    keys = fine if is_fine else coarse
    profiles = tuple(dict.fromkeys(keys))
    number = {profile: at for at, profile in enumerate(profiles)}
    vehicles = [
        Vehicle(shift, start, end, gaps, number[keys[shift]], depots.index(instance.shifts[shift].home))
        for shift, open_time in enumerate(_open(instance, floats=floats))
        for start, end, gaps in (_parts(open_time) if split else _whole(open_time))
    ]
    return Fleet(instance, jobs, depots, tuple(vehicles), profiles, is_fine)


def _jobs(instance: Instance) -> Iterable[Job]:
    for ticket in open_tickets(instance):
        minutes = instance.pair_row(ticket)[1]
        if len(minutes):
            least = int(minutes.min())
            latest = tuple((low, high - least + 1) for low, high in instance.within[ticket] if high - least >= low)
            starts = intersect(instance.starts[ticket], latest)
            inside = intersect(starts, ((instance.now, instance.horizon + 1),))
            if inside:
                yield Job(ticket, least, tuple((low, high - 1) for low, high in inside))


def _profile(instance: Instance, engineer: int, home: int, alike: int) -> Profile:
    return Profile(instance.profile[engineer], instance.travel_cost[engineer], home, alike)


def _alike(instance: Instance, jobs: tuple[Job, ...]) -> list[int]:
    """Return per engineer the first one who takes as long and costs as much, on every job that either may do."""
    first: dict[tuple[tuple[int, int, int], ...], int] = {}
    found = []
    for engineer in range(len(instance.engineers)):
        plain = [(job.minutes, 0) for job in jobs]
        own = [instance.pairs[job.ticket].get(engineer, usual) for job, usual in zip(jobs, plain, strict=True)]
        unusual = tuple((at, *pair) for at, pair in enumerate(own) if pair != plain[at])
        found.append(first.setdefault(unusual, engineer))
    return found


def _open(instance: Instance, *, floats: bool) -> list[Intervals]:
    """Return per shift the free time beside trips to fixed work, and beside breaks that do not float."""
    timed = timing(instance, Plan())
    assert timed is not None, "a plan of nothing but facts can always be timed"
    found = []
    for shift, form in enumerate(instance.shifts):
        times = timed.shifts[shift]
        taken = [trip[:2] for trip in times.trips] + times.setups + ([] if floats else times.breaks)
        free = intersect(form.free, ((max(form.start, instance.now), FOREVER),))
        for start, end in taken:
            free = subtract(free, ((start, end),))
        found.append(free)
    return found


def _parts(open_time: Intervals) -> list[tuple[int, int, Intervals]]:
    return [(start, end, ()) for start, end in open_time]


def _whole(open_time: Intervals) -> list[tuple[int, int, Intervals]]:
    if not open_time:
        return []
    start, end = open_time[0][0], open_time[-1][1]
    return [(start, end, subtract(((start, end),), open_time))]
