"""Waiting for what other processes and threads bring about."""

import time
from collections.abc import Callable

PATIENCE = 600.0
"""Seconds after which something that a test waits for counts as never coming."""


def until(is_so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "it never came about"
        time.sleep(0.02)
