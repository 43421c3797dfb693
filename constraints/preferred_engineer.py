"""Preferred engineers: those whom a ticket or its client would rather have."""

from collections.abc import Iterable
from typing import ClassVar

from engine.builder import Builder, Vector
from engine.constraint import Finding, Rule
from engine.domain.base import Minutes
from engine.domain.problem import Problem
from engine.reading import Reading


class PreferredEngineer(Rule):
    """Price: minutes for anybody else where the ticket prefers some, and minutes where the client does."""

    name: ClassVar[str] = "preferred_engineer"
    topic: ClassVar[str] = "personality"
    words: ClassVar[str] = (
        "prefer*, ask* for, by name, request*, favourite, favorite, want* him, want* her, wants, only want*"
    )
    reads: ClassVar[tuple[str, ...]] = ("ticket.preferred_engineers", "client.preferred_engineers")
    default_weight: ClassVar[int | None] = 500
    factor: ClassVar[str] = "familiarity"
    ticket_minutes: Minutes = 30
    client_minutes: Minutes = 20

    def applies(self, problem: Problem) -> bool:
        """Whether anybody is preferred for anything."""
        by_ticket = any(ticket.preferred_engineers for ticket in problem.tickets)
        return by_ticket or any(client.preferred_engineers for client in problem.clients)

    def compile(self, problem: Problem, builder: Builder) -> None:
        """Price by the engineers preferred, for tickets and for clients."""

        def anybody_else(preferred: frozenset[str], minutes: int) -> Vector:
            return builder.for_most(minutes if preferred else 0, dict.fromkeys(preferred, 0))

        builder.assign(
            lambda ticket: frozenset(ticket.preferred_engineers),
            lambda key: anybody_else(key, self.ticket_minutes),
        )
        builder.assign(
            lambda ticket: frozenset(problem.client[ticket.client_id].preferred_engineers),
            lambda key: anybody_else(key, self.client_minutes),
        )

    def audit(self, problem: Problem, reading: Reading) -> Iterable[Finding]:
        """Find work done by others than those preferred."""
        for work in reading.all_works:
            client = problem.client[work.ticket.client_id]
            wishes = (
                (work.ticket.id, work.ticket.preferred_engineers, self.ticket_minutes),
                (client.label, client.preferred_engineers, self.client_minutes),
            )
            for name, preferred, minutes in wishes:
                if preferred and minutes and work.engineer.id not in preferred:
                    wanted = " or ".join(problem.engineer[each].label for each in preferred)
                    words = f"{work.ticket.id} goes to {work.engineer.label}, {name} prefers {wanted}"
                    yield self.price(minutes, work.ticket.id, work.engineer.id, words)
