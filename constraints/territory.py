"""Territories: an engineer who has some visits no site of another."""

from collections.abc import Iterable
from typing import ClassVar

from engine.builder import Builder
from engine.constraint import Finding, Rule
from engine.domain.problem import Problem
from engine.domain.ticket import Ticket
from engine.reading import Reading


class Territory(Rule):
    """Hard: a site with a territory is visited by engineers of that territory, or of none."""

    name: ClassVar[str] = "territory"
    topic: ClassVar[str] = "travel"
    words: ClassVar[str] = "territory, region, his area, her area, not his area, not her area, other side of town, zone"
    reads: ClassVar[tuple[str, ...]] = ("ticket.site_id", "site.territory", "engineer.territories")
    yields_to_pin: ClassVar[bool] = True

    def applies(self, problem: Problem) -> bool:
        """Whether there are territories on both sides."""
        return any(site.territory for site in problem.sites) and any(each.territories for each in problem.engineers)

    def compile(self, problem: Problem, builder: Builder) -> None:
        """Gate by the territory of the ticket's site; remote work has none."""

        def territory(ticket: Ticket) -> str | None:
            return problem.site[ticket.site_id].territory if ticket.site_id else None

        builder.gate(
            territory,
            lambda key: builder.where_engineer(
                lambda engineer: key is None or not engineer.territories or key in engineer.territories
            ),
        )

    def audit(self, problem: Problem, reading: Reading) -> Iterable[Finding]:
        """Find visits outside the engineer's territories."""
        for work in reading.all_works:
            if not work.site_id or not work.engineer.territories:
                continue
            territory = problem.site[work.site_id].territory
            if territory and territory not in work.engineer.territories:
                own = ", ".join(work.engineer.territories)
                words = f"{work.ticket.id} is at {work.site_id} in {territory}, {work.engineer.label} visits {own}"
                yield self.hard(1, work.ticket.id, work.engineer.id, words)
