"""Tickets that are alike in all respects: the first by id is done first, so that the same question has one answer."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from ...cost import cost
from ...instance import Instance
from ...plan import Kind
from ...timing import Timed, timing
from .kernel.arrays import Work

Twins = tuple[tuple[int, int], ...]
"""Pairs of tickets, each the next like one by id."""


def twins_of(instance: Instance, tickets: Sequence[int], work: Work) -> Twins:
    """Return pairs of tickets that cost the same wherever they are worked, by id; those bound to others left out."""
    bound = {each for order in instance.orders for each in (order.before, order.after)} | set(instance.group_of)
    rows: dict[int, list[int]] = defaultdict(list)
    for row, number in enumerate(work.ticket.tolist()):
        rows[number].append(row)
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, own in rows.items():
        if len(own) == 1 and tickets[number] not in bound:
            row = own[0]
            place = int(np.searchsorted(work.site_ptr, row, side="right"))
            costs = work.cost[row].tobytes(), work.cost_setup[row].tobytes()
            alike[place, int(work.length[row]), int(work.load[row]), *costs].append(tickets[number])
    found = []
    for same in alike.values():
        ranked = sorted(same, key=lambda ticket: instance.tickets[ticket])
        found += list(pairwise(ranked))
    return tuple(found)


def by_id(instance: Instance, shift: int, timed: Timed, twins: Twins) -> Timed:
    """Return a plan in which like tickets on a shift are the first ones by id, in that order, at the same cost."""
    order = timed.plan.sequences.get(shift, ())
    items = list(order)
    for chain in _chains(twins):
        places = [
            at
            for at, token in enumerate(order)
            if token.kind is Kind.TASK and instance.task_ticket[token.item] in chain
        ]
        for at, ticket in zip(places, chain, strict=False):
            items[at] = order[at]._replace(item=instance.ticket_tasks[ticket][0])
    if tuple(items) == order:
        return timed
    found = timing(instance, timed.plan.replace({shift: tuple(items)}, timed.plan.held))
    return found if found is not None and cost(instance, found) <= cost(instance, timed) else timed


def _chains(twins: Twins) -> list[list[int]]:
    """Return the like tickets, each group by id."""
    chains: dict[int, list[int]] = {}
    for first, second in twins:
        chain = chains.pop(first, [first])
        chain.append(second)
        chains[second] = chain
    return list(chains.values())
