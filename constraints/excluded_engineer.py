"""Excluded engineers: those whom a ticket or its client does not want."""

from collections.abc import Iterable
from typing import ClassVar

from engine.builder import Builder
from engine.constraint import Finding, Rule
from engine.domain.problem import Problem
from engine.reading import Reading


class ExcludedEngineer(Rule):
    """Hard: nobody whom the ticket or its client excludes."""

    name: ClassVar[str] = "excluded_engineer"
    topic: ClassVar[str] = "personality"
    words: ClassVar[str] = (
        "banned, not allowed, refuse*, never send, do not send, don't send, don't want him there, don't want her "
        "there, not welcome"
    )
    reads: ClassVar[tuple[str, ...]] = ("ticket.excluded_engineers", "client.excluded_engineers")
    yields_to_pin: ClassVar[bool] = True

    def applies(self, problem: Problem) -> bool:
        """Whether anybody is excluded from anything."""
        by_ticket = any(ticket.excluded_engineers for ticket in problem.tickets)
        return by_ticket or any(client.excluded_engineers for client in problem.clients)

    def compile(self, problem: Problem, builder: Builder) -> None:
        """Gate by the set of excluded engineers."""
        builder.gate(
            lambda ticket: frozenset(
                (*ticket.excluded_engineers, *problem.client[ticket.client_id].excluded_engineers)
            ),
            lambda key: builder.where_engineer(lambda engineer: engineer.id not in key),
        )

    def audit(self, problem: Problem, reading: Reading) -> Iterable[Finding]:
        """Find engineers who are excluded, by the ticket or by the client."""
        for work in reading.all_works:
            client = problem.client[work.ticket.client_id]
            if work.engineer.id in work.ticket.excluded_engineers:
                words = f"{work.ticket.id} excludes {work.engineer.label}"
                yield self.hard(1, work.ticket.id, work.engineer.id, words)
            elif work.engineer.id in client.excluded_engineers:
                words = f"{work.ticket.id} is for {client.label}, who excludes {work.engineer.label}"
                yield self.hard(1, work.ticket.id, work.engineer.id, words)
