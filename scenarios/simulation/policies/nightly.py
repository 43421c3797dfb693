"""The plan of the night, and by day a place for what is urgent, beside everything that stays."""

from constraints import rules_for
from engine.domain.problem import Problem
from engine.domain.schedule import Schedule
from engine.domain.weights import Weights
from engine.limits import Limits
from engine.questions.burst import burst
from engine.questions.frozen import FOR_GOOD
from engine.questions.frozen_desk import FrozenDesk
from engine.solve import solve

from ..seen import Seen
from .policy import Policy

MORNING = 6 * 60
"""Minutes after midnight at which the plan of the night is there."""
URGENT = 2
"""Priorities up to this one are placed by day."""
EFFORT = 1.0
"""Deterministic effort of the plan of the night: enough for a desk of twenty, more hardly changes what comes of it."""
AGAIN = 60
"""Minutes after which urgent tickets that found no place are tried again although nothing has come in."""


class Nightly(Policy):
    """Plans the coming days before each working day; by day it places urgent tickets, and nothing moves.

    Parameters
    ----------
    seed : int
        Of the solver.
    effort : float
        Deterministic effort of the plan of the night.
    """

    weights: Weights | None = None

    def __init__(self, seed: int, effort: float = EFFORT) -> None:
        self.seed, self.effort = seed, effort

    def decide(self, seen: Seen) -> Schedule | None:
        """Return the plan of the night in the morning, later the calendar with what has become urgent."""
        if seen.is_working_day and seen.clock == MORNING:
            return self.planned(seen.problem(0, self.weights), self.effort)
        return self.with_urgent(seen)

    def planned(self, problem: Problem, effort: float) -> Schedule:
        """Return a plan of the whole team."""
        limits = Limits(deterministic=effort)
        return solve(problem, rules_for(problem.desk), limits, self.seed, workers=1).schedule

    def with_urgent(self, seen: Seen) -> Schedule | None:
        """Return the calendar with each urgent ticket in its best place beside what stays; None where there is none."""
        is_time = seen.has_come_in(URGENT) or (seen.clock % AGAIN == 0 and seen.has_waiting(URGENT))
        if not seen.is_attended or not is_time:
            return None
        problem = seen.problem(FOR_GOOD, self.weights)
        assert problem.published is not None
        placed = {each.ticket_id for each in problem.published.assignments}
        urgent = [
            each.id
            for each in problem.schedulable
            if each.priority <= URGENT and each.id not in placed and each.engineers_needed == 1
        ]
        if not urgent:
            return None
        found = burst(FrozenDesk(problem, rules_for(problem.desk)), urgent)
        return found.desk.base if any(each.place for each in found.placed) else None
