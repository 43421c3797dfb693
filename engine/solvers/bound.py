"""A proven lower bound that costs nothing: every ticket alone on an empty calendar."""

import numpy as np

from ..cost import cost
from ..instance import Instance
from ..plan import Plan
from ..timing import timing
from .earliest import least_costs


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
    shifts, costs = least_costs(instance, ticket)
    engineers, _, assigned = instance.pair_row(ticket)
    if not len(shifts) or len(engineers) < needed:
        return instance.drop[ticket]
    if needed == 1:
        return int(costs.min())
    pair = np.searchsorted(engineers, [instance.shifts[shift].engineer for shift in shifts])
    return int(np.sort(assigned)[:needed].sum() + (costs - assigned[pair]).min())


def gap(cost_: int, bound: int, nothing: int) -> float:
    """Return (cost - bound) / (cost of doing nothing - bound), 0 when there is nothing to gain."""
    return max(0.0, (cost_ - bound) / (nothing - bound)) if nothing > bound else 0.0
