"""A preference: somebody whom a client's work should rather go to, or rather not, for now."""

import datetime as dt
from enum import StrEnum

from .base import Frozen, Identifier, Minutes


class Kind(StrEnum):
    """Which way a preference points."""

    PREFER = "prefer"
    """Anybody else costs its minutes."""
    AVOID = "avoid"
    """The engineer costs its minutes."""


class Preference(Frozen):
    """Whom a client's tickets should rather go to, or not, as a price: never a gate, never a bonus.

    A person owns it and can say why, and it ends by itself: ``expires`` is the last day, in the desk's zone, on which
    it counts.
    """

    client_id: Identifier
    engineer_id: Identifier
    kind: Kind = Kind.PREFER
    ticket_type: Identifier | None = None
    """None is every type."""
    minutes: Minutes = 30
    owner: Identifier
    reason: str = ""
    expires: dt.date

    def minutes_of(self, engineer_id: str, ticket_type: str, today: dt.date) -> int:
        """Return what it costs, in engineer-minutes, when an engineer takes a ticket of a type for the client."""
        if today > self.expires or self.ticket_type not in (None, ticket_type):
            return 0
        return self.minutes if (engineer_id == self.engineer_id) == (self.kind is Kind.AVOID) else 0
