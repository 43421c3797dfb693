"""Processes on this machine that run jobs, and new ones in place of those that have died."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from multiprocessing.connection import Connection
from typing import ParamSpec, TypeVar

from engine.parent import held_back

P = ParamSpec("P")
T = TypeVar("T")


class Processes(Executor):
    """So many processes. Calls under way fail with BrokenExecutor when one dies; later ones get new processes.

    Parameters
    ----------
    workers : int
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers
        context = multiprocessing.get_context("spawn")
        # Nothing is ever said over it: whoever holds its end hears when this process closes it, or has ended.
        self._hears, self._open = context.Pipe(duplex=False)
        self._pool = self._made()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Send a call."""
        # The first call starts the processes, which are to be deaf to Ctrl-C from their first moment.
        with held_back(signal.SIGINT):
            try:
                return self._pool.submit(fn, *args, **kwargs)
            except BrokenExecutor:
                self._pool = self._made()
                return self._pool.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = True) -> None:
        """End the processes; what is under way in them is given up."""
        self._open.close()
        self._pool.shutdown(wait, cancel_futures=cancel_futures)
        self._hears.close()

    def _made(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self.workers, context, initializer=_begin, initargs=(self._hears,))


def _begin(hears: Connection) -> None:
    # A Ctrl-C in the terminal reaches every process of the group; only the one that talks to the user acts on it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def wait() -> None:
        try:
            hears.recv()
        except EOFError:
            os._exit(1)

    threading.Thread(target=wait, name="end with parent", daemon=True).start()
