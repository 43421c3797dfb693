"""A solve in a process of its own: it can be stopped at any moment, and whoever asked for it never stalls."""

import contextlib
import multiprocessing
import signal
import threading
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import FrameType

from .cluster import cluster_of
from .constraint import Rules
from .domain.problem import Problem
from .errors import OpendayError, SolverFault, bug_text
from .limits import WORKERS, Limits, OnProgress, Progress, quiet
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
    context = multiprocessing.get_context("spawn")
    reports, tell = context.Pipe(duplex=False)
    asked, ask = context.Pipe(duplex=False)
    # Not daemonic: it starts processes itself.
    process = context.Process(
        target=_solve, name="openday solve", args=(tell, asked, problem, rules, limits, seed, workers, cluster)
    )
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
                report = _received(process, reports)
                if isinstance(report, Result):
                    return report
                on_progress(report)


def _received(process: BaseProcess, reports: Connection) -> Progress | Result:
    """Return what the process says, or raise the error that ended it."""
    try:
        report = reports.recv()
    except EOFError:
        process.join(_FAREWELL)
        raise SolverFault(f"the solver's process died with exit code {process.exitcode}") from None
    if isinstance(report, BaseException):
        raise report
    assert isinstance(report, Progress | Result)
    return report


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


def _solve(
    tell: Connection,
    asked: Connection,
    problem: Problem,
    rules: Rules,
    limits: Limits,
    seed: int,
    workers: int,
    cluster: str | None,
) -> None:
    """Solve in the process: say how it goes, then the answer or the error."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    found: list[Progress] = []

    def report(event: Progress) -> None:
        found.append(event)
        tell.send(event)

    try:
        # Until there is a first plan, there is nothing to keep.
        with cluster_of(cluster) if cluster else contextlib.nullcontext() as executor:
            answer = solve(
                problem, rules, limits, seed, workers, report, lambda: bool(found) and asked.poll(), executor
            )
        tell.send(answer)
    except OpendayError as error:
        tell.send(error)
    except Exception as error:
        tell.send(SolverFault(bug_text(error)))
