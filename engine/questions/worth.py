"""What each ticket costs and gains in a plan, rule by rule: the plan with it less the plan without it."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..audit import Audit, audit
from ..compile import weights_of
from ..constraint import Finding, Rules
from ..domain.schedule import Schedule
from ..timing import Timed
from .laid import laid
from .left_out import left_out
from .open_time import OpenTime
from .part import Part
from .prices import by_rule


@dataclass(frozen=True)
class Worths:
    """What new work costs: together, and each ticket with all the others there. All in thousandths.

    Parameters
    ----------
    with_all, without : Audit
        With all of it, and without any.
    by_ticket : dict
        Per ticket and rule the cost with the ticket less the cost without it; zeros are left out. Parts of several
        tickets need not sum to the whole.
    """

    with_all: Audit
    without: Audit
    by_ticket: dict[int, dict[str, int]]

    @property
    def broken(self) -> tuple[Finding, ...]:
        """Rules that the new work breaks."""
        before = {finding.key: finding.amount for finding in self.without.hard}
        return tuple(each for each in self.with_all.hard if each.amount > before.get(each.key, 0))

    @property
    def total(self) -> int:
        """The cost with all of it less the cost without any."""
        return self.with_all.score.total - self.without.score.total


def worths(part: Part, rules: Rules, base: Schedule, time: OpenTime, timed: Timed, tickets: Sequence[int]) -> Worths:
    """Return what new work costs by the audit.

    For a ticket's own worth the rest is timed again without it and without what waits for it, as `left_out` says.

    Parameters
    ----------
    part : Part
        What the tickets have to do with.
    base : Schedule
        What that part holds without new work.
    timed : Timed
        The plan with the new work.
    """

    def judged(each: Timed, known: Audit | None = None) -> Audit:
        return audit(part.context, rules, laid(part.context, base, time.forms, time.decoded(each)), known)

    weights, whole = weights_of(part.context, rules), judged(timed)
    found = {}
    for ticket in tickets:
        without = judged(left_out(time.instance, timed, ticket), whole)
        found[ticket] = by_rule(weights, whole.score.amounts, without.score.amounts)
    return Worths(whole, judged(time.idle, whole), found)
