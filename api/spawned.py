"""Processes of the service: they end with the one that started them, and only it stops them."""

import atexit
import multiprocessing
import os
import signal
from collections.abc import Callable
from multiprocessing.context import SpawnProcess
from typing import Any
from weakref import WeakSet

from engine.parent import end_with_parent, held_back

_STARTED: WeakSet[SpawnProcess] = WeakSet()


def spawn(name: str, target: Callable[..., object], *given: Any) -> SpawnProcess:
    """Start a process that calls a function of a module with what it is given.

    Ctrl-C in a terminal and a service manager's SIGTERM reach every process of the service. Only the one that started
    them acts on these: it lets questions under way be answered and puts jobs back.
    """
    # Not daemonic: a solve starts processes itself.
    process = multiprocessing.get_context("spawn").Process(target=_begin, name=name, args=(target, given))
    with held_back(signal.SIGINT, signal.SIGTERM):
        process.start()
    _STARTED.add(process)
    return process


def _begin(target: Callable[..., object], given: tuple[Any, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What is ignored stays so in the processes that a solve starts, and those are ended by this signal.
    signal.signal(signal.SIGTERM, lambda _number, _frame: None)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
    end_with_parent()
    target(*given)


@atexit.register
def _end_all() -> None:
    """End what nobody has ended, so that the interpreter does not wait for it."""
    for process in list(_STARTED):
        if process.is_alive():
            process.kill()


def step_back(niceness: int) -> None:
    """Let the processes that are less nice go first, where the system knows such a thing."""
    if hasattr(os, "nice"):
        os.nice(niceness)
