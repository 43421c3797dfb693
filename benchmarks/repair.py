"""One neutral repair: from the orders of any solver, or of a person, to a plan that breaks no hard rule.

A solver that cannot express a form (breaks, meetings, caps, orders between tickets, ...) may break it. What it decided,
who works what in which order, is kept as far as it can be:

1. *lay*: ticket after ticket of a shift takes its earliest start behind the one before, around facts and breaks. When
   the next one finds no room, the cheapest ticket (by drop cost) whose absence makes room goes; this is the step of
   Moore, "An n job, one machine sequencing algorithm for minimizing the number of late jobs" (Management Science 15,
   1968), with drop costs in place of processing times.
2. *link*: of two tickets in an order that their times break, the later one goes (without the earlier one it would have
   to go too). Where waiting is possible instead, both ways are finished and the cheaper plan counts.
3. *reinsert*: everything unassigned, for whatever reason, is inserted by regret where that pays
   (`engine.solvers.greedy`).

It depends on nothing but the instance and the orders.
"""

from collections.abc import Iterable, Mapping

from engine.cost import cost
from engine.instance import Instance
from engine.plan import Kind, Plan, Sequence
from engine.solvers.draft import followers, with_task
from engine.solvers.greedy import greedy
from engine.timing import Timed, bare, timing
from engine.walk import ShiftTimes, walk


def repaired(instance: Instance, orders: Mapping[int, Iterable[int]]) -> Timed:
    """Return a legal plan that keeps orders as far as the rules allow, and takes in what else pays.

    Parameters
    ----------
    instance : Instance
    orders : mapping
        Shift to the tickets worked on it, in order. Facts are where they are and need not be named; tickets of several
        engineers are left to the reinsertion; of a ticket that is named twice the first place counts.
    """
    laid = {shift: _lay(instance, shift, tickets) for shift, tickets in _eligible(instance, orders).items()}
    plans = [_plan(_linked(instance, laid, may_wait=may_wait)) for may_wait in (False, True)]
    plans = plans[:1] if plans[0] == plans[1] else plans
    ends = [timing(instance, greedy(instance, plan)) for plan in plans if timing(instance, plan) is not None]
    return min((end for end in ends if end is not None), key=lambda timed: cost(instance, timed))


def _eligible(instance: Instance, orders: Mapping[int, Iterable[int]]) -> dict[int, list[int]]:
    """Return the orders with each ticket once, on a shift that may take it."""
    seen = set(instance.facts)
    kept: dict[int, list[int]] = {}
    for shift in sorted(orders):
        for ticket in orders[shift]:
            if ticket not in seen and len(instance.ticket_tasks[ticket]) == 1 and shift in instance.candidates[ticket]:
                seen.add(ticket)
                kept.setdefault(shift, []).append(ticket)
    return kept


