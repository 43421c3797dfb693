"""Groups: related tickets keep their context when one engineer has them all."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from typing import ClassVar

from engine.builder import Builder
from engine.constraint import Finding, Rule
from engine.domain.base import Minutes
from engine.domain.problem import Problem
from engine.reading import Reading


class SameEngineer(Rule):
    """Price: minutes for every engineer beyond the first on the tickets of a group."""

    name: ClassVar[str] = "same_engineer"
    topic: ClassVar[str] = "continuity"
    words: ClassVar[str] = (
        "same engineer, same issue, same problem, same thing, same switch, same ticket, related, belongs together, "
        "keep it with, keep them together, one person, context, hand over, hand this over, handover, handoff, hand- "
        "off, whole history, whole story, duplicate, second ticket, leave it with, stay* with, fixed it, part two, "
        "second part, next phase, phase two, continu*, carry on, let him finish, let her finish, where he left off, "
        "where she left off, reopened, came back"
    )
    reads: ClassVar[tuple[str, ...]] = ("ticket.group",)
    default_weight: ClassVar[int | None] = 500
    factor: ClassVar[str] = "familiarity"
    minutes_per_engineer: Minutes = 30

    def applies(self, problem: Problem) -> bool:
        """Whether any ticket belongs to a group."""
        return any(ticket.group for ticket in problem.tickets)

    def compile(self, problem: Problem, builder: Builder) -> None:
        """Write the groups of several tickets."""
        members: dict[str, list[int]] = defaultdict(list)
        for at, ticket in enumerate(builder.tickets):
            if ticket.group:
                members[ticket.group].append(at)
        for tickets in members.values():
            if len(tickets) > 1:
                builder.group(tickets, self.minutes_per_engineer)

    def audit(self, problem: Problem, reading: Reading) -> Iterable[Finding]:
        """Find groups that several engineers share."""
        tickets = sorted((ticket.group, at) for at, ticket in enumerate(problem.schedulable) if ticket.group)
        for group, found in groupby(tickets, key=lambda entry: entry[0]):
            members = [problem.schedulable[at].id for _, at in found]
            works = [work for ticket_id in members for work in reading.works.get(ticket_id, ())]
            engineers = {work.engineer.id: work.engineer.label for work in works}
            extra = len(engineers) - 1
            if len(members) > 1 and extra > 0 and self.minutes_per_engineer:
                names = ", ".join(sorted(engineers.values()))
                words = f"the tickets of group {group} ({', '.join(members)}) are shared by {names}"
                yield self.price(extra * self.minutes_per_engineer, works[0].ticket.id, "", words)
