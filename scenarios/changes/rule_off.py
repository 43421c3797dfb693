"""A rule does not hold."""

from dataclasses import replace
from typing import Literal

from constraints import by_name
from engine.domain.base import Identifier
from engine.domain.problem import Problem
from engine.flaws import closest

from ..change import Change
from ..situation import Situation


class RuleOff(Change):
    """One rule is switched off, be it a gate or a price."""

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
        return replace(situation, off=situation.off | {self.rule})

    def say(self, problem: Problem) -> str:  # noqa: ARG002
        """Say which rule is off."""
        return f"the rule {self.rule} is off"
