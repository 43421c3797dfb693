"""The pool of warm workers: ask it anything about a desk, from any thread."""

import atexit
import logging
import threading
import time
from collections.abc import Callable
from typing import Any, Self, TypeVar

from engine.domain.problem import Problem
from engine.errors import OpendayError

from .crew import Crew
from .errors import NeverTaken, TookTooLong, WorkerLost
from .gauges import Gauges, Tally
from .held import prepare
from .key import DeskKey
from .messages import Asked
from .worker import Worker

_LOG = logging.getLogger("openday")
_T = TypeVar("_T")
Load = Callable[[], Problem]
PREPARING = 120.0
"""Seconds for compiling a desk that nobody waits for."""
_LONGEST_PAUSE = 30.0
"""Seconds between two tries to start a worker that never gets ready."""


class WarmPool:
    """Worker processes that hold desks compiled. They start in the background, and dead ones are replaced.

    Parameters
    ----------
    size : int
        Questions that are worked on at a time.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self._crew, self._tally = Crew(), Tally()
        self._is_closing = threading.Event()
        self._first_is_up = threading.Event()
        self._keepers = [
            threading.Thread(target=self._keep, args=(slot,), name=f"keeper of worker {slot}", daemon=True)
            for slot in range(size)
        ]
        self._now: dict[int, Worker] = {}
        for keeper in self._keepers:
            keeper.start()
        # Otherwise an interpreter that ends without closing the pool would wait for workers that go on for ever.
        atexit.register(self.close)

    def __enter__(self) -> Self:
        """Return the pool, which is at work already."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close it."""
        self.close()

    @property
    def is_ready(self) -> bool:
        """Whether a worker is up."""
        return self._crew.counts()[0] > 0

    def ask(self, key: DeskKey, load: Load, question: Callable[..., _T], *given: Any, timeout: float) -> _T:
        """Return what a question answers about a desk; a worker whose process dies over it is replaced by another.

        Parameters
        ----------
        key : DeskKey
        load : callable
            Reads the desk. It is called in this thread, when the worker does not hold the desk.
        question : callable
            Function of a module; called in the worker as ``question(held, *given)``.
        timeout : float
            Seconds from now until the answer is given up.

        Raises
        ------
        OpendayError
            The one that the question raised; SolverFault when it raised anything else.
        TookTooLong
            When the time is over.
        WorkerLost
            When the question killed two workers, or the pool is closed.
        """
        began = time.monotonic()
        try:
            try:
                answer = self._ask(key, load, question, given, began + timeout)
            except WorkerLost:
                answer = self._ask(key, load, question, given, began + timeout)
        except TookTooLong:
            self._tally.count("too_long")
            raise
        self._tally.answered(question.__name__, time.monotonic() - began)
        return answer

    def warm(self, key: DeskKey, load: Load) -> None:
        """Have a desk compiled ahead of the first question, if a worker is idle; return at once."""
        worker = self._crew.spare(key)
        if worker:
            threading.Thread(target=self._prepare, args=(worker, key, load), name="warming", daemon=True).start()

    def gauges(self) -> Gauges:
        """Return what goes on, and what has been done so far."""
        return self._tally.gauges(self.size, *self._crew.counts())

    def close(self) -> None:
        """End all workers; questions under way end with WorkerLost."""
        self._is_closing.set()
        self._first_is_up.set()
        self._crew.close()
        for worker in list(self._now.values()):
            worker.kill()
        for keeper in self._keepers:
            keeper.join()
        atexit.unregister(self.close)

    def _ask(self, key: DeskKey, load: Load, question: Callable[..., _T], given: tuple[Any, ...], until: float) -> _T:
        while True:
            try:
                return self._ask_of(self._crew.take(key, until), key, load, question, given, until)
            except NeverTaken:
                # It was no fault of the question; the next worker gets it, while there is time.
                continue

    def _ask_of(
        self,
        worker: Worker,
        key: DeskKey,
        load: Load,
        question: Callable[..., _T],
        given: tuple[Any, ...],
        until: float,
    ) -> _T:
        try:
            problem = None
            if key not in worker.keys:
                self._tally.count("loads")
                problem = load()
                if time.monotonic() >= until:
                    # The worker has done nothing wrong.
                    raise TookTooLong("the desk took too long to read\n  Maybe ask again in a moment")
            answer: _T = worker.answer(Asked(key, problem, question, given), until)
            return answer
        finally:
            self._crew.give_back(worker)

    def _prepare(self, worker: Worker, key: DeskKey, load: Load) -> None:
        try:
            self._ask_of(worker, key, load, prepare, (), time.monotonic() + PREPARING)
        except OpendayError as error:
            _LOG.warning("a desk was not compiled ahead: %s", error)
        except Exception:
            _LOG.exception("a desk was not compiled ahead")

    def _keep(self, slot: int) -> None:
        """Keep one worker up: start it, wait for its end, start the next one."""
        pause = 0.0
        if slot > 0:
            # The first one writes the machine code that the others only read.
            self._first_is_up.wait()
        while not self._is_closing.is_set():
            pause = 0.0 if self._live(slot) else min(_LONGEST_PAUSE, 2 * pause + 1)
            if not self._is_closing.is_set():
                self._tally.count("lost")
                _LOG.error("a warm worker has ended; it is replaced")
                self._is_closing.wait(pause)

    def _live(self, slot: int) -> bool:
        """See a worker through its life; return whether it has ever been ready."""
        try:
            worker = self._now[slot] = Worker()
        except OSError:
            _LOG.exception("a warm worker cannot be started")
            return False
        if self._is_closing.is_set():
            worker.kill()
        is_ready = worker.wait_ready()
        if is_ready:
            self._crew.add(worker)
            self._first_is_up.set()
        worker.wait_end()
        self._crew.remove(worker)
        return is_ready
