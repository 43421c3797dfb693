"""A plan without one of its tickets."""

from dataclasses import replace

from ..instance import Instance
from ..plan import Kind, Plan, Token
from ..solvers.draft import without_ticket
from ..timing import Timed, timing


def left_out(instance: Instance, timed: Timed, ticket: int) -> Timed:
    """Return a plan without a ticket and what waits for it, the rest in the same order and as early as it can.

    Work that comes earlier than before may fit worse: a set-up meets an appointment, a trip starts behind a break. Then
    the trip is made when the work would have been; where that does not do, the shift's last work goes too.
    """
    plan = without_ticket(instance, timed, ticket)
    rest = timing(instance, plan) or timing(instance, _with_trips(timed, plan))
    if rest is not None:
        return rest
    shifts = timed.crew[ticket]
    others = [each for each, crew in timed.crew.items() if set(crew) & set(shifts) and each not in instance.facts]
    for last in sorted(others, key=lambda each: timed.span[each], reverse=True):
        plan = without_ticket(instance, replace(timed, plan=plan), last)
        rest = timing(instance, plan)
        if rest is not None:
            return rest
    bare = Plan({shift: order for shift, order in plan.sequences.items() if shift not in shifts}, plan.held)
    rest = timing(instance, bare)
    assert rest is not None, "a shift without work can be timed"
    return rest


def _with_trips(timed: Timed, plan: Plan) -> Plan:
    """Return a plan with a trip wherever work of another plan is missing that takes in no break."""
    kept = {task for task, _ in plan.tasks()}
    orders = dict(plan.sequences)
    for shift, order in timed.plan.sequences.items():
        gone = {token for token in order if token.kind is Kind.TASK and token.item not in kept}
        if gone and not any(token.absorbed for token in gone):
            orders[shift] = tuple(Token(Kind.TRIP) if token in gone else token for token in order)
    return Plan(orders, plan.held)
