"""Processes that do not outlive the one that started them, and hear no signal before they can deal with it."""

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from multiprocessing import resource_tracker


def end_with_parent() -> None:
    """End this process as soon as the one that started it has ended, however that came about.

    Nothing else would: a process that is killed takes none of those that it started with it.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, name="end with parent", daemon=True).start()


@contextlib.contextmanager
def held_back(*signals: signal.Signals) -> Iterator[None]:
    """Keep signals for later, here and in a process that is started meanwhile: it inherits the mask of this thread.

    Ignoring them would lose them, and with a handler they would end the process before that can ignore them.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # A resource tracker that has yet to be started lets the signals through once it is.
    resource_tracker.ensure_running()
    usual = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, usual)
