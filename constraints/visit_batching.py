"""The price of a visit: tickets of one site done in one go share its set-up and the client's attention."""

from collections.abc import Iterable
from typing import ClassVar

from engine.builder import Builder
from engine.constraint import Finding, Rule
from engine.domain.base import Minutes
from engine.domain.problem import Problem
from engine.reading import Reading


class VisitBatching(Rule):
    """Price: the site's set-up and some minutes more for every visit, however many tickets it holds."""

    name: ClassVar[str] = "visit_batching"
    topic: ClassVar[str] = "travel"
    words: ClassVar[str] = (
        "trip, trips, same trip, two trips, one trip, visit, same visit, other visit, on site anyway, on-site anyway, "
        "there anyway, already there, two cars, twice, combine*, while he is there, while she is there, save* a trip, "
        "anyway"
    )
    reads: ClassVar[tuple[str, ...]] = ("ticket.site_id", "site.setup_minutes")
    default_weight: ClassVar[int | None] = 1000
    factor: ClassVar[str] = "availability"
    minutes_per_visit: Minutes = 15

    def applies(self, problem: Problem) -> bool:
        """Whether any ticket is on-site."""
        return any(ticket.site_id for ticket in problem.tickets)

    def compile(self, problem: Problem, builder: Builder) -> None:
        """Price visits by place."""
        for at, site in enumerate(builder.places):
            builder.visit_price(at, site.setup_minutes + self.minutes_per_visit)

    def audit(self, problem: Problem, reading: Reading) -> Iterable[Finding]:
        """Find the visits."""
        for each in reading.shifts:
            for visit in each.visits:
                amount = self.minutes_per_visit + problem.site[visit.site_id].setup_minutes
                words = f"{each.engineer.label} visits {visit.site_id} on {each.shift.day}, first for {visit.ticket_id}"
                yield self.price(amount, visit.ticket_id, each.engineer.id, words)
