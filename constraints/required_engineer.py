"""Required engineers: a ticket that names some goes to nobody else."""

from collections.abc import Iterable
from typing import ClassVar

from engine.builder import Builder
from engine.constraint import Finding, Rule
from engine.domain.problem import Problem
from engine.reading import Reading


class RequiredEngineer(Rule):
    """Hard: only the engineers that the ticket requires."""

    name: ClassVar[str] = "required_engineer"
    topic: ClassVar[str] = "personality"
    words: ClassVar[str] = (
        "must be, has to be him, has to be her, nobody else, no one else, only accept*, contract says"
    )
    reads: ClassVar[tuple[str, ...]] = ("ticket.required_engineers",)
    yields_to_pin: ClassVar[bool] = True

    def applies(self, problem: Problem) -> bool:
        """Whether any ticket requires somebody."""
        return any(ticket.required_engineers for ticket in problem.tickets)

    def compile(self, problem: Problem, builder: Builder) -> None:
        """Gate by the set of required engineers; the empty set lets everybody."""
        builder.gate(
            lambda ticket: frozenset(ticket.required_engineers),
            lambda key: builder.where_engineer(lambda engineer: not key or engineer.id in key),
        )

    def audit(self, problem: Problem, reading: Reading) -> Iterable[Finding]:
        """Find engineers who are not among those required."""
        for work in reading.all_works:
            required = work.ticket.required_engineers
            if required and work.engineer.id not in required:
                names = " or ".join(problem.engineer[each].label for each in required)
                words = f"{work.ticket.id} is for {names} only, not for {work.engineer.label}"
                yield self.hard(1, work.ticket.id, work.engineer.id, words)
