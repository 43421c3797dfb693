"""Dues that are worked out once, for a desk of which many schedules are audited."""

from ..domain.problem import Problem
from ..domain.ticket import Ticket
from ..sla import Due, SlaClocks, Target

MOST = 20_000
"""Dues that are kept; on a desk with more, the others are worked out each time."""


class KnownDues(SlaClocks):
    """The due minutes of a problem's tickets, remembered."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self._known: dict[tuple[str, Target], tuple[Ticket, Due | None]] = {}

    def due(self, ticket: Ticket, target: Target) -> Due | None:
        """Return when a target of a ticket is due; None when there is none or it has been met."""
        known = self._known.get((ticket.id, target))
        if known is not None and known[0] is ticket:
            return known[1]
        found = super().due(ticket, target)
        if len(self._known) < MOST:
            self._known[ticket.id, target] = ticket, found
        return found
