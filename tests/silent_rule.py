"""A rule that says nothing, for tests that need a rule's name and parameters only."""

from collections.abc import Iterable

from engine.builder import Builder
from engine.constraint import Finding, Rule
from engine.domain.problem import Problem
from engine.reading import Reading


class SilentRule(Rule):
    """Writes no form and finds nothing."""

    def compile(self, problem: Problem, builder: Builder) -> None:
        """Write nothing."""

    def audit(self, problem: Problem, reading: Reading) -> Iterable[Finding]:  # noqa: ARG002
        """Find nothing."""
        return ()
