"""What binds the tickets of a scope to each other and to the rest of the plan: orders and groups."""

from collections.abc import Iterable, Sequence

import numpy as np

from ...instance import Instance
from ...timing import Timed
from .kernel.arrays import Ties
from .options import Span


def allowed(instance: Instance, tickets: Sequence[int], rest: Timed, shift: int) -> dict[int, Span | None]:
    """Return the span of tickets bound to the rest of the plan; None for those that cannot be worked.

    Parameters
    ----------
    rest : Timed
        The plan without any of the tickets.
    """
    scope, form = set(tickets), instance.shifts[shift]
    found: dict[int, Span | None] = {}
    blocked: set[int] = set()

    def narrow(ticket: int, low: int, high: int) -> None:
        known = found.get(ticket) or (form.start, form.hard_end)
        found[ticket] = (max(low, known[0]), min(high, known[1]))

    for before, after, lag in instance.orders:
        if after in scope and before not in scope:
            if before in rest.span:
                narrow(after, rest.span[before][1] + lag, form.hard_end)
            else:
                blocked.add(after)
        elif before in scope and after not in scope and after in rest.span:
            narrow(before, form.start, rest.span[after][0] - lag)
    while more := {o.after for o in instance.orders if o.before in blocked and o.after in scope} - blocked:
        blocked |= more
    return {**found, **dict.fromkeys(blocked)}


def ties(
    instance: Instance, tickets: Sequence[int], rest: Timed, engineer: int, twins: Iterable[tuple[int, int]] = ()
) -> Ties:
    """Return the orders and groups within a scope of one engineer.

    Parameters
    ----------
    twins : iterable of (int, int)
        Tickets that are alike in all respects: the second one is only done after the first.
    """
    number = {ticket: at for at, ticket in enumerate(tickets)}
    orders: list[list[tuple[int, int]]] = [[] for _ in tickets]
    for before, after, lag in (*instance.orders, *((first, second, 0) for first, second in twins)):
        if before in number and after in number:
            orders[number[after]].append((number[before], lag))
    groups: list[list[int]] = [[] for _ in tickets]
    costs: list[int] = []
    members: list[list[int]] = []
    for group in instance.groups:
        inside = [number[t] for t in group.tickets if t in number]
        engaged = {instance.shifts[s].engineer for t in group.tickets for s in rest.crew.get(t, ())}
        if inside and engaged and engineer not in engaged:
            for each in inside:
                groups[each].append(len(costs))
            costs.append(group.cost)
            members.append(inside)
    bits = np.zeros((max(1, len(costs)), (len(tickets) + 63) // 64), dtype=np.int64)
    for at, inside in enumerate(members):
        for each in inside:
            bits[at, each >> 6] |= np.int64(1) << np.int64(each & 63)
    flat = [pair for row in orders for pair in row]
    return Ties(
        before_ptr=np.cumsum([0, *map(len, orders)]).astype(np.int64),
        before=np.array([pair[0] for pair in flat], dtype=np.int64),
        lag=np.array([pair[1] for pair in flat], dtype=np.int64),
        group_ptr=np.cumsum([0, *map(len, groups)]).astype(np.int64),
        group=np.array([each for row in groups for each in row], dtype=np.int64),
        group_cost=np.array(costs, dtype=np.int64),
        members=bits,
    )
