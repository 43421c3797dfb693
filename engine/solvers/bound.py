"""A proven lower bound that costs nothing: every ticket alone on an empty calendar."""

from ..cost import cost
from ..instance import Instance
from ..plan import Plan
from ..timing import timing
from .insertion import optimistic


def ticket_bound(instance: Instance) -> int:
    """Return the cost below which no plan can be.

    Facts cost what they cost. Any other ticket costs at least its drop cost, or its cheapest engineers plus its
    lateness at the first minute at which one of them could start if nothing else were there. Travel, load and overtime
    of further work are never negative.
    """
    timed = timing(instance, Plan())
    assert timed is not None
    total = cost(instance, timed)
    for ticket, drop in enumerate(instance.drop):
        if ticket not in instance.facts:
            total -= drop - min(drop, _least(instance, ticket))
    return total


def _least(instance: Instance, ticket: int) -> int:
    needed = len(instance.ticket_tasks[ticket])
    ranked = optimistic(instance, ticket)
    if not ranked:
        return instance.drop[ticket]
    if needed == 1:
        return ranked[0][0]
    assigned = sorted(price for _, price in instance.pairs[ticket].values())
    if len(assigned) < needed:
        return instance.drop[ticket]
    late = min(bound - instance.pairs[ticket][instance.shifts[shift].engineer][1] for bound, shift in ranked)
    return sum(assigned[:needed]) + late


def gap(cost_: int, bound: int, nothing: int) -> float:
    """Return (cost - bound) / (cost of doing nothing - bound), 0 when there is nothing to gain."""
    return max(0.0, (cost_ - bound) / (nothing - bound)) if nothing > bound else 0.0
