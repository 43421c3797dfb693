"""Somebody is hired."""

from typing import Literal

from engine.domain.base import Identifier
from engine.domain.problem import Problem

from ..change import Change
from ..early_ends import early_ends, with_early_ends
from ..names import EngineerRef
from ..parts import renewed, with_engineer


class NewHire(Change):
    """An engineer more, with hours, tier, skills and home of one there is; new to every client, with an empty calendar.

    Whoever starts in the middle of the window is absent until then: tell `engineer_absent` of the new id after it.
    """

    change: Literal["new_hire"] = "new_hire"
    id: Identifier
    name: str = ""
    like: EngineerRef

    def apply(self, problem: Problem) -> Problem:
        """Add the engineer; no ticket requires, prefers or excludes her."""
        if self.id in problem.engineer:
            raise ValueError(f"there is an engineer {self.id!r} already; give the new one another id")
        model = problem.engineer[self.like]
        hired = renewed(model, id=self.id, name=self.name, busy=())
        # Her weekday may be longer in one week only: the others end as the model's do.
        return with_engineer(problem, with_early_ends(problem, hired, early_ends(model)))

    def say(self, problem: Problem) -> str:
        """Say who joins, and like whom."""
        model = problem.engineer[self.like]
        return f"{self.name or self.id} joins, of tier {model.tier} and skilled like {model.label}"
