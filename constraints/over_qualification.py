"""Over-qualification: an expert's level is kept for what needs it."""

from collections.abc import Iterable
from typing import ClassVar

from engine.builder import Builder
from engine.constraint import Finding, Rule
from engine.domain.base import Minutes
from engine.domain.problem import Problem
from engine.reading import Reading


class OverQualification(Rule):
    """Price: minutes for every level beyond one above what each required skill asks for."""

    name: ClassVar[str] = "over_qualification"
    topic: ClassVar[str] = "skill"
    words: ClassVar[str] = (
        "overqualified, over-qualified, overkill, too good for, too senior, waste of, wasted on, wasting"
    )
    reads: ClassVar[tuple[str, ...]] = ("ticket.skills", "engineer.skills")
    default_weight: ClassVar[int | None] = 300
    factor: ClassVar[str] = "skills"
    minutes_per_level: Minutes = 10

    def applies(self, problem: Problem) -> bool:
        """Whether any ticket needs a skill."""
        return any(ticket.skills for ticket in problem.tickets)

    def compile(self, problem: Problem, builder: Builder) -> None:
        """Price by the skills needed."""
        builder.assign(
            lambda ticket: tuple(sorted((need.name, need.min_level) for need in ticket.skills)),
            lambda key: builder.per_engineer(
                lambda engineer: (
                    self.minutes_per_level
                    * sum(
                        max(0, skill.level - least - 1)
                        for name, least in key
                        for skill in engineer.skills
                        if skill.name == name
                    )
                ),
            ),
        )

    def audit(self, problem: Problem, reading: Reading) -> Iterable[Finding]:
        """Find skills far above what is asked for."""
        for work in reading.all_works:
            levels = {skill.name: skill.level for skill in work.engineer.skills}
            for need in work.ticket.skills:
                beyond = levels.get(need.name, 0) - (need.min_level + 1)
                if beyond > 0:
                    asks = f"{work.ticket.id} asks for {need.name} at level {need.min_level}"
                    words = f"{asks}, {work.engineer.label} is at level {levels[need.name]}"
                    yield self.price(beyond * self.minutes_per_level, work.ticket.id, work.engineer.id, words)
