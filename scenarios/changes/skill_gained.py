"""An engineer learns something."""

from typing import Literal

from engine.domain.base import Identifier, Level
from engine.domain.engineer import Skill
from engine.domain.problem import Problem
from engine.flaws import closest

from ..change import Change
from ..names import EngineerRef
from ..parts import renewed, with_engineer


class SkillGained(Change):
    """The engineer has the skill at the level at least; one who was better stays so."""

    change: Literal["skill_gained"] = "skill_gained"
    engineer: EngineerRef
    skill: Identifier
    level: Level = 3

    def apply(self, problem: Problem) -> Problem:
        """Add the skill, or raise its level."""
        known = {each.name for engineer in problem.engineers for each in engineer.skills}
        known |= {each.name for ticket in problem.tickets for each in ticket.skills}
        if self.skill not in known and (hint := closest(self.skill, known)):
            # A skill that is new to the desk is fine, one that is nearly known is a slip.
            raise ValueError(
                f"nobody at the desk has the skill {self.skill!r}, and no ticket asks for it; maybe {hint}"
            )
        engineer = problem.engineer[self.engineer]
        levels = {each.name: each.level for each in engineer.skills}
        levels[self.skill] = max(self.level, levels.get(self.skill, 0))
        # By name, so that two skills make the same engineer whichever is told first.
        skills = tuple(Skill(name=name, level=level) for name, level in sorted(levels.items()))
        return with_engineer(problem, renewed(engineer, skills=skills))

    def say(self, problem: Problem) -> str:
        """Say who learns what."""
        return f"{problem.engineer[self.engineer].label} has {self.skill} at level {self.level}"
