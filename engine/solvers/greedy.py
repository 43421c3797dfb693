"""Greedy: a feasible plan in moments, by regret insertion.

Tickets come in batches, those that are dearest to leave out first. Within a batch the one that would lose most by
waiting goes first: regret is what its second best place costs more than its best (Potvin and Rousseau, "A parallel
route building algorithm for the vehicle routing and scheduling problem with time windows", European Journal of
Operational Research, 1993). A ticket's regret is looked up again only when it comes to the top of the heap and the
shift it wanted has changed meanwhile.
"""

import heapq
from collections.abc import Iterable

from ..instance import Instance
from ..limits import IsStopped, never
from ..plan import Plan
from .crews import place_crew
from .draft import Draft
from .insertion import Choice, Known, choose, optimistic, ready_at

BATCH = 16
"""Tickets that compete by regret at a time: one is short-sighted, all at once let cheap work take dear work's place."""


def greedy(instance: Instance, start: Plan | None = None, is_stopped: IsStopped = never) -> Plan:
    """Return a plan that holds the facts, the start's work and what else is worth placing.

    Parameters
    ----------
    instance : Instance
    start : Plan, optional
        Work that stays placed; it can be timed.
    is_stopped : callable
        Asked between insertions; the plan so far is returned when it says yes.
    """
    draft = Draft(instance, start)
    crews = {t for t, tasks in enumerate(instance.ticket_tasks) if len(tasks) > 1}
    # A second pass, for tickets whose predecessors were placed after their turn.
    for _ in range(2):
        waiting = sorted(
            (t for t in range(len(instance.tickets)) if t not in draft.span),
            key=lambda t: (-instance.drop[t], instance.tickets[t]),
        )
        for at in range(0, len(waiting), BATCH):
            if is_stopped():
                return draft.plan()
            batch = waiting[at : at + BATCH]
            for ticket in filter(crews.__contains__, batch):
                earliest = ready_at(draft, ticket)
                if earliest is not None:
                    place_crew(draft, ticket, earliest)
            insert_all(draft, set(batch) - crews, is_stopped)
    return draft.plan()


def insert_all(draft: Draft, tickets: Iterable[int], is_stopped: IsStopped = never) -> None:
    """Insert what is worth more than its drop cost, by regret; tickets that wait for others follow them."""
    instance = draft.instance
    waiting = set(tickets)
    prices = Known(draft)
    version = prices.version
    heap: list[tuple[int, str, int]] = []
    known: dict[int, tuple[Choice, list[tuple[int, int]], dict[int, int], int]] = {}

    def push(ticket: int) -> None:
        earliest = ready_at(draft, ticket)
        if earliest is None:
            return
        ranked = known[ticket][1] if ticket in known else optimistic(instance, ticket, earliest)
        choice = choose(prices, ticket, ranked)
        seen = {option.shift: version[option.shift] for option in choice.options}
        known[ticket] = (choice, ranked, seen, earliest)
        if choice.options and choice.options[0].delta < instance.drop[ticket]:
            heapq.heappush(heap, (-choice.regret(instance.drop[ticket]), instance.tickets[ticket], ticket))

    for ticket in sorted(waiting):
        push(ticket)
    while heap and not is_stopped():
        _, _, ticket = heapq.heappop(heap)
        if ticket not in waiting:
            continue
        choice, _, seen, _ = known[ticket]
        if any(version[shift] != at for shift, at in seen.items()):
            push(ticket)
            continue
        best = choice.options[0]
        draft.place(ticket, [(best.shift, best.sequence, best.times)])
        version[best.shift] += 1
        waiting.discard(ticket)
        for order in instance.successors.get(ticket, ()):
            if order.after in waiting:
                push(order.after)
