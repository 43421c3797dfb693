"""A small desk, sweeps of it, and runs that go wrong; functions of a module, so that other processes find them."""

import os
import signal
from functools import cache
from pathlib import Path
from typing import Any

from scenarios.generator import generate
from scenarios.situation import Situation
from scenarios.sweep import run as running
from scenarios.sweep.definition import Sweep
from scenarios.sweep.plan import Job, Plan, plan_of
from scenarios.sweep.run import Row


@cache
def small_desk() -> Situation:
    """Return three engineers and eight tickets of a day."""
    return Situation(generate(3, 8, 1, 5))


def small_plan(**fields: Any) -> Plan:
    """Return what a sweep of the small desk has to run; six choices of weights unless the fields say otherwise."""
    usual = {"name": "small", "weights": {"travel": [0, 1000, 4000], "workload_balance": [100, 800]}, "effort": 0.02}
    return plan_of(Sweep.model_validate(usual | fields), small_desk(), "small.yaml")


def figures(row: Row) -> Row:
    """Return a row without how long it took."""
    return {name: value for name, value in row.items() if name != "seconds"}


def made_up(job: Job, tries: int = 1) -> Row:  # noqa: ARG001
    """Return a row without planning anything."""
    return running.coordinates(job) | {"travel_minutes": job.point.weights["travel"], "seconds": 0.0}


class DiesOnce:
    """The process that gets a job of some key dies with it, the first time only."""

    def __init__(self, key: str, mark: Path) -> None:
        self.key, self.mark = key, mark

    def __call__(self, job: Job, tries: int = 1) -> Row:
        """Die, or give a row."""
        if job.key == self.key and not self.mark.exists():
            self.mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return made_up(job, tries)


class Dies:
    """The process that gets a job of some keys dies with it, each time; of all keys when none is named."""

    def __init__(self, *keys: str) -> None:
        self.keys = keys

    def __call__(self, job: Job, tries: int = 1) -> Row:
        """Die, or give a row."""
        if not self.keys or job.key in self.keys:
            os._exit(1)
        return made_up(job, tries)
