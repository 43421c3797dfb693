"""Which tickets something holds for: a client, a type, a priority, a tier; what is left open holds for all."""

from ..domain.base import Frozen, Identifier, Priority, Tier
from .decision import TicketFacts


class Category(Frozen):
    """A kind of ticket; None is any."""

    client_id: Identifier | None = None
    type: Identifier | None = None
    priority: Priority | None = None
    tier: Tier | None = None

    def holds(self, ticket: TicketFacts) -> bool:
        """Whether a ticket is of this kind."""
        return all(value is None or value == getattr(ticket, name) for name, value in self)

    @property
    def precedence(self) -> tuple[int, bool, bool, bool, bool]:
        """How closely it is drawn, to be compared.

        What names more comes before what names less; of two that name as many, the client counts before the type, the
        type before the priority, and the priority before the tier. Two that hold for one ticket are never equal here
        unless they are the same.
        """
        named = [value is not None for _, value in self]
        return sum(named), named[0], named[1], named[2], named[3]

    def __str__(self) -> str:
        """Return it in words, as ``network tickets of contoso, P2, tier 1``."""
        named = [f"{self.type} tickets" if self.type else ""]
        if self.client_id:
            named = [f"{named[0] or 'tickets'} of {self.client_id}"]
        named += [f"P{self.priority}" if self.priority else "", f"tier {self.tier}" if self.tier else ""]
        return ", ".join(filter(None, named)) or "all tickets"
