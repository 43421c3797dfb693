"""Cutting a part out of an instance and its plan.

What stays outside is still felt inside. An order to a ticket outside becomes a limit on when the ticket inside may
start or end; work of several engineers that reaches outside is, inside, work of one engineer at its one time; the load
of shifts outside lowers the breakpoints of an engineer's window; engineers outside who share a group are there as one
more engineer. So a change of cost inside is, but for work that waits for each other, the change of the whole.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ...instance import NOWHERE, Change, FactForm, Hinges, Instance, Order, ShiftForm
from ...rows import Shared, Vector, share
from ...timing import Timed
from .outside import Ties, ghosts, outside_loads, ties_of
from .part import Part


@dataclass(frozen=True)
class _Index:
    """Numbers in the part by numbers in the whole; -1 is not in it."""

    shift: NDArray[np.int64]
    engineer: NDArray[np.int64]
    place: dict[int, int]
    ticket: dict[int, int]


def cut(
    instance: Instance, timed: Timed, shifts: Collection[int], left: Collection[int] = (), *, before_gets: bool = True
) -> Part:
    """Return the part of some shifts.

    Parameters
    ----------
    instance : Instance
    timed : Timed
        The plan of the whole.
    shifts : collection of int
        Shifts whose work is decided anew.
    left : collection of int
        Unassigned tickets that may be placed there; those they wait for are facts, in the part, or among them.
    before_gets : bool
        Who may use the time between two tickets in order of which one is outside: the first, or the second one.
    """
    inside = sorted(shifts)
    within = set(inside)
    facts = {fact.ticket for shift in inside for fact in instance.shifts[shift].facts if fact.ticket >= 0}
    placed = {ticket for ticket in _worked(instance, timed, inside) if ticket not in facts}
    crossing = {ticket for ticket in placed if not within.issuperset(timed.crew[ticket])}
    engineers = {instance.shifts[shift].engineer for shift in inside}
    named = {t: instance.task_engineer.get(instance.ticket_tasks[t][0]) for t in left}
    decided = sorted((placed - crossing) | {t for t in left if named[t] is None or named[t] in engineers})
    tickets = sorted({*decided, *crossing, *facts})
    ties = ties_of(instance, timed, tickets, before_gets=before_gets)
    return _Cut(instance, timed, inside, tickets, crossing, decided, ties).part()


def _worked(instance: Instance, timed: Timed, shifts: list[int]) -> set[int]:
    return {instance.task_ticket[task] for shift in shifts for task in timed.shifts[shift].starts}


class _Cut:
    def __init__(
        self,
        instance: Instance,
        timed: Timed,
        shifts: list[int],
        tickets: list[int],
        crossing: set[int],
        decided: list[int],
        ties: Ties,
    ) -> None:
        self.instance, self.timed, self.shifts, self.tickets = instance, timed, shifts, tickets
        self.crossing, self.decided, self.ties = crossing, decided, ties
        self.engineers = sorted({instance.shifts[shift].engineer for shift in shifts})
        self.places = self._places()
        self.index = _Index(
            shift=_numbers(len(instance.shifts), shifts),
            engineer=_numbers(len(instance.engineers), self.engineers),
            place={NOWHERE: NOWHERE} | {place: at for at, place in enumerate(self.places)},
            ticket={ticket: at for at, ticket in enumerate(tickets)},
        )
        self.task_of = {t: self._tasks(t) for t in tickets}

    def part(self) -> Part:
        whole, at = self.instance, self.index
        tasks = tuple(task for ticket in self.tickets for task in self.task_of[ticket])
        owners = tuple(at.ticket[ticket] for ticket in self.tickets for _ in self.task_of[ticket])
        ends = np.cumsum([0, *(len(self.task_of[ticket]) for ticket in self.tickets)]).tolist()
        first = {ticket: ends[at.ticket[ticket]] for ticket in self.tickets}
        candidates, pairs = self._candidates(), self._pairs()
        drops = self._drops()
        loads = outside_loads(whole, self.timed, self.engineers, set(self.shifts))
        part = replace(
            whole,
            tickets=tuple(whole.tickets[t] for t in self.tickets),
            engineers=tuple(whole.engineers[e] for e in self.engineers),
            places=tuple(whole.places[p] for p in self.places),
            shifts=tuple(self._form(shift) for shift in self.shifts),
            task_ticket=owners,
            ticket_tasks=tuple(tuple(range(a, b)) for a, b in pairwise(ends)),
            task_engineer={
                first[ticket]: int(at.engineer[whole.task_engineer[self.task_of[ticket][0]]])
                for ticket in self.decided
                if self.task_of[ticket][0] in whole.task_engineer
            },
            ticket_place=tuple(at.place[whole.ticket_place[t]] for t in self.tickets),
            ticket_pausable=tuple(whole.ticket_pausable[t] for t in self.tickets),
            facts={at.ticket[t]: self._fact(t) for t in self.tickets if t in whole.facts},
            pair_begin=pairs.begin,
            pair_end=pairs.end,
            pair_engineer=pairs.columns[0],
            pair_minutes=pairs.columns[1],
            pair_cost=pairs.columns[2],
            candidate_begin=candidates.begin,
            candidate_end=candidates.end,
            candidate_shift=candidates.columns[0],
            within=tuple(self.ties.within.get(t, whole.within[t]) for t in self.tickets),
            starts=tuple(self._starts(t) for t in self.tickets),
            opening=tuple(whole.opening[p] for p in self.places),
            setup=tuple(whole.setup[p] for p in self.places),
            visit_cost=tuple(whole.visit_cost[p] for p in self.places),
            late_start=tuple(whole.late_start[t] for t in self.tickets),
            late_end=tuple(whole.late_end[t] for t in self.tickets),
            drop=drops,
            travel=tuple(matrix[np.ix_(self.places, self.places)] for matrix in whole.travel),
            profile=tuple(whole.profile[e] for e in self.engineers),
            travel_cost=tuple(whole.travel_cost[e] for e in self.engineers),
            window_load=tuple(_lowered(whole.window_load[e], loads[e]) for e in self.engineers),
            orders=self._orders(),
            groups=(),
            changes=self._changes(),
            gates=(),
            memo={},
        )
        decided = {at.ticket[ticket]: ticket for ticket in self.decided}
        found = Part(part, tuple(self.shifts), tasks, decided)
        return ghosts(whole, self.timed, found, at.ticket, at.engineer, self.tickets)

    def _places(self) -> list[int]:
        whole = self.instance
        found = {whole.ticket_place[ticket] for ticket in self.tickets}
        for shift in self.shifts:
            form = whole.shifts[shift]
            found |= {form.home, *(fact.place for fact in form.facts)}
        return sorted(found - {NOWHERE})

    def _tasks(self, ticket: int) -> tuple[int, ...]:
        """Return the tasks of a ticket that are in the part; of a fact, one for each of its shifts there."""
        tasks = self.instance.ticket_tasks[ticket]
        inside = self.index.shift
        if ticket in self.instance.facts:
            return tuple(t for t, s in zip(tasks, self.instance.facts[ticket][0], strict=True) if inside[s] >= 0)
        if ticket in self.crossing:
            return tuple(
                task
                for task in tasks
                if any(
                    inside[shift] >= 0 and task in self.timed.shifts[shift].starts for shift in self.timed.crew[ticket]
                )
            )
        return tasks

    def _form(self, shift: int) -> ShiftForm:
        form, at = self.instance.shifts[shift], self.index
        facts = tuple(self._fact_form(fact) for fact in form.facts)
        return replace(form, engineer=int(at.engineer[form.engineer]), home=at.place[form.home], facts=facts)

    def _fact_form(self, fact: FactForm) -> FactForm:
        ticket = self.index.ticket[fact.ticket] if fact.ticket >= 0 else -1
        return fact._replace(place=self.index.place[fact.place], ticket=ticket)

    def _fact(self, ticket: int) -> tuple[tuple[int, ...], int, int]:
        shifts, start, end = self.instance.facts[ticket]
        return tuple(int(self.index.shift[s]) for s in shifts if self.index.shift[s] >= 0), start, end

    def _candidates(self) -> Shared:
        return share(((self._row(ticket),) for ticket in self.tickets), 1)

    def _row(self, ticket: int) -> Vector:
        inside = self.index.shift
        if ticket in self.crossing:
            own = sorted(int(inside[shift]) for shift in self.timed.crew[ticket] if inside[shift] >= 0)
            return np.array(own, dtype=np.int32)
        row = inside[self.instance.candidate_row(ticket)]
        return row[row >= 0].astype(np.int32)

    def _pairs(self) -> Shared:
        return share((self._pair_row(ticket) for ticket in self.tickets), 3)

    def _pair_row(self, ticket: int) -> tuple[Vector, Vector, Vector]:
        engineers, minutes, costs = self.instance.pair_row(ticket)
        row = self.index.engineer[engineers]
        kept = row >= 0
        if ticket in self.crossing:
            crew = [self.instance.shifts[shift].engineer for shift in self.timed.crew[ticket]]
            kept &= np.isin(engineers, crew)
            minutes = np.full_like(minutes, minutes[np.isin(engineers, crew)].max())
        return row[kept].astype(np.int32), minutes[kept], costs[kept]

    def _starts(self, ticket: int) -> tuple[tuple[int, int], ...]:
        if ticket in self.crossing:
            start = self.timed.span[ticket][0]
            return ((start, start + 1),)
        return self.ties.starts.get(ticket, self.instance.starts[ticket])

    def _drops(self) -> tuple[int, ...]:
        """Return the drop costs; what must stay, because of work outside, costs more than all the rest together."""
        own = [self.instance.drop[ticket] for ticket in self.tickets]
        all_of_them = sum(own)
        stays = self.crossing | self.ties.needed
        return tuple(
            drop + all_of_them if ticket in stays else drop for ticket, drop in zip(self.tickets, own, strict=True)
        )

    def _orders(self) -> tuple[Order, ...]:
        at = self.index.ticket
        return tuple(
            sorted(
                Order(at[order.before], at[ticket], order.lag)
                for ticket in self.tickets
                for order in self.instance.predecessors.get(ticket, ())
                if order.before in at
            )
        )

    def _changes(self) -> dict[int, Change]:
        changes, at = self.instance.changes, self.index.ticket
        return {at[ticket]: changes[ticket] for ticket in self.decided if ticket in changes}


def _numbers(count: int, chosen: list[int]) -> NDArray[np.int64]:
    found = np.full(count, -1, dtype=np.int64)
    found[chosen] = np.arange(len(chosen))
    return found


def _lowered(hinges: Hinges, load: int) -> Hinges:
    """Return the price of further load where some load is already there, which costs what it costs."""
    return tuple((max(0, point - load), cost) for point, cost in hinges)
