"""A ticket arrives that nobody had counted on."""

from typing import Literal

from pydantic import Field

from engine.domain.base import Identifier, Priority, Tier
from engine.domain.problem import Problem
from engine.domain.ticket import SkillNeed, Ticket

from ..change import Change
from ..moments import When, clock_words, instant
from ..names import ClientRef, SiteRef
from ..parts import with_ticket


class TicketArrives(Change):
    """A new ticket, on-site when it names a site; its SLA clocks start when it arrives."""

    change: Literal["ticket_arrives"] = "ticket_arrives"
    id: Identifier
    client: ClientRef
    site: SiteRef | None = None
    summary: str = ""
    type: Identifier = "incident"
    priority: Priority = 3
    tier: Tier = 1
    skills: tuple[SkillNeed, ...] = ()
    certificates: tuple[Identifier, ...] = ()
    minutes: int = Field(default=60, ge=1, le=10_000)
    at: When = "now"
    engineers_needed: int = Field(default=1, ge=1, le=8)

    def apply(self, problem: Problem) -> Problem:
        """Add the ticket; work on it starts when it is there, not before."""
        if self.id in problem.ticket:
            raise ValueError(f"there is a ticket {self.id!r} already; give the new one another id")
        at = instant(self.at, problem.desk)
        arrived = Ticket(
            id=self.id,
            client_id=self.client,
            site_id=self.site,
            summary=self.summary,
            type=self.type,
            priority=self.priority,
            tier=self.tier,
            skills=self.skills,
            certificates=self.certificates,
            estimated_minutes=self.minutes,
            created=at,
            earliest_start=at if at > problem.desk.now else None,
            engineers_needed=self.engineers_needed,
        )
        return with_ticket(problem, arrived)

    def say(self, problem: Problem) -> str:
        """Say what arrives, for whom and when."""
        client, when = problem.client[self.client].label, clock_words(self.at, problem.desk)
        return f"P{self.priority} {self.summary or self.id} for {client} arrives {when}, {self.minutes} min"
