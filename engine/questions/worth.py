"""What each ticket costs and gains in a plan, rule by rule: the plan with it less the plan without it."""

from collections.abc import Sequence

from ..audit import audit
from ..compile import weights_of
from ..constraint import Rules
from ..context import Context
from ..decode import decode
from ..instance import Instance
from ..timing import Timed
from .left_out import left_out
from .part import schedule_of
from .prices import by_rule


def worths(
    context: Context, rules: Rules, instance: Instance, timed: Timed, tickets: Sequence[int]
) -> dict[int, dict[str, int]]:
    """Return per ticket and rule the cost with the ticket less the cost without it, in thousandths; zeros are left out.

    The rest is timed again without the ticket and without what waits for it, as `left_out` says. Parts of several
    tickets need not sum to the whole.

    Parameters
    ----------
    context : Context
        Of the whole problem, or of the part of it that the tickets have to do with.
    """

    def amounts(each: Timed) -> dict[str, int]:
        return audit(context, rules, schedule_of(context, decode(context, instance, each))).score.amounts

    weights, whole = weights_of(context, rules), amounts(timed)
    found = {}
    for ticket in tickets:
        found[ticket] = by_rule(weights, whole, amounts(left_out(instance, timed, ticket)))
    return found
