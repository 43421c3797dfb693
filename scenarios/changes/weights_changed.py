"""Rules weigh more, or less."""

from typing import Literal

from pydantic import Field

from constraints import by_name
from engine.domain.base import Identifier
from engine.domain.problem import Problem
from engine.domain.weights import Weight, Weights
from engine.flaws import closest

from ..change import Change
from ..parts import with_desk


class WeightsChanged(Change):
    """Weights of priced rules in thousandths, by name: 1000 counts an engineer-minute as it is, 0 ignores the rule."""

    change: Literal["weights_changed"] = "weights_changed"
    weights: dict[Identifier, Weight] = Field(min_length=1)

    def apply(self, problem: Problem) -> Problem:
        """Set the weights; those of other rules stay."""
        priced = {name for name, rule in by_name().items() if rule.default_weight is not None}
        for name in self.weights:
            if name in by_name() and name not in priced:
                raise ValueError(f"the rule {name!r} is a gate and has no weight; rule_off switches it off")
            if name not in priced:
                hint = closest(name, priced) or "look in docs/rules.md for its name"
                raise ValueError(f"there is no rule {name!r}; maybe {hint}")
        known = problem.desk.weights
        # By name, so that it does not matter which weight was told first.
        values = dict(sorted((known.values | self.weights).items()))
        return with_desk(problem, weights=Weights(version=known.version, values=values))

    def say(self, problem: Problem) -> str:
        """Say from what to what."""
        rules, known = by_name(), problem.desk.weights.values
        return ", ".join(
            f"{name} weighs {new} instead of {known.get(name, rules[name].default_weight if name in rules else 0)}"
            for name, new in sorted(self.weights.items())
        )
