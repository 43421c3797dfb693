"""Required skills: an engineer has every one of them, at the level asked for or above."""

from collections.abc import Iterable
from typing import ClassVar

from engine.builder import Builder
from engine.constraint import Finding, Rule
from engine.domain.engineer import Engineer
from engine.domain.problem import Problem
from engine.reading import Reading


class Skills(Rule):
    """Hard: no ticket without the skills it needs."""

    name: ClassVar[str] = "skills"
    topic: ClassVar[str] = "skill"
    words: ClassVar[str] = (
        "needs somebody who, needs someone who, does not know, doesn't know, has no idea, cannot do, can't do, no "
        "clue, qualified"
    )
    reads: ClassVar[tuple[str, ...]] = ("ticket.skills", "engineer.skills")
    yields_to_pin: ClassVar[bool] = True

    def applies(self, problem: Problem) -> bool:
        """Whether any ticket needs a skill."""
        return any(ticket.skills for ticket in problem.tickets)

    def compile(self, problem: Problem, builder: Builder) -> None:
        """Gate by the set of skills needed."""
        builder.gate(
            lambda ticket: tuple(sorted((need.name, need.min_level) for need in ticket.skills)),
            lambda key: builder.where_engineer(lambda engineer: _has_all(engineer, key)),
        )

    def audit(self, problem: Problem, reading: Reading) -> Iterable[Finding]:
        """Find skills that are missing or too low."""
        for work in reading.all_works:
            levels = {skill.name: skill.level for skill in work.engineer.skills}
            for need in work.ticket.skills:
                level = levels.get(need.name, 0)
                if level < need.min_level:
                    has = f"is at level {level}" if level else "has none of it"
                    words = f"{work.ticket.id} needs {need.name} at level {need.min_level}, {work.engineer.label} {has}"
                    yield self.hard(need.min_level - level, work.ticket.id, work.engineer.id, words, need.name)


def _has_all(engineer: Engineer, needs: tuple[tuple[str, int], ...]) -> bool:
    has = {(skill.name, level) for skill in engineer.skills for level in range(1, skill.level + 1)}
    return has.issuperset(needs)
