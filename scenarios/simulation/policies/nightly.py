"""The plan of the night, and by day the best place left for what comes in, beside everything that stays."""

from constraints import rules_for
from constraints.promptness import Promptness
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
PROMPTNESS = 100
"""Weight of promptness, ten times the usual: work that is begun sooner leaves room for what will come and overrun."""
URGENT = 2
"""Priorities up to this one are tried again by day where they have found no place."""
AGAIN = 60
"""Minutes after which they are."""
EFFORT = 1.0
"""Deterministic effort of the plan of the night: enough for a desk of twenty, more hardly changes what comes of it."""


class Nightly(Policy):
    """Plans the coming days before each working day; by day it places what comes in, and nothing moves.

    Parameters
    ----------
    seed : int
        Of the solver.
    effort : float
        Deterministic effort of the plan of the night.
    """

    learned: Weights | None = None
    """Weights that have been learned, for those that it begins with."""

    def __init__(self, seed: int, effort: float = EFFORT) -> None:
        self.seed, self.effort = seed, effort

    def weights(self, seen: Seen) -> Weights:
        """Return the weights of its plans: the desk's own, but for promptness, until others have been learned."""
        return self.learned or with_value(seen.weights, Promptness.name, PROMPTNESS)

    def decide(self, seen: Seen) -> Schedule | None:
        """Return the plan of the night in the morning, later the calendar with what has come in."""
        if seen.is_working_day and seen.clock == MORNING:
            return self.planned(seen.problem(0, self.weights(seen)), self.effort)
        return self.with_new(seen)

    def planned(self, problem: Problem, effort: float) -> Schedule:
        """Return a plan of the whole team."""
        limits = Limits(deterministic=effort)
        return solve(problem, rules_for(problem.desk), limits, self.seed, workers=1).schedule

    def with_new(self, seen: Seen) -> Schedule | None:
        """Return the calendar with new work, each ticket in its best place beside what stays; None where it has none.

        What finds no place waits for the night, urgent tickets for the next hour.
        """
        is_again = seen.clock % AGAIN == 0 and seen.has_waiting(URGENT)
        if not seen.is_attended or not (seen.new or is_again):
            return None
        problem = seen.problem(FOR_GOOD, self.weights(seen))
        assert problem.published is not None
        placed = {each.ticket_id for each in problem.published.assignments}
        wanted = [
            each.id
            for each in problem.schedulable
            if each.id not in placed
            and each.engineers_needed == 1
            and (each.id in seen.new or (is_again and each.priority <= URGENT))
        ]
        if not wanted:
            return None
        found = burst(FrozenDesk(problem, rules_for(problem.desk)), wanted)
        return found.desk.base if any(each.place for each in found.placed) else None


def with_value(weights: Weights, name: str, value: int) -> Weights:
    """Return weights with another value of one rule."""
    return weights.model_copy(update={"values": {**weights.values, name: value}})
