"""The price of leaving a ticket out: by priority, age, client and tags."""

import datetime as dt
from collections.abc import Iterable
from typing import ClassVar

from pydantic import Field

from engine.builder import Builder
from engine.constraint import Finding, Rule
from engine.domain.base import Minutes
from engine.domain.problem import Problem
from engine.domain.ticket import Ticket
from engine.reading import Reading

from ._priorities import ByPriority, VipPercent, for_priority

_DAY = dt.timedelta(days=1)


class Unassigned(Rule):
    """Price: minutes by priority plus minutes per started day of age, more for a VIP client, plus minutes by tag."""

    name: ClassVar[str] = "unassigned"
    topic: ClassVar[str] = "other"
    words: ClassVar[str] = "nobody, leave it out, not today, skip it, drop it"
    reads: ClassVar[tuple[str, ...]] = ("ticket.priority", "ticket.created", "ticket.tags", "client.vip", "desk.now")
    default_weight: ClassVar[int | None] = 1000
    minutes: ByPriority = (2880, 1440, 720, 360)
    minutes_per_day: Minutes = 60
    max_age_days: int = Field(default=14, ge=0, le=3650)
    vip_percent: VipPercent = 150
    tag_minutes: dict[str, Minutes] = Field(default={})

    def compile(self, problem: Problem, builder: Builder) -> None:
        """Write the drop costs."""
        for at, ticket in enumerate(builder.tickets):
            builder.drop(at, self._drop(problem, ticket))

    def audit(self, problem: Problem, reading: Reading) -> Iterable[Finding]:
        """Find the tickets that nobody works."""
        for ticket in reading.unassigned:
            client = problem.client[ticket.client_id]
            age = problem.desk.now - ticket.created
            # A day that has begun counts: divide the other way round and round down.
            days = -(-age // _DAY) if age > dt.timedelta() else 0
            amount = for_priority(self.minutes, ticket.priority) + self.minutes_per_day * min(days, self.max_age_days)
            if client.vip:
                amount = amount * self.vip_percent // 100
            amount += sum(minutes for tag, minutes in self.tag_minutes.items() if tag in ticket.tags)
            words = f"{ticket.id} of {client.label}, priority {ticket.priority}, {days} days old, is unassigned"
            yield self.price(amount, ticket.id, "", words)

    def _drop(self, problem: Problem, ticket: Ticket) -> int:
        seconds = max(0.0, (problem.desk.now - ticket.created).total_seconds())
        days = int(seconds // 86400) + bool(seconds % 86400)
        base = for_priority(self.minutes, ticket.priority) + min(self.max_age_days, days) * self.minutes_per_day
        percent = self.vip_percent if problem.client[ticket.client_id].vip else 100
        return base * percent // 100 + sum(self.tag_minutes.get(tag, 0) for tag in set(ticket.tags))
