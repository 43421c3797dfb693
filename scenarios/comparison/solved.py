"""A situation with the schedules that its seeds gave."""

from dataclasses import dataclass
from functools import cached_property

from engine.audit import Audit, audit
from engine.constraint import Rules
from engine.context import Context
from engine.domain.schedule import Schedule

from ..situation import Situation


@dataclass(frozen=True)
class Solved:
    """What is compared: a situation, and schedules for it.

    Parameters
    ----------
    name : str
    situation : Situation
    schedules : tuple of Schedule
        As `solve` returns them, one a seed; none yet before it is solved.
    said : tuple of str
        The changes that lead to it, in words.
    is_given : bool
        Whether its one schedule is there already, and was not solved.
    """

    name: str
    situation: Situation
    schedules: tuple[Schedule, ...]
    said: tuple[str, ...] = ()
    is_given: bool = False

    @property
    def best(self) -> Schedule:
        """The cheapest schedule, the first of those that cost the same."""
        return min(self.schedules, key=total)

    @property
    def bound(self) -> int:
        """A cost that no schedule can beat: the best that any seed has proven; of a given schedule what it costs."""
        if self.is_given:
            return total(self.best)
        return max(schedule.bound or 0 for schedule in self.schedules)

    @cached_property
    def rules(self) -> Rules:
        """The rules that hold."""
        return self.situation.rules

    @cached_property
    def context(self) -> Context:
        """The problem, prepared for audits."""
        return Context(self.situation.problem)

    @cached_property
    def audit(self) -> Audit:
        """What its own rules say of its best schedule."""
        return audit(self.context, self.rules, self.best)


def total(schedule: Schedule) -> int:
    """Return what a schedule costs, in thousandths of an engineer-minute."""
    assert schedule.score is not None, "a schedule that is compared has a score"
    return schedule.score.total
