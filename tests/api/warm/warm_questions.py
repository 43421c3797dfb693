"""Questions that go well or badly; functions of a module, so that workers find them."""

import gc
import os
import time
from pathlib import Path

from waiting import until

from api.warm import Held
from engine.errors import DataError, Flaw

FLAW = Flaw("tickets.csv", 3, "tier", "9", "is no tier", "write 1")


def tickets(held: Held) -> int:
    """Return how many tickets the desk has."""
    return len(held.problem.tickets)


def total(held: Held) -> int:
    """Return the cost of the published schedule."""
    return held.published.score.total


def compiled_tickets(held: Held) -> int:
    """Return how many tickets the compiled desk has."""
    return len(held.warm_desk.instance.tickets)


def process(_held: Held) -> int:
    """Return the number of the worker's process."""
    return os.getpid()


def never_looked_through(_held: Held) -> int:
    """Return of how many objects the worker knows that they are no garbage."""
    return gc.get_freeze_count()


def what_is_made(held: Held) -> set[str]:
    """Return what has been made of the desk so far."""
    return set(vars(held))


def wait_for(_held: Held, gate: Path, mark: Path) -> int:
    """Leave a mark with the worker's process, and wait until the gate is there."""
    part = mark.with_suffix(".part")
    part.write_text(str(os.getpid()))
    part.rename(mark)
    until(gate.exists)
    return os.getpid()


def hang_once(_held: Held, mark: Path) -> str:
    """Leave a mark with the worker's process and wait for ever; answer the second time."""
    if mark.exists():
        return "answered"
    part = mark.with_suffix(".part")
    part.write_text(str(os.getpid()))
    part.rename(mark)
    while True:
        time.sleep(1)


def die(_held: Held) -> None:
    """Kill the worker, each time."""
    os._exit(3)


def refuse(_held: Held) -> None:
    """Find a flaw."""
    raise DataError([FLAW])


def divide(held: Held) -> float:
    """Fail."""
    return 1 / (len(held.problem.tickets) - len(held.problem.tickets))


def unsayable(_held: Held) -> object:
    """Answer what cannot be sent."""
    return lambda: 1
