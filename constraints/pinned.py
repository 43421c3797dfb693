"""What people have fixed: pins, and published work that is frozen."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from engine.builder import Builder
from engine.constraint import Finding, Rule
from engine.context import Fact
from engine.domain.problem import Problem
from engine.domain.ticket import Pin, Ticket
from engine.reading import Reading
from engine.timeline import FOREVER, ceil_minute, floor_minute, intervals
from engine.words import moment_text


class Pinned(Rule):
    """Hard: a ticket pinned to engineer and start, or frozen, stays; a partial pin binds a ticket that is worked."""

    name: ClassVar[str] = "pinned"
    topic: ClassVar[str] = "other"
    words: ClassVar[str] = "pinned, fixed appointment, agreed time, agreed with the client, appointment is fixed"
    reads: ClassVar[tuple[str, ...]] = ("ticket.pin", "problem.published", "desk.freeze_minutes", "desk.now")

    def applies(self, problem: Problem) -> bool:
        """Whether anything is pinned or published."""
        return problem.published is not None or any(ticket.pin for ticket in problem.tickets)

    def compile(self, problem: Problem, builder: Builder) -> None:
        """Write the facts, and the partial pins of other tickets."""
        origin = builder.context.origin
        for at, ticket in enumerate(builder.tickets):
            pin = ticket.pin
            if fact := builder.context.facts.get(ticket.id):
                builder.fact(at, fact)
            elif pin:
                if pin.engineer_id:
                    builder.name_engineer(at, builder.engineer_index[pin.engineer_id])
                if pin.start:
                    start = floor_minute(origin, pin.start)
                    builder.start_within(at, ((start, start + 1),))
                earliest = ceil_minute(origin, pin.earliest) if pin.earliest else -FOREVER
                latest = floor_minute(origin, pin.latest) if pin.latest else FOREVER
                builder.start_within(at, intervals([(earliest, latest + 1)]))

    def audit(self, problem: Problem, reading: Reading) -> Iterable[Finding]:
        """Find facts that are missing or moved, and work that its pin would have elsewhere."""
        for ticket in problem.schedulable:
            fact, pin = reading.context.facts.get(ticket.id), ticket.pin
            if fact:
                yield from self._fact(problem, reading, fact)
            # A fact that is all the pin says needs no second finding; frozen work may lie elsewhere.
            says_more = pin and not (
                fact and fact.engineer_ids == (pin.engineer_id,) and _is_at(reading, pin, fact.start)
            )
            if pin and says_more and ticket.id in reading.works:
                yield from self._partial(problem, reading, ticket, pin)

    def _fact(self, problem: Problem, reading: Reading, fact: Fact) -> Iterator[Finding]:
        names = " and ".join(problem.engineer[each].label for each in fact.engineer_ids)
        stays = f"{fact.ticket_id} is fixed to {names} at {moment_text(reading.context, fact.start)}"
        works = reading.works.get(fact.ticket_id)
        if works is None:
            yield self.hard(1, fact.ticket_id, "", f"{stays}, it is not planned", "missing")
            return
        crew = {work.engineer.id for work in works}
        for stranger in sorted(crew.symmetric_difference(fact.engineer_ids)):
            is_extra = "it is planned with" if stranger in crew else "it is planned without"
            words = f"{stays}, {is_extra} {problem.engineer[stranger].label}"
            yield self.hard(1, fact.ticket_id, stranger, words, "fixed engineer")
        away = max(abs(work.start - fact.start) for work in works)
        if away:
            yield self.hard(
                away, fact.ticket_id, "", f"{stays}, it is planned {away} minutes away from it", "fixed start"
            )

    def _partial(self, problem: Problem, reading: Reading, ticket: Ticket, pin: Pin) -> Iterator[Finding]:
        origin, works = reading.context.origin, reading.works[ticket.id]
        begin = min(work.start for work in works)
        starts = f"{ticket.id} starts {moment_text(reading.context, begin)}"
        if pin.start and begin != (start := floor_minute(origin, pin.start)):
            words = f"{starts}, it is pinned to {moment_text(reading.context, start)}"
            yield self.hard(abs(begin - start), ticket.id, "", words, "start")
        if pin.earliest and begin < (low := ceil_minute(origin, pin.earliest)):
            words = f"{starts}, it is pinned to {moment_text(reading.context, low)} or later"
            yield self.hard(low - begin, ticket.id, "", words, "earliest")
        if pin.latest and begin > (high := floor_minute(origin, pin.latest)):
            words = f"{starts}, it is pinned to {moment_text(reading.context, high)} or earlier"
            yield self.hard(begin - high, ticket.id, "", words, "latest")
        if pin.engineer_id and all(work.engineer.id != pin.engineer_id for work in works):
            words = f"{ticket.id} is pinned to {problem.engineer[pin.engineer_id].label}, who is not on it"
            yield self.hard(1, ticket.id, pin.engineer_id, words, "engineer")


def _is_at(reading: Reading, pin: Pin, start: int) -> bool:
    return pin.start is not None and floor_minute(reading.context.origin, pin.start) == start
