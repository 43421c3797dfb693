"""Processes that solve parts of a plan side by side, each keeping the instance."""

import logging
import multiprocessing
import signal
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Self

from ..instance import Instance
from ..limits import Limits
from ..parent import end_with_parent
from ..plan import Plan, Sequence
from ..timing import timing
from .exact.scope import Scope
from .exact.solve import Solved, solve_exact

_LOG = logging.getLogger("openday")


@dataclass(frozen=True)
class Job:
    """A part of a plan to decide anew."""

    plan: Plan
    scope: Scope
    limits: Limits
    seed: int


@dataclass(frozen=True)
class Answer:
    """The orders found for the part's shifts, which of its tickets hold, and the effort it took."""

    sequences: dict[int, Sequence]
    held: frozenset[int]
    decided: frozenset[int]
    is_optimal: bool
    effort: float


class Workers:
    """So many processes; one works in this process itself.

    Parameters
    ----------
    instance : Instance
        Sent to each process once.
    count : int
    """

    def __init__(self, instance: Instance, count: int) -> None:
        self._instance = instance
        self._pool = (
            ProcessPoolExecutor(
                count, multiprocessing.get_context("spawn"), initializer=_remember, initargs=(instance,)
            )
            if count > 1
            else None
        )

    def __enter__(self) -> Self:
        """Start."""
        return self

    def __exit__(self, *error: object) -> None:
        """Stop; what is under way is waited for."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def run(self, jobs: list[Job]) -> list[Answer]:
        """Return the answers in the order of the jobs."""
        if self._pool is None:
            return [_answer(self._instance, job) for job in jobs]
        return list(self._pool.map(_solve, jobs))


_INSTANCE: list[Instance] = []


def _remember(instance: Instance) -> None:
    # A Ctrl-C in the terminal reaches every process of the group; only the one that talks to the user acts on it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    _INSTANCE[:] = [instance]


def _solve(job: Job) -> Answer:
    return _answer(_INSTANCE[0], job)


def _answer(instance: Instance, job: Job) -> Answer:
    current = timing(instance, job.plan)
    assert current is not None
    try:
        solved = solve_exact(instance, job.scope, current, job.limits, job.seed)
    except Exception:
        # Whatever fails in one part must not lose the plan: it stays as it was, and the fault is on record.
        _LOG.exception("a part of the plan was left as it was")
        solved = Solved(current, 0, 0, False, job.limits.deterministic or 0.0)
    sequences = {shift: solved.timed.plan.sequences.get(shift, ()) for shift in job.scope.shifts}
    decided = frozenset(job.scope.tickets)
    return Answer(sequences, solved.timed.plan.held & decided, decided, solved.is_optimal, solved.deterministic)
