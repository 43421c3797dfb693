"""A rule that desks dispatch by today, applied every quarter of an hour to whatever waits; nothing booked moves."""

from constraints import rules_for
from engine.compile import compile_instance
from engine.context import Context
from engine.decode import decode
from engine.domain.schedule import Schedule
from engine.questions.frozen import FOR_GOOD

from ...rules.dispatch import Dispatch
from ..seen import Seen
from .policy import Policy

AGAIN = 60
"""Minutes after which tickets that found no place are tried again although nothing has come in."""


class Ruled(Policy):
    """A rule as a policy, used as a good service manager would: by due or by priority, whichever costs less each time.

    Parameters
    ----------
    rule : Dispatch
    """

    def __init__(self, rule: Dispatch) -> None:
        self._rule = rule

    def decide(self, seen: Seen) -> Schedule | None:
        """Return the calendar with the tickets that wait in the first slots that the rule finds."""
        if not seen.is_attended or not seen.waiting or not (seen.news or seen.clock % AGAIN == 0):
            return None
        problem = seen.problem(FOR_GOOD)
        context = Context(problem)
        instance = compile_instance(context, rules_for(problem.desk))
        return decode(context, instance, self._rule.best(instance))
