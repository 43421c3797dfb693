"""Promptness: sooner is better, even where no service level says so."""

from collections.abc import Iterable
from typing import ClassVar

from engine.builder import Builder
from engine.constraint import Finding, Rule
from engine.domain.problem import Problem
from engine.reading import Reading
from engine.timeline import ceil_minute

from ._priorities import ByPriority, VipPercent, for_priority, vip_rate


class Promptness(Rule):
    """Price: an amount by priority for every minute between the first possible start and the start."""

    name: ClassVar[str] = "promptness"
    topic: ClassVar[str] = "priority"
    words: ClassVar[str] = (
        "urgent*, asap, soonest, earliest, sooner, quickly, fast, immediately, right away, hurry, rush, wait*, drop "
        "everything, first in line, today, now"
    )
    reads: ClassVar[tuple[str, ...]] = ("ticket.priority", "ticket.earliest_start", "client.vip", "desk.now")
    default_weight: ClassVar[int | None] = 10
    factor: ClassVar[str] = "availability"
    per_minute: ByPriority = (8, 4, 2, 1)
    vip_percent: VipPercent = 150

    def compile(self, problem: Problem, builder: Builder) -> None:
        """Write a slope from the first possible start on."""
        context = builder.context
        for at, ticket in enumerate(builder.tickets):
            rate = for_priority(self.per_minute, ticket.priority)
            if problem.client[ticket.client_id].vip:
                rate = vip_rate(rate, self.vip_percent)
            first = ceil_minute(context.origin, ticket.earliest_start) if ticket.earliest_start else context.now
            if rate:
                builder.late_start(at, ((max(first, context.now), 0, rate),))

    def audit(self, problem: Problem, reading: Reading) -> Iterable[Finding]:
        """Find the minutes that tickets wait."""
        for ticket in problem.schedulable:
            start, _ = reading.started(ticket)
            since = reading.context.now
            if ticket.earliest_start:
                since = max(since, ceil_minute(reading.context.origin, ticket.earliest_start))
            waits = start - since
            rate = for_priority(self.per_minute, ticket.priority)
            rate = vip_rate(rate, self.vip_percent) if problem.client[ticket.client_id].vip else rate
            if waits > 0 and rate:
                until = "" if ticket.id in reading.works else ", to the window's end at least"
                words = f"{ticket.id}, priority {ticket.priority}, waits {waits} minutes{until}"
                yield self.price(waits * rate, ticket.id, "", words)
