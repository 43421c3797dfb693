"""A ticket escalates."""

from typing import Literal, Self

from pydantic import model_validator

from engine.domain.base import Priority, Tier
from engine.domain.problem import Problem

from ..change import Change
from ..names import TicketRef
from ..parts import renewed, with_ticket


class TicketEscalates(Change):
    """The ticket gets another priority, another tier, or both.

    Targets that follow from the client's SLA policy follow the new priority; times that the ticket itself gives stay.
    """

    change: Literal["ticket_escalates"] = "ticket_escalates"
    ticket: TicketRef
    priority: Priority | None = None
    tier: Tier | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.priority is None and self.tier is None:
            raise ValueError("give a priority, a tier or both")
        return self

    def apply(self, problem: Problem) -> Problem:
        """Set priority and tier."""
        told = {"priority": self.priority, "tier": self.tier}
        fields = {name: value for name, value in told.items() if value is not None}
        return with_ticket(problem, renewed(problem.ticket[self.ticket], **fields))

    def say(self, problem: Problem) -> str:
        """Say from what to what."""
        ticket, parts = problem.ticket[self.ticket], []
        if self.priority is not None:
            parts.append(f"from P{ticket.priority} to P{self.priority}")
        if self.tier is not None:
            parts.append(f"from tier {ticket.tier} to tier {self.tier}")
        return f"{self.ticket} goes {' and '.join(parts)}"
