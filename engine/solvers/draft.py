"""A plan in the making: orders by shift with their times and costs, changed one shift at a time."""

from collections import Counter
from collections.abc import Mapping

from ..cost import hinged, idle_cost, shift_cost, ticket_cost
from ..instance import Instance
from ..plan import Kind, Plan, Sequence, Token
from ..timing import Timed, bare, timing, with_break
from ..walk import ShiftTimes, walk


class Draft:
    """A feasible plan that grows by insertions.

    Linked work (ordered, or of several engineers) holds its start once it is placed.

    Parameters
    ----------
    instance : Instance
    plan : Plan, optional
        Where to start; it can be timed.
    """

    def __init__(self, instance: Instance, plan: Plan | None = None) -> None:
        self.instance = instance
        plan = plan or Plan()
        timed = timing(instance, plan)
        assert timed is not None, "a draft starts from a plan that can be carried out"
        shifts = range(len(instance.shifts))
        self.sequences: list[Sequence] = [plan.sequences.get(s) or bare(instance, s) for s in shifts]
        self.times: list[ShiftTimes] = [timed.shifts[s] for s in shifts]
        self.held = set(plan.held)
        self.earliest = {
            task: instance.changes[t].start - instance.changes[t].tolerance
            for t in plan.held
            for task in instance.ticket_tasks[t]
        }
        self.exact: dict[int, int] = {}
        self.minutes: dict[int, int] = {}
        self.span: dict[int, tuple[int, int]] = dict(timed.span)
        self.crew: dict[int, tuple[int, ...]] = dict(timed.crew)
        for ticket in instance.linked.intersection(timed.span).difference(instance.facts):
            self._hold(ticket)
        self.costs = [self.cost_of(s, self.times[s]) if s in plan.sequences else idle_cost(instance, s) for s in shifts]
        self.loads = Counter[int]()
        for s in shifts:
            self.loads[instance.shifts[s].engineer] += self.times[s].load
        self.engaged: list[Counter[int]] = [
            Counter(instance.shifts[s].engineer for t in group.tickets for s in self.crew.get(t, ()))
            for group in instance.groups
        ]

    def cost_of(self, shift: int, times: ShiftTimes) -> int:
        """Return what a shift and the tickets on it cost at some times."""
        instance = self.instance
        engineer = instance.shifts[shift].engineer
        total = shift_cost(instance, shift, times)
        for task, span in times.starts.items():
            ticket = instance.task_ticket[task]
            # Lateness and change of work of several engineers count once, with its first task.
            if task == instance.ticket_tasks[ticket][0]:
                total += ticket_cost(instance, ticket, span, (engineer,))
            else:
                total += instance.pairs[ticket][engineer][1]
        return total

    def try_order(
        self,
        shift: int,
        sequence: Sequence,
        *,
        earliest: Mapping[int, int] | None = None,
        exact: Mapping[int, int] | None = None,
        minutes: Mapping[int, int] | None = None,
    ) -> tuple[int, ShiftTimes] | None:
        """Return the change of cost that another order on a shift brings, and its times; None when it cannot be."""
        times = walk(
            self.instance,
            shift,
            sequence,
            earliest={**self.earliest, **(earliest or {})} if earliest or self.earliest else {},
            exact={**self.exact, **(exact or {})} if exact or self.exact else {},
            minutes={**self.minutes, **(minutes or {})} if minutes or self.minutes else {},
        )
        if times is None:
            return None
        form = self.instance.shifts[shift]
        if form.load_cap is not None and times.load > form.load_cap:
            return None
        delta = self.cost_of(shift, times) - self.costs[shift]
        load = self.loads[form.engineer]
        window = self.instance.window_load[form.engineer]
        delta += hinged(window, load + times.load - self.times[shift].load) - hinged(window, load)
        return delta, times

    def group_price(self, ticket: int, engineer: int) -> int:
        """Return what one more engineer on a ticket's groups costs."""
        price = 0
        for at in self.instance.group_of.get(ticket, ()):
            engaged = self.engaged[at]
            if engaged and not engaged[engineer]:
                price += self.instance.groups[at].cost
        return price

    def place(self, ticket: int, chosen: list[tuple[int, Sequence, ShiftTimes]], minutes: int | None = None) -> None:
        """Carry out an insertion of a ticket: the new order and times of every shift of its crew."""
        instance = self.instance
        for shift, sequence, times in chosen:
            engineer = instance.shifts[shift].engineer
            self.loads[engineer] += times.load - self.times[shift].load
            self.sequences[shift], self.times[shift] = sequence, times
            self.costs[shift] = self.cost_of(shift, times)
            for at in instance.group_of.get(ticket, ()):
                self.engaged[at][engineer] += 1
            for task, span in times.starts.items():
                self.span[instance.task_ticket[task]] = span
        self.crew[ticket] = tuple(shift for shift, _, _ in chosen)
        if minutes is not None:
            for task in instance.ticket_tasks[ticket]:
                self.minutes[task] = minutes
        if ticket in instance.linked:
            self._hold(ticket)

    def plan(self) -> Plan:
        """Return the plan as decided so far."""
        return Plan(dict(enumerate(self.sequences)), frozenset(self.held)).without_idle()

    def _hold(self, ticket: int) -> None:
        tasks = self.instance.ticket_tasks[ticket]
        start, end = self.span[ticket]
        for task in tasks:
            self.exact[task] = start
            if len(tasks) > 1:
                self.minutes[task] = end - start


def with_task(sequence: Sequence, position: int, task: int, absorbed: tuple[int, ...] = ()) -> Sequence:
    """Return an order with a task inserted; breaks that it absorbs leave their own place."""
    token = Token(Kind.TASK, task, absorbed)
    tokens = (*sequence[:position], token, *sequence[position:])
    return tuple(t for t in tokens if not (t.kind is Kind.BREAK and t.item in absorbed)) if absorbed else tokens


def without_ticket(instance: Instance, timed: Timed, ticket: int) -> Plan:
    """Return a plan without one ticket and the work that waits for it.

    Breaks that the work absorbs get a place of their own again.
    """
    out = followers(instance, ticket).intersection(timed.span).difference(instance.facts)
    tasks = {task for each in out for task in instance.ticket_tasks[each]}
    orders = dict(timed.plan.sequences)
    for shift in {shift for each in out for shift in timed.crew[each]}:
        gone = [token for token in orders[shift] if token.kind is Kind.TASK and token.item in tasks]
        order = tuple(token for token in orders[shift] if token not in gone)
        for index in (index for token in gone for index in token.absorbed):
            order = with_break(instance, shift, order, index) or order
        orders[shift] = order
    return Plan(orders, timed.plan.held - out)


def followers(instance: Instance, ticket: int) -> set[int]:
    """Return a ticket and all that waits for it, directly or through others."""
    found, fresh = {ticket}, {ticket}
    while fresh:
        fresh = {order.after for each in fresh for order in instance.successors.get(each, ())} - found
        found |= fresh
    return found
