"""Who works on a plan, in which order, for how much of the time; the recipe of every solve, from the instance on.

A plan small enough is one exact model, hinted by the search. One too large for one search is cut into parts. In between
the search comes first: it takes most of what there is to gain in the first seconds. Now and again the master combines
the engineer-days that its workers have met, and those left behind go on from that. CP-SAT then decides neighbourhoods
anew with all rules, and what is left of the time proves how good the plan is. `benchmarks` measures what each part is
worth.
"""

import time
from collections.abc import Callable
from concurrent.futures import Executor
from itertools import pairwise
from typing import NamedTuple

from ..cost import cost
from ..instance import Instance
from ..limits import IsStopped, Limits, never
from ..plan import Plan
from ..timing import Timed, timing
from . import lns
from .bound import ticket_bound
from .bounds.team import team_bound
from .decompose import LARGEST, decompose
from .exact.scope import everything
from .exact.solve import solve_exact
from .master.columns import Pool
from .master.partition import combine
from .search.search import Search, first_plan

SMALL = 400
"""Pairs of ticket and shift up to which the whole plan is one exact model."""
MOMENTS = 5.0
"""Seconds, or units of the deterministic limit, below which the search has all of the time."""
QUICK = 0.1
"""Share of the time in which the search finds the exact model its hint."""


class Shares(NamedTuple):
    """How the time is shared; 0 leaves a part out."""

    search: float
    master: float = 0.0
    neighbourhoods: float = 0.0
    bound: float = 0.0


STAGES = (0.0, 0.3, 0.5, 0.7, 0.9, 1.0)
"""Shares of the search after which the master combines what was met, and the worse workers go on from the best plan."""
SHARING = (0.0, 0.9, 1.0)
"""The same without a master; earlier, all would end in the basin of the one that led."""
COMBINED = 1000
"""Orders that the master combines each time, those of the cheapest plans."""
SHORT = Shares(search=1.0)
FINE = Shares(search=0.85, master=0.15)
LONG = Shares(search=0.81, master=0.03, neighbourhoods=0.04, bound=0.12)
LONGEST = 100_000
"""Ticks of a window, ten weeks of minutes, up to which a proof is worth its time; with finer ones the search has it."""


class Planned(NamedTuple):
    """A plan, and the cost below which none can be."""

    timed: Timed
    bound: int
    is_optimal: bool = False


Tell = Callable[[int, int, str], None]
"""Told of a cost reached, a bound proven, and the part that is at work."""


def silent(reached: int, bound: int, part: str) -> None:
    """Take no notice."""


def plan(
    instance: Instance,
    start: Plan,
    limits: Limits,
    seed: int,
    workers: int,
    tell: Tell = silent,
    is_stopped: IsStopped = never,
    executor: Executor | None = None,
    shares: Shares | None = None,
) -> Planned:
    """Return the best plan found within the limits, never dearer than the one to start from.

    Parameters
    ----------
    instance : Instance
    start : Plan
        It can be timed.
    limits : Limits
        Without any, the first plan is the answer.
    seed, workers : int
    tell : callable
    is_stopped : callable
        Asked between steps; the best plan so far is returned when it says yes.
    executor : Executor, optional
        Solves the parts of a plan too large for one search.
    shares : Shares, optional
        Instead of those that the limits call for.
    """
    clock = _Clock(limits)
    bound = ticket_bound(instance)
    if len(instance.tickets) > LARGEST and not clock.is_open:
        limits = Limits(seconds=60.0)
    if len(instance.tickets) > LARGEST:
        found = decompose(
            instance, limits, seed, workers, lambda c: tell(c, bound, "parts"), is_stopped, executor, start=start
        )
        return Planned(found, bound)
    begun = timing(instance, start)
    assert begun is not None, "a plan to start from can be carried out"
    timed = first_plan(instance, begun)
    tell(cost(instance, timed), bound, "first")
    if not clock.is_open or is_stopped():
        return Planned(timed, bound)
    if is_small(instance):
        return _exact(instance, timed, clock, seed, workers, tell, is_stopped)
    shares = shares or (SHORT if clock.is_short else FINE if instance.horizon > LONGEST else LONG)
    timed = improve(instance, timed, clock.part(1 - shares.bound), seed, workers, tell, is_stopped, shares)
    if shares.bound and instance.horizon <= LONGEST and not is_stopped() and (own := clock.part(1)):
        bound = team_bound(instance, own, cost(instance, timed), is_stopped)
        tell(cost(instance, timed), bound, "bound")
    return Planned(timed, bound, bound >= cost(instance, timed))


