"""A process that solves for the harness: it keeps its libraries and the instance, and can be ended at any moment."""

import multiprocessing
import signal
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection

from engine.errors import bug_text
from engine.instance import Instance
from engine.parent import end_with_parent
from engine.plan import Plan

from .memory import peak_mb, reset_peak
from .peers.peer import Orders, Warm, Whole
from .peers.registry import all_peers

_PREPARING = 600.0
"""Seconds that compiling for a machine may take, once."""


@dataclass(frozen=True)
class Done:
    """An answer, the seconds it took and the memory."""

    answer: Orders | Whole
    seconds: float
    memory_mb: float


@dataclass(frozen=True)
class Failed:
    """Why there is no answer."""

    reason: str


@dataclass(frozen=True)
class _Load:
    instance: Instance
    start: Plan | None


@dataclass(frozen=True)
class _Solve:
    solver: str
    seconds: float
    seed: int


class Worker:
    """One process, started when it is first needed."""

    def __init__(self) -> None:
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None
        self._case: _Load | None = None
        self._deadline = 0.0

    def load(self, instance: Instance, start: Plan | None) -> None:
        """Give the instance that the next solves are of."""
        self._case = _Load(instance, start)
        if self._pipe:
            self._pipe.send(self._case)

    def begin(self, solver: str, seconds: float, seed: int, patience: float) -> None:
        """Start a solve; it is ended when it takes longer than ``patience``."""
        self._deadline = patience
        if self._process and not self._process.is_alive():
            self.close()
        if self._pipe is None:
            self._start()
        assert self._pipe is not None
        self._pipe.send(_Solve(solver, seconds, seed))

    def answer(self) -> Done | Failed:
        """Wait for the solve that was begun."""
        assert self._pipe is not None
        try:
            # The first word says that the libraries are there; from then on time counts.
            for patience in (_PREPARING, self._deadline):
                if not self._pipe.poll(patience):
                    self.close()
                    return Failed(f"no answer after {patience:.0f} s")
                said = self._pipe.recv()
                if said is not None:
                    assert isinstance(said, Done | Failed)
                    return said
        except EOFError:
            self.close()
        return Failed("the process died")

    def close(self) -> None:
        """End the process."""
        if self._process and self._pipe:
            self._pipe.close()
            self._process.kill()
            self._process.join()
        self._process = self._pipe = None

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, other = context.Pipe()
        # Not daemonic: a solver may start processes itself; they end with it.
        self._process = context.Process(target=_serve, name="openday bench", args=(other,))
        self._process.start()
        other.close()
        if self._case:
            self._pipe.send(self._case)


def _serve(pipe: Connection) -> None:
    """Answer in the process, until it is ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    case: _Load | None = None
    while True:
        try:
            asked = pipe.recv()
        except EOFError:
            return
        if isinstance(asked, _Load):
            case = asked
            continue
        assert case is not None
        try:
            pipe.send(_solve(pipe, case, asked))
        except Exception as error:
            pipe.send(Failed(bug_text(error)))


def _solve(pipe: Connection, case: _Load, asked: _Solve) -> Done:
    peer = all_peers()[asked.solver]
    peer.prepare()
    pipe.send(None)
    reset_peak()
    began = time.perf_counter()
    if case.start is not None and isinstance(peer, Warm):
        answer = peer.solve_from(case.instance, case.start, asked.seconds, asked.seed)
    else:
        answer = peer.solve(case.instance, asked.seconds, asked.seed)
    return Done(answer, time.perf_counter() - began, peak_mb())
