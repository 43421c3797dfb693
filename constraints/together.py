"""Several engineers on one ticket: as many as it needs, all from the same start."""

from collections.abc import Iterable
from typing import ClassVar

from engine.builder import Builder
from engine.constraint import Finding, Rule
from engine.domain.problem import Problem
from engine.reading import Reading


class Together(Rule):
    """Hard: a ticket has exactly the engineers it needs, or nobody, and they start together."""

    name: ClassVar[str] = "together"
    topic: ClassVar[str] = "other"
    words: ClassVar[str] = "two people, both of them, together with, needs two, second pair of hands, helper"
    reads: ClassVar[tuple[str, ...]] = ("ticket.engineers_needed",)

    def compile(self, problem: Problem, builder: Builder) -> None:
        """Write how many engineers a ticket needs where it is more than one."""
        for at, ticket in enumerate(builder.tickets):
            if ticket.engineers_needed > 1:
                builder.together(at, ticket.engineers_needed)

    def audit(self, problem: Problem, reading: Reading) -> Iterable[Finding]:
        """Find tickets with too few or too many engineers, or who start apart."""
        for ticket_id, works in reading.works.items():
            needed = problem.ticket[ticket_id].engineers_needed
            crew = {work.engineer.id: work.engineer.label for work in works}
            if len(crew) != needed:
                words = f"{ticket_id} needs {needed} engineers, it has {len(crew)}: {', '.join(crew.values())}"
                yield self.hard(abs(len(crew) - needed), ticket_id, "", words, "engineers")
            starts = [work.start for work in works]
            apart = max(starts) - min(starts)
            if apart:
                words = f"{ticket_id} is started {apart} minutes apart by {', '.join(crew.values())}"
                yield self.hard(apart, ticket_id, "", words, "starts")
