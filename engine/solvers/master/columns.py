"""Columns: the work of one shift with its order, times, cost and load, kept in a pool for the master problem."""

from collections.abc import Iterator
from typing import NamedTuple

from ...cost import shift_cost, ticket_cost
from ...instance import Instance
from ...plan import Kind, Plan, Sequence
from ...timing import Timed, timing
from ...walk import ShiftTimes

MOST = 40_000
"""Columns that a pool holds, of about 2 kB each; beyond it those go that have not been met for longest."""

Span = tuple[int, int]
_Key = tuple[int, tuple[int, ...], tuple[Span, ...]]


class Column(NamedTuple):
    """One shift's work: its order, its tickets in ascending order, their starts and ends.

    ``cost`` is that of the shift and of its tickets without what is left out elsewhere; work of several engineers
    counts with this engineer's own price only, because its lateness is charged once. ``load`` is in ticks, 0 where no
    load over the whole window is priced for the engineer.
    """

    shift: int
    sequence: Sequence
    tickets: tuple[int, ...]
    spans: tuple[Span, ...]
    cost: int
    load: int


class Pool:
    """Columns by shift and set of tickets, without duplicates and dominated ones.

    A column is dominated by one of the same shift and tickets that costs no more and loads no more, unless a ticket on
    it whose time depends on other shifts lies at another time; and by leaving its work out, when that costs no more.

    Parameters
    ----------
    most : int
        Columns that are held at a time.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._size = 0
        self._found: dict[_Key, list[Column]] = {}  # from the one not met for longest to the one met last

    def __len__(self) -> int:
        """Return the number of columns."""
        return self._size

    def __iter__(self) -> Iterator[Column]:
        """Yield the columns by shift and tickets, whatever the order in which they were met."""
        for key in sorted(self._found):
            yield from self._found[key]

    def add(self, instance: Instance, timed: Timed) -> None:
        """Take in the shifts of a plan."""
        for shift, times in sorted(timed.shifts.items()):
            if times.starts:
                self.add_order(instance, shift, timed.plan.sequences[shift], times)

    def add_order(self, instance: Instance, shift: int, sequence: Sequence, times: ShiftTimes) -> None:
        """Take in one shift's order with its times.

        Parameters
        ----------
        instance : Instance
            Always the same for one pool.
        shift : int
        sequence : Sequence
            Holds work, and every break of the shift.
        times : ShiftTimes
            As walked; work whose time depends on other shifts may lie later than this order alone calls for.
        """
        self.add_column(instance, _column(instance, shift, sequence, times))

    def add_column(self, instance: Instance, column: Column) -> None:
        """Take in a column made elsewhere, of the same instance always."""
        if _is_idle_cheaper(instance, column):
            return
        linked = tuple(span for t, span in zip(column.tickets, column.spans, strict=True) if t in instance.linked)
        key = (column.shift, column.tickets, linked)
        known = self._found.pop(key, [])
        kept = known
        if all(column.cost < each.cost or column.load < each.load for each in known):
            kept = sorted(
                [column, *(each for each in known if each.cost < column.cost or each.load < column.load)],
                key=lambda each: each.cost,
            )
        self._found[key] = kept
        self._size += len(kept) - len(known)
        while self._size > self._most and len(self._found) > 1:
            self._size -= len(self._found.pop(next(iter(self._found))))


def idle(instance: Instance) -> Timed:
    """Return the plan without work, made once for an instance."""
    known = instance.memo.get("idle")
    if known is None:
        known = instance.memo["idle"] = timing(instance, Plan())
    assert isinstance(known, Timed), "facts alone can always be timed"
    return known


def _column(instance: Instance, shift: int, sequence: Sequence, times: ShiftTimes) -> Column:
    engineer, total, spans = instance.shifts[shift].engineer, shift_cost(instance, shift, times), {}
    for token in sequence:
        if token.kind is Kind.TASK:
            ticket = instance.task_ticket[token.item]
            spans[ticket] = times.starts[token.item]
            # Of several engineers, lateness and change count once; the master charges them.
            if len(instance.ticket_tasks[ticket]) > 1:
                total += instance.pairs[ticket][engineer][1]
            else:
                total += ticket_cost(instance, ticket, spans[ticket], (engineer,))
    tickets = tuple(sorted(spans))
    load = times.load if instance.window_load[engineer] else 0
    return Column(shift, sequence, tickets, tuple(spans[t] for t in tickets), total, load)


def _is_idle_cheaper(instance: Instance, column: Column) -> bool:
    """Whether the shift without its work and the drop costs of that work are no dearer; linked work is not judged."""
    if not instance.linked.isdisjoint(column.tickets):
        return False
    dropped = sum(instance.drop[ticket] for ticket in column.tickets)
    return shift_cost(instance, column.shift, idle(instance).shifts[column.shift]) + dropped <= column.cost