class _Laid:
    """A shift filled ticket by ticket, each behind the one before."""

    def __init__(self, instance: Instance, shift: int) -> None:
        self.instance, self.shift = instance, shift
        self.tickets: list[int] = []
        self.steps: list[tuple[int, Sequence]] = [(0, bare(instance, shift))]
        """Position from which on the next ticket goes and the order, before the first ticket and after each."""

    def append(self, ticket: int) -> bool:
        """Add a ticket at its earliest start; return whether there is room.

        Of the positions with this start the last one counts, so that breaks are taken while the engineer waits.
        """
        first, order = self.steps[-1]
        found: tuple[int, int, Sequence] | None = None
        task = self.instance.ticket_tasks[ticket][0]
        for position in range(first, len(order) + 1):
            tried = self._at(order, position, task)
            if tried is None:
                continue
            if found is not None and tried[0] > found[0]:
                break
            found = (tried[0], position, tried[1])
        if found is None:
            return False
        _, position, order = found
        at = next(p for p, token in enumerate(order) if token.kind is Kind.TASK and token.item == task)
        self.steps.append((at + 1, order))
        self.tickets.append(ticket)
        return True

    def _at(self, order: Sequence, position: int, task: int) -> tuple[int, Sequence] | None:
        """Return the start and the order with a task at a position, over a break where it does not fit otherwise."""
        pausable = self.instance.ticket_pausable[self.instance.task_ticket[task]]
        breaks = [(token.item,) for token in order[position:] if token.kind is Kind.BREAK] if pausable else []
        for absorbed in ((), *breaks):
            tried = with_task(order, position, task, absorbed)
            times = walk(self.instance, self.shift, tried)
            if times is not None and _is_within_cap(self.instance, self.shift, times):
                return times.starts[task][0], tried
        return None

    def span(self) -> dict[int, tuple[int, int]]:
        """Return start and end by ticket."""
        times = walk(self.instance, self.shift, self.steps[-1][1])
        assert times is not None, "a laid shift can be walked"
        return {self.instance.task_ticket[task]: span for task, span in times.starts.items()}

    def cut(self, length: int) -> "_Laid":
        """Return a copy with the first tickets only."""
        copy = _Laid(self.instance, self.shift)
        copy.tickets, copy.steps = self.tickets[:length], self.steps[: length + 1]
        return copy


def _lay(instance: Instance, shift: int, tickets: Iterable[int]) -> _Laid:
    """Return a shift with the tickets that fit in this order, the cheapest ones in the way left out."""
    laid = _Laid(instance, shift)
    for ticket in tickets:
        if laid.append(ticket):
            continue
        if _Laid(instance, shift).append(ticket):
            laid = _without_cheapest(laid, ticket)
    return laid


def _without_cheapest(laid: _Laid, ticket: int) -> _Laid:
    """Return the shift with a further ticket in place of the cheapest one that makes room for it, or as it was."""
    drop, names = laid.instance.drop, laid.instance.tickets
    cheaper = [at for at, each in enumerate(laid.tickets) if drop[each] < drop[ticket]]
    for at in sorted(cheaper, key=lambda at: (drop[laid.tickets[at]], names[laid.tickets[at]])):
        tried = laid.cut(at)
        if all(tried.append(each) for each in (*laid.tickets[at + 1 :], ticket)):
            return tried
    return laid


def _is_within_cap(instance: Instance, shift: int, times: ShiftTimes) -> bool:
    cap = instance.shifts[shift].load_cap
    return cap is None or times.load <= cap


def _linked(instance: Instance, laid: dict[int, _Laid], *, may_wait: bool) -> dict[int, _Laid]:
    """Return the shifts without the tickets whose links do not hold, those that lose some laid anew.

    ``may_wait`` keeps what starts too early, because it may wait for its predecessor.
    """
    while gone := _broken(instance, laid, may_wait=may_wait):
        laid = {
            shift: _lay(instance, shift, [t for t in each.tickets if t not in gone])
            if gone.intersection(each.tickets)
            else each
            for shift, each in laid.items()
        }
    return laid


def _broken(instance: Instance, laid: dict[int, _Laid], *, may_wait: bool) -> set[int]:
    """Return the placed tickets that go because of an order: what waits, unless only the other one can be moved."""
    spans = [each.span() for each in laid.values()]
    free = {ticket: span for each in spans for ticket, span in each.items()}
    fixed = {ticket: (start, end) for ticket, (_, start, end) in instance.facts.items()}
    known = free | fixed
    gone: set[int] = set()
    for before, after, lag in instance.orders:
        is_early = before in known and after in known and known[before][1] + lag > known[after][0]
        if after in free and (before not in known or (is_early and not may_wait)):
            gone |= followers(instance, after)
        elif after in fixed and before in free and is_early:
            gone |= followers(instance, before)
    return gone.intersection(free)


def _plan(laid: dict[int, _Laid]) -> Plan:
    return Plan({shift: each.steps[-1][1] for shift, each in laid.items() if each.tickets})
