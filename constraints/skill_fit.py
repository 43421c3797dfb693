"""Skill fit: an engineer with a level to spare is surer to solve it."""

from collections.abc import Iterable
from typing import ClassVar

from engine.builder import Builder
from engine.constraint import Finding, Rule
from engine.domain.base import Minutes
from engine.domain.engineer import Engineer
from engine.domain.problem import Problem
from engine.reading import Reading


class SkillFit(Rule):
    """Price: minutes for every level that an engineer lacks to one above what each required skill asks for."""

    name: ClassVar[str] = "skill_fit"
    topic: ClassVar[str] = "skill"
    words: ClassVar[str] = (
        "expert*, skill*, experience*, knows how, good with, good at, good enough, strong, better at, best at, "
        "speciali*, capable, able to, who can do, can do, only does, competent, learn*, train*, complex, complicated, "
        "tricky, beginner, exam, knowledge, never touched, never seen, never saw, never done, never did, guess*, "
        "someone with, somebody with, background in, new to, rookie, new hire, hands on, proficient, deep, not his "
        "thing, not her thing, struggles with, strengths"
    )
    reads: ClassVar[tuple[str, ...]] = ("ticket.skills", "engineer.skills")
    default_weight: ClassVar[int | None] = 500
    factor: ClassVar[str] = "skills"
    minutes_per_level: Minutes = 10

    def applies(self, problem: Problem) -> bool:
        """Whether any ticket needs a skill."""
        return any(ticket.skills for ticket in problem.tickets)

    def compile(self, problem: Problem, builder: Builder) -> None:
        """Price by the skills needed."""

        def short(engineer: Engineer, needs: tuple[tuple[str, int], ...]) -> int:
            levels = {skill.name: skill.level for skill in engineer.skills}
            return sum(max(0, level + 1 - levels.get(name, 0)) for name, level in needs)

        builder.assign(
            lambda ticket: tuple(sorted((need.name, need.min_level) for need in ticket.skills)),
            lambda key: builder.per_engineer(lambda engineer: short(engineer, key) * self.minutes_per_level),
        )

    def audit(self, problem: Problem, reading: Reading) -> Iterable[Finding]:
        """Find skills without a level to spare."""
        for work in reading.all_works:
            for need in work.ticket.skills:
                has = max((skill.level for skill in work.engineer.skills if skill.name == need.name), default=0)
                if has <= need.min_level:
                    amount = (need.min_level - has + 1) * self.minutes_per_level
                    asks = f"{work.ticket.id} needs {need.name} at level {need.min_level}"
                    words = f"{asks}, {work.engineer.label} at level {has} has none to spare"
                    yield self.price(amount, work.ticket.id, work.engineer.id, words)
