"""A plan too large for one search: cut into parts, solved side by side, put back, and cut anew along other seams."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import count
from random import Random

import numpy as np

from ...instance import Instance
from ...limits import IsStopped, Limits, never
from ...plan import Plan
from ...timing import Timed, timing
from . import job
from .cut import cut
from .groups import SIZE, Floats, apart_by_place, apart_by_skill, groups_of
from .job import Improve, Job
from .part import Part
from .pool import Pool
from .spread import spread
from .whole import Solved, Whole

LARGEST = 3_000
"""Tickets up to which one search improves the plan as a whole."""
FIRST, LATER = 0.2, 0.8
"""Share of the time for the first round, which makes a plan, and for one that mends its seams: a long round starts hot
enough to plan its parts anew, which gains more than several short ones."""
LEAST, MOMENT = 1.0, 0.05
"""Seconds below which a part is not worth sending again, and those that one gets when time is up in the first round."""
BATCH = 8
"""Most parts that are put back at a time: the whole plan is timed and priced once for all of them."""
TIMES = 4
"""How often a round puts parts back at least, where it has as many: that much is kept when it is stopped."""


def decompose(
    instance: Instance,
    limits: Limits,
    seed: int,
    workers: int,
    on_better: Callable[[int], None],
    is_stopped: IsStopped = never,
    executor: Executor | None = None,
    *,
    improve: Improve = job.improve,
    start: Plan | None = None,
    size: int = SIZE,
) -> Timed:
    """Return a plan, found part by part.

    Every round cuts the desk into groups of engineers and days, by place and by skill in turn, so that the seams of
    one round lie inside the parts of the next. With a deterministic limit and none in seconds the answer is a function
    of instance, seed and limit alone: parts are cut from the plan at the round's start and put back in their order.

    Parameters
    ----------
    instance : Instance
    limits : Limits
        At least one of them set. The first round places every part's tickets greedily even if time is up.
    seed : int
    workers : int
        Parts that are solved at a time.
    on_better : callable
        Told the cost after each few parts.
    is_stopped : callable
        Asked all the while; the best plan so far is returned when it says yes.
    executor : Executor, optional
        Solves the parts, for example a Dask client's; without one, processes on this machine do. One that has a number
        of ``workers`` is taken at its word.
    improve : callable
        Plans a part; has the signature of `engine.solvers.lns.improve`.
    start : Plan, optional
        Work that is placed already.
    size : int
        Tickets of a part, about.
    """
    workers = getattr(executor, "workers", workers)
    timed = timing(instance, start or Plan())
    assert timed is not None, "a plan to start from can be carried out"
    whole = Whole(instance, timed)
    budget = _Budget(limits, workers)
    apart = _Apart(instance)
    with Pool(workers, executor, is_stopped) as pool:
        for number in count():
            rng = Random(f"{seed}/{number}")
            groups = groups_of(instance, apart.in_round(number, rng, whole.timed), len(instance.tickets), rng, size)
            part_limits = budget.per_part(number, len(groups))
            if is_stopped() or part_limits is None:
                break
            # In the first round every ticket looks for its best group, later each group gets some to try.
            chances = spread(instance, whole.timed, groups, rng if number else None, size // 2 if number else None)
            sent: list[Part] = []
            jobs = _jobs(whole, _Round(number, groups, chances, part_limits, seed, improve), budget, sent)
            _collect(whole, pool, jobs, sent, max(1, min(BATCH, len(groups) // TIMES)), on_better)
    return whole.timed


@dataclass(frozen=True)
class _Round:
    """Groups of shifts, the unassigned tickets for each, and how their parts are solved."""

    number: int
    groups: list[list[int]]
    chances: list[list[int]]
    limits: Limits
    seed: int
    improve: Improve


def _jobs(whole: Whole, this: _Round, budget: "_Budget", sent: list[Part]) -> Iterator[Job]:
    """Yield the jobs of a round and note their parts; all are cut from the plan as it is at the round's start."""
    timed = whole.timed
    for at, (shifts, left) in enumerate(zip(this.groups, this.chances, strict=True)):
        if this.number and budget.is_over():
            return
        part = cut(whole.instance, timed, shifts, left, before_gets=this.number % 2 == 0)
        if part.decided:
            sent.append(part)
            limits = Limits(MOMENT) if budget.is_over() else this.limits
            own = int(np.random.default_rng((this.seed, this.number, at)).integers(1 << 31))
            yield Job(part.instance, part.inward(timed.plan), limits, own, this.improve)


def _collect(
    whole: Whole, pool: Pool, jobs: Iterator[Job], sent: list[Part], batch: int, on_better: Callable[[int], None]
) -> None:
    """Put the answers back, a batch at a time, in the order of the parts."""
    solved: list[Solved] = []
    for at, answer in enumerate(pool.solve(jobs)):
        if answer is not None:
            solved.append((sent[at], answer))
        if len(solved) == batch:
            whole.put_back(solved)
            on_better(whole.cost)
            solved = []
    whole.put_back(solved)
    on_better(whole.cost)


class _Budget:
    """What the limits leave to each part of each round."""

    def __init__(self, limits: Limits, workers: int) -> None:
        self._limits, self._workers = limits, workers
        self._began = time.monotonic()
        self._given = 0.0

    def per_part(self, number: int, parts: int) -> Limits | None:
        """Return the limits of a part of a round; None when there is nothing left for a later one."""
        share = LATER if number else FIRST
        effort = self._limits.deterministic
        if effort is not None:
            if self._given + share > 1.001:
                return None
            self._given += share
            effort *= share / max(1, parts)
        seconds = self._limits.seconds
        if seconds is not None:
            # A little is kept back for putting together; it also lets the last round end in time.
            seconds = min(share * seconds, 0.9 * self._left()) * self._workers / max(1, parts)
            if seconds < LEAST and number:
                return None
            seconds = max(MOMENT, seconds)
        return Limits(seconds, effort)

    def is_over(self) -> bool:
        """Whether the seconds are used up."""
        return self._limits.seconds is not None and self._left() <= 0

    def _left(self) -> float:
        assert self._limits.seconds is not None
        return self._limits.seconds - (time.monotonic() - self._began)


class _Apart:
    """How little engineers have to exchange: by place, by skill, and by both, in turn."""

    def __init__(self, instance: Instance) -> None:
        self._instance = instance
        self._skill = apart_by_skill(instance)

    def in_round(self, number: int, rng: Random, timed: Timed) -> Floats:
        place = apart_by_place(self._instance, timed)
        place = place / max(1.0, float(place.mean()))
        if number == 0:
            return place
        by_place, by_skill = ((0.2, 1.0), (1.0, 0.0), (0.5, 0.5))[(number - 1) % 3]
        chance = np.random.default_rng(rng.getrandbits(64)).random(place.shape)
        found: Floats = by_place * place + by_skill * self._skill + 0.2 * (chance + chance.T)
        return found
