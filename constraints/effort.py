"""How long work takes: the estimate times the engineer's proven speed for the type, and the set-up at a site."""

from collections.abc import Iterable
from math import ceil
from typing import ClassVar

from engine.builder import Builder
from engine.constraint import Finding, Rule
from engine.domain.engineer import Engineer
from engine.domain.problem import Problem
from engine.domain.ticket import Ticket
from engine.reading import Reading


class Effort(Rule):
    """Hard: a calendar entry is as long as the work needs; several engineers together need the slowest one's time."""

    name: ClassVar[str] = "effort"
    topic: ClassVar[str] = "skill"
    words: ClassVar[str] = "faster, quicker, slow, slower, takes him longer, takes her longer, takes longer, efficient"
    reads: ClassVar[tuple[str, ...]] = (
        "ticket.estimated_minutes",
        "ticket.type",
        "ticket.subtype",
        "engineer.speeds",
        "site.setup_minutes",
    )

    def compile(self, problem: Problem, builder: Builder) -> None:
        """Write the estimates, the speeds by type and subtype, and the sites' set-up."""
        for at, ticket in enumerate(builder.tickets):
            builder.effort(at, ticket.estimated_minutes)
        builder.pace(
            lambda ticket: (ticket.type, ticket.subtype),
            lambda key: builder.per_engineer(lambda engineer: _percent(engineer, *key)),
        )
        for at, site in enumerate(builder.places):
            builder.setup(at, site.setup_minutes)

    def audit(self, problem: Problem, reading: Reading) -> Iterable[Finding]:
        """Find entries shorter than the work."""
        for works in reading.works.values():
            needed = max(minutes_needed(work.engineer, work.ticket) for work in works)
            for work in works:
                if work.minutes < needed:
                    words = (
                        f"{work.ticket.id} needs {needed} minutes of {work.engineer.label}, {work.minutes} are planned"
                    )
                    yield self.hard(needed - work.minutes, work.ticket.id, work.engineer.id, words)


def minutes_needed(engineer: Engineer, ticket: Ticket) -> int:
    """Return the minutes an engineer needs for a ticket, rounded up."""
    return max(1, ceil(ticket.estimated_minutes * _percent(engineer, ticket.type, ticket.subtype) / 100))


def _percent(engineer: Engineer, kind: str, subtype: str) -> int:
    """Return the speed for ``type/subtype``, else for the type, else 100."""
    known = {speed.type: speed.percent for speed in engineer.speeds}
    return known.get(f"{kind}/{subtype}", known.get(kind, 100))
