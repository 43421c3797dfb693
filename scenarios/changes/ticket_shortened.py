"""A ticket takes less time than was thought, or is done already."""

from typing import Literal

from pydantic import Field

from engine.domain.problem import Problem
from engine.words import minutes_text

from ..change import Change
from ..names import TicketRef
from ..parts import closed, renewed, with_ticket


class TicketShortened(Change):
    """The ticket's estimate shrinks by so many minutes; without minutes it is done by now, and closed."""

    change: Literal["ticket_shortened"] = "ticket_shortened"
    ticket: TicketRef
    minutes: int | None = Field(default=None, ge=1, le=10_000)

    def apply(self, problem: Problem) -> Problem:
        """Shorten the estimate, or close the ticket."""
        ticket = problem.ticket[self.ticket]
        if self.minutes is None:
            return closed(problem, (self.ticket,))
        left = ticket.estimated_minutes - self.minutes
        if left < 1:
            known = f"{self.ticket} is estimated at {ticket.estimated_minutes} minutes"
            raise ValueError(f"{known}, {self.minutes} fewer leave nothing; leave the minutes out if it is done")
        return with_ticket(problem, renewed(ticket, estimated_minutes=left))

    def say(self, problem: Problem) -> str:
        """Say which ticket, and how long it takes now."""
        if self.minutes is None:
            return f"{self.ticket} is done already"
        whole = minutes_text(problem.ticket[self.ticket].estimated_minutes - self.minutes)
        return f"{self.ticket} takes {minutes_text(self.minutes)} less, {whole} in all"
