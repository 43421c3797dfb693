"""A ticket takes longer than was thought."""

from typing import Literal

from pydantic import Field

from engine.domain.problem import Problem
from engine.words import minutes_text

from ..change import Change
from ..names import TicketRef
from ..parts import renewed, with_ticket


class TicketOverruns(Change):
    """The ticket's estimate grows by so many minutes.

    Whoever works it at her own speed needs more or less than these. Of work under way the estimate is that of the whole
    work, from its start, so the minutes come on top of what had been planned: `replan` moves its end.
    """

    change: Literal["ticket_overruns"] = "ticket_overruns"
    ticket: TicketRef
    minutes: int = Field(ge=1, le=10_000)

    def apply(self, problem: Problem) -> Problem:
        """Lengthen the estimate."""
        ticket = problem.ticket[self.ticket]
        return with_ticket(problem, renewed(ticket, estimated_minutes=ticket.estimated_minutes + self.minutes))

    def say(self, problem: Problem) -> str:
        """Say which ticket, and how long it takes now."""
        whole = minutes_text(problem.ticket[self.ticket].estimated_minutes + self.minutes)
        return f"{self.ticket} takes {minutes_text(self.minutes)} longer, {whole} in all"
