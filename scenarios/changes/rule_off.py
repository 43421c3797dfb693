"""A rule does not hold."""

from dataclasses import replace
from typing import Literal

from constraints import by_name
from engine.domain.base import Identifier
from engine.domain.problem import Problem
from engine.flaws import closest

from ..change import Change
from ..situation import Situation

NEEDED = frozenset({"breaks", "effort", "one_thing_at_a_time", "working_hours"})
"""Rules that say what a calendar is: without them no plan has times."""


class RuleOff(Change):
    """One rule is switched off, be it a gate or a price; the four that every plan needs always hold."""

    change: Literal["rule_off"] = "rule_off"
    rule: Identifier

    def apply(self, problem: Problem) -> Problem:
        """Leave the data as it is: the rules are no part of it."""
        return problem

    def on(self, situation: Situation) -> Situation:
        """Take the rule out of those that hold."""
        if self.rule not in by_name():
            hint = closest(self.rule, by_name()) or "look in docs/rules.md for its name"
            raise ValueError(f"there is no rule {self.rule!r}; maybe {hint}")
        if self.rule in NEEDED:
            raise ValueError(f"no plan has times without the rule {self.rule!r}; change the engineers' data instead")
        return replace(situation, off=situation.off | {self.rule})

    def say(self, problem: Problem) -> str:  # noqa: ARG002
        """Say which rule is off."""
        return f"the rule {self.rule} is off"
