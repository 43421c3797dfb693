"""Ways to plan a part that go wrong; functions of a module, so that other processes find them."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from engine.cost import cost
from engine.instance import Instance
from engine.limits import IsStopped, Limits, never
from engine.solvers.greedy import greedy
from engine.timing import Timed, timing


def place(
    instance: Instance,
    timed: Timed,
    limits: Limits,
    seed: int,
    workers: int,
    on_better: Callable[[int], None],
    is_stopped: IsStopped = never,
) -> Timed:
    """Place greedily, and no more."""
    del limits, seed, workers, on_better
    placed = timing(instance, greedy(instance, timed.plan, is_stopped))
    assert placed is not None
    return min(timed, placed, key=lambda each: cost(instance, each))


class DiesOnce:
    """The process that gets the first part dies with it."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __call__(self, *given: object) -> Timed:
        """Die, or place greedily."""
        try:
            self.mark.touch(exist_ok=False)
        except FileExistsError:
            return place(*given)  # type: ignore[arg-type]
        os._exit(1)


def dies(*_given: object) -> Timed:
    """Kill the process, each time."""
    os._exit(1)


def fails(*_given: object) -> Timed:
    """Find a fault in each part."""
    raise ValueError("a fault")


class FailsOnce:
    """A fault in the first part."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, *given: object) -> Timed:
        """Fail, or place greedily."""
        self.count += 1
        if self.count == 1:
            raise ValueError("a fault")
        return place(*given)  # type: ignore[arg-type]


class Waits:
    """Work on a part until somebody asks to stop; leave a mark when one begins."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __call__(
        self,
        instance: Instance,
        timed: Timed,
        limits: Limits,
        seed: int,
        workers: int,
        on_better: Callable[[int], None],
        is_stopped: IsStopped = never,
    ) -> Timed:
        """Place greedily, then wait."""
        found = place(instance, timed, limits, seed, workers, on_better)
        self.mark.touch()
        while not is_stopped():
            time.sleep(0.01)
        return found
