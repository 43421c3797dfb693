"""What the three rules of service levels share: minutes past a target on its calendar, and a step at the breach."""

from collections.abc import Iterable
from typing import ClassVar

from engine.builder import Builder
from engine.constraint import Finding, Rule
from engine.domain.base import Minutes
from engine.domain.problem import Problem
from engine.domain.ticket import Ticket
from engine.reading import Reading
from engine.sla import Due, Target, lateness_steps
from engine.timeline import overlap
from engine.words import moment_text

from ._priorities import ByPriority, VipPercent, for_priority, vip_rate

CLOCK_READS = (
    "ticket.priority",
    "ticket.created",
    "ticket.paused_minutes",
    "client.vip",
    "client.sla_policy",
    "client.business_hours",
    "client.time_zone",
    "desk.sla_policies",
    "desk.business_hours",
    "desk.holiday_country",
    "desk.holiday_subdivision",
    "desk.now",
)
"""The fields that a target's clock, and the price past it, depend on."""


class Lateness(Rule):
    """Base of the prices of a late target; what is late already at now is outside the score.

    ``per_minute`` and ``breach_minutes`` are by priority; ``cap_minutes`` is the most late minutes that count.
    """

    target: ClassVar[Target]
    is_late: ClassVar[str]
    """The verb of the finding."""
    per_minute: ByPriority = (4, 2, 1, 1)
    breach_minutes: ByPriority = (480, 240, 120, 60)
    cap_minutes: Minutes = 4800
    vip_percent: VipPercent = 150

    def compile(self, problem: Problem, builder: Builder) -> None:
        """Write the lateness of the start, or of the end where the target is to resolve."""
        context = builder.context
        for at, ticket in enumerate(builder.tickets):
            due = context.clocks.due(ticket, self.target)
            if due is None:
                continue
            rate, breach = self._rates(problem, ticket)
            steps = lateness_steps(due, context.now, _last_end(builder, ticket), rate, self.cap_minutes, breach)
            if self.target == "resolve":
                builder.late_end(at, steps)
            else:
                builder.late_start(at, steps)

    def audit(self, problem: Problem, reading: Reading) -> Iterable[Finding]:
        """Find targets missed, or missed by more than at now."""
        context = reading.context
        for ticket in problem.schedulable:
            due = context.clocks.due(ticket, self.target)
            start, end = reading.started(ticket)
            at = end if self.target == "resolve" else start
            if due is None or at <= max(due.minute, context.now):
                continue
            late, sunk = _late(due, at), _late(due, context.now)
            rate, step = self._rates(problem, ticket)
            amount = rate * (min(late, self.cap_minutes) - min(sunk, self.cap_minutes))
            amount += step if context.now <= due.minute else 0
            if amount:
                past = f"{late} minutes after its target of {moment_text(context, due.minute)}"
                verb = self.is_late if ticket.id in reading.works else f"is unassigned; it {self.is_late} at least"
                already = f", {sunk} of which have passed already" if sunk else ""
                yield self.price(amount, ticket.id, "", f"{ticket.id} {verb} {past}{already}")

    def _rates(self, problem: Problem, ticket: Ticket) -> tuple[int, int]:
        """Return the amount per late minute and at the breach."""
        percent = self.vip_percent if problem.client[ticket.client_id].vip else 100
        by_priority = (for_priority(each, ticket.priority) for each in (self.per_minute, self.breach_minutes))
        rate, step = (vip_rate(each, percent) for each in by_priority)
        return rate, step


def _late(due: Due, minute: int) -> int:
    return overlap(due.calendar, due.minute, minute) if minute > due.minute else 0


def _last_end(builder: Builder, ticket: Ticket) -> int:
    """Return a minute by which the ticket has ended wherever it is: the slowest pace is ten times the estimate."""
    fact = builder.context.facts.get(ticket.id)
    begin = max(builder.context.horizon, fact.end or fact.start if fact else 0)
    return begin + 10 * ticket.estimated_minutes