def is_small(instance: Instance) -> bool:
    """Whether the whole plan is one exact model."""
    return instance.candidate_count <= SMALL and instance.horizon <= LONGEST


def improve(
    instance: Instance,
    timed: Timed,
    limits: Limits | None,
    seed: int,
    workers: int,
    tell: Tell = silent,
    is_stopped: IsStopped = never,
    shares: Shares = SHORT,
) -> Timed:
    """Return a plan at most as dear as the given one: search and master by turns, then neighbourhoods."""
    if limits is None:
        return timed
    clock, bound, best = _Clock(limits), ticket_bound(instance), timed
    left, stages = shares.search + shares.master + shares.neighbourhoods, STAGES if shares.master else SHARING

    def take(share: float) -> Limits | None:
        nonlocal left
        own, left = clock.part(min(1.0, share / left)), left - share
        return None if is_stopped() else own

    with Search(instance, timed, seed, workers, is_keeping=shares.master > 0) as search:
        for begin, end in pairwise(stages):
            if own := take(shares.search * (end - begin)):
                search.run(own, lambda reached: tell(reached, bound, "search"), is_stopped, (begin, end))
                best = min(best, search.best(), key=lambda each: cost(instance, each))
            if shares.master and (own := take(shares.master / (len(stages) - 1))):
                pool = Pool()
                for column in search.columns(COMBINED):
                    pool.add_column(instance, column)
                best = combine(instance, best, pool, own, seed, is_stopped)
                tell(cost(instance, best), bound, "master")
            if end < 1:
                search.adopt(best)
    if shares.neighbourhoods and (own := take(shares.neighbourhoods)):
        best = lns.improve(instance, best, own, seed, workers, lambda c: tell(c, bound, "neighbourhoods"), is_stopped)
    return best


def _exact(
    instance: Instance, timed: Timed, clock: "_Clock", seed: int, workers: int, tell: Tell, is_stopped: IsStopped
) -> Planned:
    timed = improve(instance, timed, clock.part(QUICK), seed, workers, is_stopped=is_stopped)
    own = clock.part(1)
    if own is None:
        return Planned(timed, ticket_bound(instance))
    solved = solve_exact(instance, everything(instance), timed, own, seed, is_stopped)
    bound = max(solved.bound, ticket_bound(instance))
    tell(solved.cost, bound, "exact")
    return Planned(solved.timed, bound, solved.is_optimal)


class _Clock:
    """Hands out shares of what is left of limits."""

    def __init__(self, limits: Limits) -> None:
        self.deadline = None if limits.seconds is None else time.monotonic() + limits.seconds
        self.units = limits.deterministic
        self.is_short = min(each for each in (limits.seconds, self.units, MOMENTS) if each is not None) < MOMENTS

    @property
    def is_open(self) -> bool:
        """Whether there is any limit, and time left."""
        return self.part(1e-9, take=False) is not None

    def part(self, share: float, *, take: bool = True) -> Limits | None:
        """Return limits for a share of what is left; None when nothing is."""
        seconds = None if self.deadline is None else (self.deadline - time.monotonic()) * share
        units = None if self.units is None else self.units * share
        if take and self.units is not None and units is not None:
            self.units -= units
        if (seconds is None and units is None) or (seconds is not None and seconds <= 0) or units == 0:
            return None
        return Limits(seconds, units)
