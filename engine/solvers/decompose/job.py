"""One part solved: the one place that says how."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from ...cost import cost
from ...instance import Instance
from ...limits import IsStopped, Limits, never
from ...plan import Plan
from ...timing import Timed, timing
from ..search.search import Search, first_plan


class Improve(Protocol):
    """What plans a part within limits: a function of a module, so that it can be sent to another process."""

    def __call__(
        self,
        instance: Instance,
        timed: Timed,
        limits: Limits,
        seed: int,
        workers: int,
        on_better: Callable[[int], None],
        is_stopped: IsStopped = ...,
    ) -> Timed:
        """Return a plan at most as dear as the given one, with what is unassigned placed where it pays."""


@dataclass(frozen=True)
class Job:
    """A part to solve: its instance, the plan it has, how long it may take, and by what."""

    instance: Instance
    plan: Plan
    limits: Limits
    seed: int
    improve: Improve


@dataclass(frozen=True)
class Answer:
    """The plan of a part, and by how much it is cheaper than the one before."""

    plan: Plan
    gain: int


def solve_part(job: Job, is_stopped: IsStopped = never) -> Answer:
    """Return the plan of a part."""
    before = timing(job.instance, job.plan)
    assert before is not None, "a part cut from a plan can be carried out"
    timed = job.improve(job.instance, before, job.limits, job.seed, 1, lambda _cost: None, is_stopped)
    return Answer(timed.plan, cost(job.instance, before) - cost(job.instance, timed))


def improve(
    instance: Instance,
    timed: Timed,
    limits: Limits,
    seed: int,
    workers: int,
    on_better: Callable[[int], None],
    is_stopped: IsStopped = never,
) -> Timed:
    """Place what is unassigned, however long that takes, and improve the plan in the time that is left."""
    began = time.monotonic()
    best = first_plan(instance, timed)
    if limits.seconds is not None:
        left = limits.seconds - (time.monotonic() - began)
        if left <= 0:
            return best
        limits = replace(limits, seconds=left)
    if is_stopped():
        return best
    with Search(instance, best, seed, workers) as search:
        search.run(limits, on_better, is_stopped)
        return search.best()
