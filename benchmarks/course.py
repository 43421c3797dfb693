"""The course of one solve in a process of its own: cost over time, seconds and peak memory."""

import csv
import multiprocessing
import resource
import signal
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from constraints import rules_for
from engine.errors import bug_text
from engine.limits import WORKERS, Limits, Progress
from engine.parent import end_with_parent
from engine.solve import solve
from scenarios.generator import generate

from .desks import SEED, THOUSAND
from .memory import peak_mb

Size = tuple[int, int, int]
"""Engineers, tickets and calendar days."""


@dataclass(frozen=True)
class Course:
    """How a solve of a generated desk went, from the problem to the judged schedule.

    Parameters
    ----------
    events : tuple of Progress
        The plans by time, the last one when the judged schedule was there; costs in thousandths of an engineer-minute.
    memory_mb : float
        Most that the process held, plus the largest of those that it started.
    hard_findings : int
        Of the judged schedule.
    """

    events: tuple[Progress, ...]
    memory_mb: float
    hard_findings: int

    @property
    def end(self) -> Progress:
        """The judged schedule; its seconds are all of it: compiling, solving, judging, reasons."""
        return self.events[-1]

    @property
    def first_seconds(self) -> float:
        """When the first plan was there."""
        return self.events[0].seconds

    def best_by(self, seconds: float) -> Progress | None:
        """Return the best plan by then, None while there was none."""
        return min((e for e in self.events if e.seconds <= seconds), key=lambda e: e.cost, default=None)

    def seconds_within(self, share: float) -> float:
        """Return when the cost first lay within a share above the last one."""
        return next(event.seconds for event in self.events if event.cost <= self.end.cost * (1 + share))


class CourseError(Exception):
    """The process has died, or the solver failed in it; the message says how."""


def course(size: Size, seconds: float, seed: int) -> Course:
    """Solve a generated desk in a process that is started for it.

    Raises
    ------
    CourseError
        When there is no answer.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    # Not daemonic: it may start processes itself; they end with it.
    process = context.Process(target=_measure, name="openday course", args=(theirs, size, seconds, seed))
    process.start()
    theirs.close()
    try:
        said = ours.recv()
    except EOFError:
        said = "the process died"
    finally:
        ours.close()
        # There is nothing left to wait for; after a Ctrl-C there is something to end.
        process.kill()
        process.join()
    if isinstance(said, str):
        raise CourseError(said)
    assert isinstance(said, Course)
    return said


def _measure(tell: Connection, size: Size, seconds: float, seed: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    try:
        problem = generate(*size, SEED)
        events: list[Progress] = []
        began = time.perf_counter()
        result = solve(problem, rules_for(problem.desk), Limits(seconds), seed, WORKERS, events.append)
        took = time.perf_counter() - began
        schedule = result.schedule
        assert schedule.score is not None
        assert schedule.bound is not None
        assert schedule.gap is not None
        cost, hard = schedule.score.total, schedule.score.hard_findings
        events.append(Progress(took, cost, schedule.bound, schedule.gap, "end"))
        tell.send(Course(tuple(events), _memory_mb(), hard))
    except Exception as error:
        tell.send(bug_text(error))


def _memory_mb() -> float:
    """Return the most that this process held, plus the largest of those that it started and that have ended."""
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return peak_mb() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / unit


class Courses:
    """A CSV file of courses: a line per plan that was better."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._write([("instance", "seed", "seconds", "cost", "bound", "gap", "phase")], "w")

    def add(self, instance: str, seed: int, found: Course) -> None:
        """Write the events of a course."""
        self._write(
            [
                (instance, seed, round(e.seconds, 3), e.cost / THOUSAND, e.bound / THOUSAND, round(e.gap, 6), e.phase)
                for e in found.events
            ],
            "a",
        )

    def _write(self, lines: Iterable[tuple[object, ...]], mode: str) -> None:
        with self.path.open(mode, encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(lines)
