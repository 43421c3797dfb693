"""How long a solve may take, and what it says on the way."""

from collections.abc import Callable
from dataclasses import dataclass

WORKERS = 2
"""Processes that improve a plan side by side; a constant, because the answer depends on it."""
FILL_SECONDS = 1.1
"""Seconds in which a dispatcher who waits gets an engineer's time filled, alternatives included."""


@dataclass(frozen=True)
class Limits:
    """Wall-clock seconds, or deterministic effort, or both; None is no limit.

    ``deterministic`` counts CP-SAT's deterministic time, which depends on the work done and not on the machine. With it
    and without ``seconds`` the same problem, seed and number of workers give the same answer.
    """

    seconds: float | None = None
    deterministic: float | None = None

    def __post_init__(self) -> None:
        for name in ("seconds", "deterministic"):
            value = getattr(self, name)
            if value is not None and value <= 0:
                raise ValueError(f"the limit {name} is {value}; give a number above 0")


@dataclass(frozen=True)
class Progress:
    """One event of a solve: seconds passed, cost of the best plan, proven bound, gap, and the part at work."""

    seconds: float
    cost: int
    bound: int
    gap: float
    phase: str


OnProgress = Callable[[Progress], None]
IsStopped = Callable[[], bool]


def quiet(progress: Progress) -> None:
    """Take no notice of progress."""


def never() -> bool:
    """Tell that nobody has asked to stop."""
    return False
