"""Dependencies: a ticket starts after those it depends on have ended, and not at all while one of them is open."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from engine.builder import Builder
from engine.constraint import Finding, Rule
from engine.domain.problem import Problem
from engine.domain.ticket import Dependency, Status, Ticket
from engine.reading import Reading
from engine.words import moment_text


class Dependencies(Rule):
    """Hard: the other ticket is closed, or planned to end early enough; the lag is elapsed time."""

    name: ClassVar[str] = "dependencies"
    topic: ClassVar[str] = "other"
    words: ClassVar[str] = "depends on, waits for, waiting for, after the other, first the other, comes after"
    reads: ClassVar[tuple[str, ...]] = ("ticket.depends_on", "ticket.status")

    def applies(self, problem: Problem) -> bool:
        """Whether any ticket depends on another."""
        return any(ticket.depends_on for ticket in problem.tickets)

    def compile(self, problem: Problem, builder: Builder) -> None:
        """Order the tickets; a ticket that waits for one on hold may not start."""
        for at, ticket in enumerate(builder.tickets):
            for each in ticket.depends_on:
                before = builder.ticket_index.get(each.ticket_id)
                if before is not None:
                    builder.order(before, at, each.lag_minutes)
                elif problem.ticket[each.ticket_id].status is not Status.CLOSED:
                    builder.start_within(at, ())

    def audit(self, problem: Problem, reading: Reading) -> Iterable[Finding]:
        """Find tickets that start before those they depend on are done."""
        for ticket in problem.schedulable:
            if ticket.id in reading.works:
                for each in ticket.depends_on:
                    yield from self._one(reading, ticket, each, problem.ticket[each.ticket_id])

    def _one(self, reading: Reading, ticket: Ticket, link: Dependency, before: Ticket) -> Iterator[Finding]:
        if before.status is Status.CLOSED:
            return
        if before.status is Status.ON_HOLD:
            words = f"{ticket.id} depends on {before.id}, which is on hold"
            yield self.hard(1, ticket.id, "", words, f"{before.id} on hold")
            return
        done = max((work.end for work in reading.works.get(before.id, ())), default=None)
        if done is None:
            words = f"{ticket.id} depends on {before.id}, which is unassigned"
            yield self.hard(1, ticket.id, "", words, f"{before.id} unassigned")
            return
        start = min(work.start for work in reading.works[ticket.id])
        if start - link.lag_minutes < done:
            lag = f" plus {link.lag_minutes} minutes" if link.lag_minutes else ""
            starts, ends = moment_text(reading.context, start), moment_text(reading.context, done)
            words = f"{ticket.id} starts {starts}, before {before.id} has ended ({ends}{lag})"
            yield self.hard(done + link.lag_minutes - start, ticket.id, "", words, before.id)
