"""What the pool has to say about itself."""

import threading
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Seconds:
    """Questions of one kind that were answered, and the seconds that they took, waiting included."""

    count: int = 0
    total: float = 0.0


@dataclass(frozen=True)
class Gauges:
    """The pool at one moment, and what it has done since its start."""

    size: int
    up: int
    busy: int
    waiting: int
    lost: int
    """Workers that ended and were replaced."""
    too_long: int
    """Questions that were given up."""
    loads: int
    """Desks that were read and compiled for a question."""
    seconds: dict[str, Seconds] = field(default_factory=dict)
    """By the question's name."""


class Tally:
    """Counts from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts = {"lost": 0, "too_long": 0, "loads": 0}
        self._seconds: dict[str, Seconds] = {}

    def count(self, what: str) -> None:
        """Count one more."""
        with self._lock:
            self._counts[what] += 1

    def answered(self, kind: str, seconds: float) -> None:
        """Note an answer."""
        with self._lock:
            before = self._seconds.get(kind, Seconds())
            self._seconds[kind] = Seconds(before.count + 1, before.total + seconds)

    def gauges(self, size: int, up: int, busy: int, waiting: int) -> Gauges:
        """Return all of it."""
        with self._lock:
            return Gauges(size, up, busy, waiting, **self._counts, seconds=dict(self._seconds))
