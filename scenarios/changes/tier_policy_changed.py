"""The desk tolerates higher tiers on a ticket than before, or fewer of them."""

from typing import Literal

from pydantic import Field

from engine.domain.problem import Problem

from ..change import Change
from ..parts import with_desk


class TierPolicyChanged(Change):
    """Engineers of so many tiers above a ticket's may take it, at the price of the rule `tier_stretch`.

    A ticket that says its own ``tiers_above`` keeps it: whoever wrote that had this ticket in mind.
    """

    change: Literal["tier_policy_changed"] = "tier_policy_changed"
    tiers_above: int = Field(ge=0, le=3)

    def apply(self, problem: Problem) -> Problem:
        """Set the parameter of the rule `skill_tier`."""
        rules = problem.desk.rules
        # By name, so that it does not matter which rule was told of first.
        tier = {**rules.get("skill_tier", {}), "tiers_above": self.tiers_above}
        return with_desk(problem, rules=dict(sorted((rules | {"skill_tier": tier}).items())))

    def say(self, problem: Problem) -> str:  # noqa: ARG002
        """Say how far up a ticket may go."""
        how_far = ("of no other tier than", "one tier above", "up to two tiers above", "up to three tiers above")[
            self.tiers_above
        ]
        return f"engineers {how_far} a ticket's own may take it"
