"""The search: one thread per worker anneals its own plan, and takes over a better one when it is told to.

The machine code holds no lock of Python's, so threads run side by side and share the instance. Nothing reads a clock
when the limit is deterministic: then each worker takes a number of steps fixed beforehand.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Self

from ...cost import cost
from ...instance import Instance
from ...limits import IsStopped, Limits, never
from ...preparing import preparing
from ...timing import Timed, timing
from ..master.columns import Column
from .flatten import flatten
from .heat import Heat, heat_of
from .kernel import columns as c
from .kernel import entry
from .kernel.dice import seeded
from .kernel.entry import Array, anneal, construct, keep
from .met import columns_of, empty_met, nothing_met
from .plans import best_plan, holdable, state_of

FIRST, ANNEALING = "search for a first plan", "search"
"""What their machine code is called."""
STEPS = 20_000
"""Steps that a worker takes per unit of the deterministic limit; about what a second allows on a desk."""
ROUNDS = 32
"""Barriers of a run under a deterministic limit."""
ROUND_SECONDS = (0.02, 0.4)
"""Least and most seconds between two barriers of a run under a limit in seconds."""
WHOLE = (0.0, 1.0)
"""From the first temperature to the last."""
KEPT = [c.RANDOM, c.ITERATIONS, c.TRIALS, c.INSERTED]
"""What a worker keeps when it goes on from another plan."""


class Search:
    """Plans under way, one per worker, kept between runs.

    Parameters
    ----------
    instance : Instance
    timed : Timed
        Where to start; what the kernel cannot hold of it is planned anew.
    seed, workers : int
    is_keeping : bool
        Whether to keep the orders met, for `columns`.
    """

    def __init__(self, instance: Instance, timed: Timed, seed: int, workers: int, *, is_keeping: bool = False) -> None:
        self.instance, self.start, self._begun = instance, timed, cost(instance, timed)
        self.states: list[Array] = []
        self.mets = [empty_met() if is_keeping else nothing_met() for _ in range(workers)]
        self.heat = Heat(1.0, 1.0, 1.0)
        self._pool = ThreadPoolExecutor(max(1, workers), "search")
        if not _has_choice(instance):
            return
        held = holdable(instance, timed)
        with preparing(FIRST, entry.__file__):
            self.flat = flatten(instance)
            first = state_of(instance, self.flat, held, seed) if held else None
            if first is not None and held is not None:
                self.base = cost(instance, held) - int(first[c.TOTAL])
                self.heat = heat_of(self.flat, first, len(instance.tickets))
                self.states = [seeded_copy(first, seed, worker) for worker in range(workers)]

    def __enter__(self) -> Self:
        """Start."""
        return self

    def __exit__(self, *error: object) -> None:
        """Stop the threads."""
        self._pool.shutdown()

    @property
    def cost(self) -> int:
        """Cost of the best plan met."""
        return min([self._begun, *(self.base + int(state[c.BEST]) for state in self.states)])

    @property
    def steps(self) -> int:
        """Steps taken by all workers."""
        return sum(int(state[c.ITERATIONS]) for state in self.states)

    def run(
        self,
        limits: Limits,
        on_better: Callable[[int], None] = lambda _: None,
        is_stopped: IsStopped = never,
        span: tuple[float, float] = WHOLE,
    ) -> None:
        """Anneal until the limits are reached.

        Parameters
        ----------
        limits : Limits
            At least one of them set.
        on_better : callable
            Told the cost of a better plan, at barriers.
        is_stopped : callable
            Asked at barriers.
        span : (float, float)
            Which part of the cooling from hot to cold this run is, for what is done in several.
        """
        if not self.states:
            return
        first, width = span[0], span[1] - span[0]
        steps = STEPS * limits.deterministic if limits.deterministic else self.heat.rate * (limits.seconds or 0)
        each = steps / width / max(1, len(self.instance.tickets))
        pace = _Pace(limits)
        best = self.cost
        while pace.share < 1 and not is_stopped():
            now, chunk = pace.share, pace.begin()
            later = min(1.0, now + pace.stride)
            jobs = []
            for worker, (state, met) in enumerate(zip(self.states, self.mets, strict=True)):
                heats = [self.heat.at(first + width * share, each, worker) for share in (now, later)]
                jobs.append(self._pool.submit(anneal, self.flat, state, met, chunk, *heats))
            with preparing(ANNEALING, entry.__file__):
                for job in jobs:
                    job.result()
            pace.end()
            if self.cost < best:
                best = self.cost
                on_better(best)

    def best(self) -> Timed:
        """Return the best plan met, the first one when there was none better.

        Shifts without work lie as they do by themselves, and not as the kernel happens to have left them.
        """
        least = min(self.states, key=lambda state: int(state[c.BEST]), default=None)
        found = None if least is None else timing(self.instance, best_plan(self.instance, least).without_idle())
        is_better = found is not None and cost(self.instance, found) < cost(self.instance, self.start)
        return found if is_better and found is not None else self.start

    def columns(self, most: int) -> list[Column]:
        """Return what shifts held in the cheapest plans accepted, so many orders at most."""
        return list(columns_of(self.instance, self.mets, most))

    def adopt(self, timed: Timed) -> None:
        """Let the worse half of the workers go on from a plan, if the kernel can hold it."""
        if not self.states:
            return
        held = holdable(self.instance, timed)
        adopted = state_of(self.instance, self.flat, held, 0) if held else None
        if adopted is None:
            return
        ranked = sorted(range(len(self.states)), key=lambda at: (int(self.states[at][c.BEST]), at))
        for at in ranked[len(ranked) // 2 :]:
            kept = self.states[at][KEPT].copy()
            self.states[at] = adopted.copy()
            self.states[at][KEPT] = kept


class _Pace:
    """How many steps until the next barrier, and which share of the limits is used up by then."""

    def __init__(self, limits: Limits) -> None:
        self.limits, self.began, self.share, self.chunk = limits, time.monotonic(), 0.0, 10
        self.total = None if limits.deterministic is None else max(1, round(limits.deterministic * STEPS))
        self.done, self.stride, self.opened = 0, 0.0, 0.0

    def begin(self) -> int:
        """Return the steps to take."""
        self.opened = time.monotonic()
        if self.total is not None:
            rounds = ROUNDS if self.limits.seconds is None else max(ROUNDS, self.total // 200)
            self.chunk = max(1, min(self.total - self.done, -(-self.total // rounds)))
            self.stride = self.chunk / self.total
        return self.chunk

    def end(self) -> None:
        """Take note that they have been taken."""
        self.done += self.chunk
        shares = []
        if self.total is not None:
            shares.append(self.done / self.total)
        if self.limits.seconds is not None:
            now = time.monotonic()
            left = self.limits.seconds - (now - self.began)
            shares.append(1 - left / self.limits.seconds)
            if self.total is None:
                rate = self.chunk / max(1e-4, now - self.opened)
                span = min(ROUND_SECONDS[1], max(ROUND_SECONDS[0], self.limits.seconds / 60), max(1e-3, left))
                self.chunk = max(1, min(4 * self.chunk, int(rate * span)))
                self.stride = span / self.limits.seconds
        self.share = max(shares, default=1.0)


def _has_choice(instance: Instance) -> bool:
    """Whether there is anything to place, and a shift to place it on."""
    return bool(instance.tickets and instance.shifts)


def seeded_copy(state: Array, seed: int, worker: int) -> Array:
    """Return a state for a worker, with random numbers of its own."""
    copied = state.copy()
    copied[c.RANDOM] = seeded(seed, worker)
    return copied


def first_plan(instance: Instance, timed: Timed) -> Timed:
    """Return a plan with all the work that is worth placing put in, the dearest to leave out first."""
    if not _has_choice(instance):
        return timed
    held = holdable(instance, timed)
    with preparing(FIRST, entry.__file__):
        flat = flatten(instance)
        state = state_of(instance, flat, held, 0) if held else None
        if state is None or not construct(flat, state):
            return timed
        keep(flat, state)
    found = timing(instance, best_plan(instance, state).without_idle())
    return found if found is not None and cost(instance, found) < cost(instance, timed) else timed
