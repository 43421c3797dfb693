"""A situation: a problem, and the rules that are switched off in it."""

from dataclasses import dataclass

from constraints import rules_for
from engine.constraint import Rules
from engine.domain.problem import Problem


@dataclass(frozen=True)
class Situation:
    """What is planned: the data and the rules that hold.

    Parameters
    ----------
    problem : Problem
    off : frozenset of str
        Names of rules that do not hold.
    """

    problem: Problem
    off: frozenset[str] = frozenset()

    @property
    def rules(self) -> Rules:
        """The rules with the desk's parameters, without those that are off."""
        return tuple(rule for rule in rules_for(self.problem.desk) if rule.name not in self.off)
