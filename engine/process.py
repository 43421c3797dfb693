"""Work in a process of its own: it can be stopped at any moment, and whoever asked for it never stalls."""

import contextlib
import multiprocessing
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import Any, Protocol, TypeVar, cast

from .cluster import cluster_of
from .constraint import Rules
from .domain.problem import Problem
from .errors import OpendayError, SolverFault, bug_text
from .limits import WORKERS, IsStopped, Limits, OnProgress, Progress, quiet
from .parent import end_with_parent, held_back
from .result import Result
from .solve import solve

_GLANCE = 0.1
"""Seconds between two looks at what the process has to say."""
_FAREWELL = 5.0
"""Seconds that a process has to end after its answer."""


def solve_in_process(
    problem: Problem,
    rules: Rules,
    limits: Limits,
    seed: int = 0,
    workers: int = WORKERS,
    on_progress: OnProgress = quiet,
    on_stopping: Callable[[], None] = lambda: None,
    cluster: str | None = None,
) -> Result:
    """Return what `solve` returns, found in a process of its own.

    The first Ctrl-C asks it to stop, and its best schedule so far is the answer; the second one ends it.

    Parameters
    ----------
    problem, rules, limits, seed, workers
        As for `solve`.
    on_progress : callable
        Told of every better plan, in this process.
    on_stopping : callable
        Told once, when the first Ctrl-C has asked to stop.
    cluster : str, optional
        Address of the scheduler of a Dask cluster, which solves the parts of a plan too large for one search.

    Raises
    ------
    OpendayError
        The one that the process raised; SolverFault when it raised anything else, or died.
    KeyboardInterrupt
        At the second Ctrl-C.
    """
    return in_process(_Solve(problem, rules, limits, seed, workers, cluster), on_progress, on_stopping)


Event = TypeVar("Event", covariant=True)
Heard = TypeVar("Heard")
Answer = TypeVar("Answer")
Given = TypeVar("Given", covariant=True)


class Work(Protocol[Event, Given]):
    """What a process is to do; it, its events and its answer can be pickled."""

    def __call__(self, tell: Callable[[Event], None], is_stopped: IsStopped) -> Given:
        """Do it: tell of events on the way, and answer soon once it is stopped."""


def in_process(
    work: Work[Heard, Answer], on_event: Callable[[Heard], None], on_stopping: Callable[[], None] = lambda: None
) -> Answer:
    """Return what some work answers, done in a process of its own.

    The first Ctrl-C asks it to stop; the second one ends it.

    Parameters
    ----------
    work : Work
    on_event : callable
        Told of each event, in this process.
    on_stopping : callable
        Told once, when the first Ctrl-C has asked to stop.

    Raises
    ------
    OpendayError
        The one that the process raised; SolverFault when it raised anything else, or died.
    KeyboardInterrupt
        At the second Ctrl-C.
    """
    context = multiprocessing.get_context("spawn")
    reports, tell = context.Pipe(duplex=False)
    asked, ask = context.Pipe(duplex=False)
    # Not daemonic: it starts processes itself.
    process = context.Process(target=_work, name="openday work", args=(tell, asked, work))
    interrupts: list[int] = []
    with _counted(interrupts), reports, ask, _started(process):
        tell.close()
        asked.close()
        while True:
            if interrupts:
                interrupts.clear()
                with contextlib.suppress(BrokenPipeError):
                    ask.send("stop")
                on_stopping()
            # Python runs signal handlers between two looks; in a wait without end it would not on every system.
            if reports.poll(_GLANCE):
                is_answer, report = _received(process, reports)
                if is_answer:
                    return cast(Answer, report)
                on_event(report)


def _received(process: BaseProcess, reports: Connection) -> tuple[bool, Any]:
    """Return whether the process has answered, and what it says, or raise the error that ended it."""
    try:
        is_answer, report = reports.recv()
    except EOFError:
        process.join(_FAREWELL)
        raise SolverFault(f"the solver's process died with exit code {process.exitcode}") from None
    if isinstance(report, BaseException):
        raise report
    return is_answer, report


@contextlib.contextmanager
def _started(process: BaseProcess) -> Iterator[None]:
    """Start a process, deaf to Ctrl-C from its first moment, and leave none behind."""
    with held_back(signal.SIGINT):
        process.start()
    try:
        yield
        process.join(_FAREWELL)
    finally:
        if process.is_alive():
            process.kill()
        process.join()


@contextlib.contextmanager
def _counted(interrupts: list[int]) -> Iterator[None]:
    """Note the first Ctrl-C instead of raising KeyboardInterrupt; the second one raises as ever."""

    def note(number: int, _frame: object) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        interrupts.append(number)

    with _on_interrupt(note):
        yield


@contextlib.contextmanager
def _on_interrupt(handler: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    """Handle Ctrl-C in some way for a while; only the main thread can, and no other is ever interrupted."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    usual = signal.signal(signal.SIGINT, handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)


@dataclass(frozen=True)
class _Solve:
    """A solve; until there is a first plan, there is nothing to keep, and nothing stops it."""

    problem: Problem
    rules: Rules
    limits: Limits
    seed: int
    workers: int
    cluster: str | None

    def __call__(self, tell: OnProgress, is_stopped: IsStopped) -> Result:
        found: list[Progress] = []

        def report(event: Progress) -> None:
            found.append(event)
            tell(event)

        with cluster_of(self.cluster) if self.cluster else contextlib.nullcontext() as executor:
            return solve(
                self.problem,
                self.rules,
                self.limits,
                self.seed,
                self.workers,
                report,
                lambda: bool(found) and is_stopped(),
                executor,
            )


def _work(tell: Connection, asked: Connection, work: Work[Any, object]) -> None:
    """Do the work in the process: say how it goes, then the answer or the error."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    try:
        tell.send((True, work(lambda event: tell.send((False, event)), asked.poll)))
    except OpendayError as error:
        tell.send((True, error))
    except Exception as error:
        tell.send((True, SolverFault(bug_text(error))))
