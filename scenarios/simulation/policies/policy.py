"""What a policy is: it looks at the desk every quarter of an hour, and publishes a calendar where it has a new one."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Protocol

from engine.domain.schedule import Schedule
from engine.learning.decision import Decision

from ..seen import Seen


class Policy(Protocol):
    """A way of dispatching a desk; it may keep what it has learned from one look to the next."""

    @property
    def decisions(self) -> Sequence[Decision]:
        """What a dispatcher has decided about its places so far; nothing where nobody looks at them."""
        return ()

    @abstractmethod
    def decide(self, seen: Seen) -> Schedule | None:
        """Return the calendar from now on, with everything that stays in it; None where nothing changes."""
