"""The price of overtime: minutes past the normal end of a working day."""

from collections.abc import Iterable
from typing import ClassVar

from pydantic import Field

from engine.builder import Builder
from engine.constraint import Finding, Rule
from engine.domain.problem import Problem
from engine.reading import Reading
from engine.shifts import ShiftKind


class Overtime(Rule):
    """Price: clock minutes from the normal end of a regular shift to the end of its last work or trip."""

    name: ClassVar[str] = "overtime"
    topic: ClassVar[str] = "workload"
    words: ClassVar[str] = (
        "overtime, working late, work late, stay late, stay longer, after hours, leaving early, leaves early, long "
        "day, goes home, go home on time"
    )
    reads: ClassVar[tuple[str, ...]] = ("engineer.working_hours",)
    default_weight: ClassVar[int | None] = 1000
    factor: ClassVar[str] = "availability"
    per_minute: int = Field(default=2, ge=0, le=100)

    def compile(self, problem: Problem, builder: Builder) -> None:
        """Price the end of regular shifts."""
        for at, shift in enumerate(builder.shifts):
            if shift.kind is ShiftKind.REGULAR:
                builder.end_price(at, self.per_minute)

    def audit(self, problem: Problem, reading: Reading) -> Iterable[Finding]:
        """Find days that end late."""
        for each in reading.shifts:
            late = each.last_end - each.shift.normal_end
            if each.shift.kind is ShiftKind.REGULAR and late > 0:
                words = f"{each.engineer.label} has {late} minutes of overtime on {each.shift.day}"
                yield self.price(late * self.per_minute, "", each.engineer.id, words)
