"""Overtime is allowed, to one engineer or to all."""

from typing import Literal

from pydantic import Field

from engine.domain.problem import Problem
from engine.words import minutes_text

from ..change import Change
from ..early_ends import early_ends, with_early_ends
from ..names import EngineerRef
from ..parts import renewed, with_engineer


class OvertimeAllowed(Change):
    """So many minutes past the normal end of every day may be used, at the price of the rule `overtime`; 0 allows none.

    It takes the place of what was allowed before.
    """

    change: Literal["overtime_allowed"] = "overtime_allowed"
    engineer: EngineerRef | None = None
    """None is everybody."""
    minutes: int = Field(default=60, ge=0, le=600)

    def apply(self, problem: Problem) -> Problem:
        """Set the minutes."""
        for engineer in problem.engineers:
            if self.engineer in (None, engineer.id):
                allowed = renewed(engineer, overtime_minutes=self.minutes)
                problem = with_engineer(problem, with_early_ends(problem, allowed, early_ends(engineer)))
        return problem

    def say(self, problem: Problem) -> str:
        """Say who may work how much longer."""
        who = problem.engineer[self.engineer].label if self.engineer else "everybody"
        how_long = f"up to {minutes_text(self.minutes)} longer" if self.minutes else "no longer than the normal end"
        return f"{who} may work {how_long} a day"
