"""A desk as a worker holds it: everything that questions share, made when first asked for."""

from functools import cached_property

from constraints import rules_for
from engine.audit import Audit, audit
from engine.context import Context
from engine.domain.problem import Problem
from engine.domain.schedule import Schedule
from engine.questions.warm import WarmDesk


class Held:
    """One desk with its rules.

    Parameters
    ----------
    problem : Problem
        With the published schedule, where there is one.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.rules = rules_for(problem.desk)

    @cached_property
    def context(self) -> Context:
        """What holds whatever the rules say."""
        return Context(self.problem)

    @cached_property
    def warm_desk(self) -> WarmDesk:
        """The desk compiled, its published work staying where it is."""
        return WarmDesk(self.problem, self.rules)

    @cached_property
    def published(self) -> Audit:
        """What the rules find in the published schedule, or in an empty one."""
        return audit(self.context, self.rules, self.problem.published or Schedule(assignments=()))


def prepare(held: Held) -> None:
    """Make all of it now, so that nobody waits for it later."""
    held.published  # noqa: B018
    held.warm_desk.draft  # noqa: B018
