"""Stability: what has been published changes only when it pays."""

from collections.abc import Iterable, Iterator
from typing import ClassVar, NamedTuple

from engine.builder import Builder
from engine.constraint import Finding, Rule
from engine.context import Context
from engine.domain.base import Minutes
from engine.domain.problem import Problem
from engine.domain.ticket import Ticket
from engine.reading import Reading
from engine.timeline import floor_minute
from engine.words import moment_text


class Promise(NamedTuple):
    """Who was to start a ticket, and when."""

    engineer_ids: frozenset[str]
    start: int


class Stability(Rule):
    """Price: minutes for an engineer new on a published ticket; once, more if its client was told, for a moved start.

    Work that drops out counts as moved.
    """

    name: ClassVar[str] = "stability"
    topic: ClassVar[str] = "continuity"
    words: ClassVar[str] = (
        "leave it, leave it where, promised, published, as planned, already planned, already scheduled, already told, "
        "don't move, do not move, told the client, keep the plan, was planned"
    )
    reads: ClassVar[tuple[str, ...]] = ("problem.published", "ticket.planned_at", "ticket.pin")
    default_weight: ClassVar[int | None] = 1000
    factor: ClassVar[str] = "availability"
    other_engineer_minutes: Minutes = 30
    moved_minutes: Minutes = 20
    told_minutes: Minutes = 30
    """On top of ``moved_minutes`` when the ticket's client has been told when."""
    tolerance_minutes: Minutes = 30

    def applies(self, problem: Problem) -> bool:
        """Whether anything has been published."""
        return problem.published is not None and bool(problem.published.assignments)

    def compile(self, problem: Problem, builder: Builder) -> None:
        """Price other engineers by the published ones, and other starts."""
        promises = _promises(builder.context)

        def crew(ticket: Ticket) -> frozenset[str]:
            return promises[ticket.id].engineer_ids if ticket.id in promises else frozenset()

        builder.assign(
            crew,
            lambda key: builder.for_most(self.other_engineer_minutes if key else 0, dict.fromkeys(key, 0)),
        )
        for at, ticket in enumerate(builder.tickets):
            if ticket.id in promises:
                price = self.moved_minutes + (self.told_minutes if ticket.is_agreed else 0)
                builder.move_price(at, promises[ticket.id].start, self.tolerance_minutes, price)

    def audit(self, problem: Problem, reading: Reading) -> Iterable[Finding]:
        """Find published tickets with other engineers, at other times, or left out."""
        promises = _promises(reading.context)
        for ticket in problem.schedulable:
            if ticket.id in promises:
                yield from self._changes(problem, reading, ticket, promises[ticket.id])

    def _changes(self, problem: Problem, reading: Reading, ticket: Ticket, promise: Promise) -> Iterator[Finding]:
        ticket_id = ticket.id

        def was() -> str:
            names = " and ".join(problem.engineer[each].label for each in sorted(promise.engineer_ids))
            return f"{ticket_id} was published for {names} at {moment_text(reading.context, promise.start)}"

        works = reading.works.get(ticket_id, ())
        for work in works:
            if work.engineer.id not in promise.engineer_ids and self.other_engineer_minutes:
                words = f"{was()}, it goes to {work.engineer.label}"
                yield self.price(self.other_engineer_minutes, ticket_id, work.engineer.id, words)
        amount, told = self.moved_minutes, ""
        if self.told_minutes and ticket.is_agreed:
            amount, told = amount + self.told_minutes, "; its client has been told"
        if not amount:
            return
        if not works:
            yield self.price(amount, ticket_id, "", f"{was()}, it is unassigned{told}")
            return
        away = min(work.start for work in works) - promise.start
        if not -self.tolerance_minutes <= away <= self.tolerance_minutes:
            direction = "later" if away > 0 else "earlier"
            yield self.price(amount, ticket_id, "", f"{was()}, it moves {abs(away)} minutes {direction}{told}")


def _promises(context: Context) -> dict[str, Promise]:
    """Return what was published, by ticket; found once for a context."""
    known = context.shared.get("promises")
    if known is None:
        known = context.shared["promises"] = _published(context)
    return known  # type: ignore[return-value]


def _published(context: Context) -> dict[str, Promise]:
    published = context.problem.published
    found: dict[str, Promise] = {}
    for given in published.assignments if published else ():
        start = floor_minute(context.origin, given.start)
        known = found.get(given.ticket_id, Promise(frozenset(), start))
        found[given.ticket_id] = Promise(known.engineer_ids.union(given.engineer_ids), min(known.start, start))
    return found
