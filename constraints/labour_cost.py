"""What an hour costs: a password reset does not need the dearest one."""

from collections.abc import Iterable
from typing import ClassVar

from pydantic import Field

from engine.builder import Builder
from engine.constraint import Finding, Rule
from engine.domain.problem import Problem
from engine.reading import Reading


class LabourCost(Rule):
    """Price: the estimated minutes times the engineer's cost per hour over a reference cost."""

    name: ClassVar[str] = "labour_cost"
    topic: ClassVar[str] = "skill"
    words: ClassVar[str] = "cheaper, expensive, cost*, money burnt, burns money, waste of money, hourly rate, junior"
    reads: ClassVar[tuple[str, ...]] = ("ticket.estimated_minutes", "engineer.cost_per_hour")
    default_weight: ClassVar[int | None] = 100
    factor: ClassVar[str] = "workload"
    percent: int = Field(default=100, ge=0, le=1000)
    reference_cost_per_hour: int = Field(default=60, ge=1, le=100_000)

    def compile(self, problem: Problem, builder: Builder) -> None:
        """Price by estimate."""
        builder.assign(
            lambda ticket: ticket.estimated_minutes,
            lambda minutes: builder.per_engineer(
                lambda each: minutes * each.cost_per_hour * self.percent // (100 * self.reference_cost_per_hour),
            ),
        )

    def audit(self, problem: Problem, reading: Reading) -> Iterable[Finding]:
        """Find what the work costs."""
        for work in reading.all_works:
            hundredths = work.engineer.cost_per_hour * work.ticket.estimated_minutes * self.percent
            amount = hundredths // self.reference_cost_per_hour // 100
            if amount:
                rate = (
                    f"{work.ticket.estimated_minutes} minutes of {work.engineer.label} at {work.engineer.cost_per_hour}"
                )
                yield self.price(amount, work.ticket.id, work.engineer.id, f"{work.ticket.id} takes {rate} an hour")
