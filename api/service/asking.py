"""How the service asks what takes computing: of the warm workers, or right here where there are none."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from api.store.desks import Snapshot
from api.warm.held import Held

T = TypeVar("T")


class Ask(Protocol):
    """Answers a question, a function whose first argument is the desk as a worker holds it."""

    def __call__(self, snapshot: Snapshot, question: Callable[..., T], *args: Any, timeout: float = 60.0) -> T:
        """Return ``question(held, *args)``."""


def ask_here(snapshot: Snapshot, question: Callable[..., T], *args: Any, timeout: float = 60.0) -> T:  # noqa: ARG001
    """Answer in this process, which compiles the desk for this one question."""
    return question(Held(snapshot.problem), *args)
