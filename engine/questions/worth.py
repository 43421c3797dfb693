"""What one ticket costs and gains in a plan, rule by rule: the plan with it less the plan without it."""

from ..audit import audit
from ..compile import weights_of
from ..constraint import Rules
from ..context import Context
from ..decode import decode
from ..domain.schedule import Score
from ..instance import Instance
from ..solvers.draft import without_ticket
from ..timing import Timed, timing
from .prices import by_rule


def worth(
    context: Context, rules: Rules, instance: Instance, timed: Timed, ticket: int, score: Score
) -> dict[str, int]:
    """Return per rule the cost with the ticket less the cost without it, in thousandths; zeros are left out.

    The rest is timed again without the ticket and without what waits for it. Parts of several tickets need not sum to
    the whole.
    """
    rest = timing(instance, without_ticket(instance, timed, ticket))
    assert rest is not None, "a plan without one ticket can be timed"
    other = audit(context, rules, decode(context, instance, rest)).score
    return by_rule(weights_of(context, rules), score.amounts, other.amounts)
