"""A ticket is cancelled."""

from typing import Literal

from engine.domain.problem import Problem

from ..change import Change
from ..names import TicketRef
from ..parts import closed


class TicketCancelled(Change):
    """The ticket is closed: nobody plans it, and its time in a published schedule is free from now on."""

    change: Literal["ticket_cancelled"] = "ticket_cancelled"
    ticket: TicketRef

    def apply(self, problem: Problem) -> Problem:
        """Close the ticket; what depends on it need not wait any longer."""
        return closed(problem, (self.ticket,))

    def say(self, problem: Problem) -> str:
        """Say which ticket, and whose it is."""
        return f"{self.ticket} of {problem.client[problem.ticket[self.ticket].client_id].label} is cancelled"
