"""What rules write to: the forms while they are being merged.

Every form merges in a way that does not depend on the order of writing: eligibility by "and", costs by sum, time by
intersection, factors by product. Amounts are given free of weights; the builder multiplies by the weight of the rule
that is being compiled.
"""

import copy
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from .context import Context, Fact
from .domain.engineer import Engineer
from .domain.ticket import Ticket
from .instance import Change, Gate, Order
from .shifts import Shift, ShiftKind
from .steps import Steps, add, is_non_decreasing, scale
from .timeline import ALWAYS, Intervals, intersect, subtract

K = TypeVar("K", bound=Hashable)
Mask = NDArray[np.bool_]
Vector = NDArray[np.int64]
Matrix = NDArray[np.int64]
TicketsAt = Sequence[int]
"""Tickets by their indices; at least one."""


class Builder:
    """The forms of an instance in the making.

    Parameters
    ----------
    context : Context
        Gives tickets (schedulable ones), engineers, shifts and places, whose order is the instance's.
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        self.problem = context.problem
        self.tickets = context.problem.schedulable
        self.engineers = context.problem.engineers
        self.places = context.problem.sites
        self.shifts: list[Shift] = list(context.shifts)
        self.ticket_index = {ticket.id: at for at, ticket in enumerate(self.tickets)}
        self.engineer_index = {engineer.id: at for at, engineer in enumerate(self.engineers)}
        self.place_index = {site.id: at for at, site in enumerate(self.places)}
        self.shifts += shifts_of_facts(context)
        self.owner = np.array([self.engineer_index[shift.engineer_id] for shift in self.shifts], dtype=np.int64)
        self.rule = ""
        self.weight = 1000
        self.yields_to_pin = False
        self.free: dict[int, Intervals] = defaultdict(lambda: ALWAYS)
        self.breaks: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        self.shift_loads: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        self.window_loads: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        self.caps: dict[int, int] = {}
        self.end_costs: dict[int, int] = defaultdict(int)
        self.gates: list[Gate] = []
        self.bases: dict[int, int] = {}
        self.paces: list[tuple[Callable[[Ticket], Any], Callable[[Any], Vector]]] = []
        self.costs: list[tuple[int, Callable[[Ticket], Any], Callable[[Any], Vector]]] = []
        self.within_sets: dict[int, Intervals] = defaultdict(lambda: ALWAYS)
        self.start_sets: dict[int, Intervals] = defaultdict(lambda: ALWAYS)
        self.opening_sets: dict[int, Intervals] = defaultdict(lambda: ALWAYS)
        self.late_starts: dict[int, Steps] = defaultdict(tuple)
        self.late_ends: dict[int, Steps] = defaultdict(tuple)
        self.drops: dict[int, int] = defaultdict(int)
        self.travel_costs: dict[int, int] = defaultdict(int)
        self.setups: dict[int, int] = defaultdict(int)
        self.visit_costs: dict[int, int] = defaultdict(int)
        self.orders: set[Order] = set()
        self.needed: dict[int, int] = defaultdict(lambda: 1)
        self.named: dict[int, int] = {}
        self.groups: dict[tuple[int, ...], int] = defaultdict(int)
        self.changes: dict[int, Change] = {}
        self.facts: dict[int, Fact] = {}
        self.appointments: dict[int, set[tuple[int, int, int]]] = defaultdict(set)

    def copied(self, context: Context) -> "Builder":
        """Return what has been written so far, to be written on for another context of the same shifts and tickets."""
        found = copy.copy(self)
        found.context, found.problem = context, context.problem
        for name, forms in vars(self).items():
            if isinstance(forms, dict | list | set):
                setattr(found, name, _copied(forms))
        return found

    # shift: intersection

    def restrict_shift(self, shift: int, allowed: Intervals) -> None:
        """Keep work on a shift inside ``allowed``."""
        self.free[shift] = intersect(self.free[shift], allowed)

    def block_shift(self, shift: int, taken: Intervals) -> None:
        """Keep work on a shift out of ``taken``; pausable work may run on after it."""
        self.free[shift] = subtract(self.free[shift], taken)

    def appointment(self, shift: int, start: int, end: int, site_id: str) -> None:
        """Lay an appointment on a shift; one with a place takes a trip there."""
        self.block_shift(shift, ((start, end),))
        if site_id:
            self.appointments[shift].add((start, end, self.place_index[site_id]))

    def floating_break(self, shift: int, low: int, high: int, minutes: int) -> None:
        """Ask for a break somewhere inside ``[low, high)``."""
        self.breaks[shift].append((low, high, minutes))

    # eligible: and

    def gate(self, key: Callable[[Ticket], K], mask: Callable[[K], Mask]) -> None:
        """Let tickets of a key only onto the shifts of the key's mask."""
        keys = tuple(key(ticket) for ticket in self.tickets)
        self.gates.append(Gate(self.rule, self.yields_to_pin, keys, {each: mask(each) for each in set(keys)}))

    def where_engineer(self, allows: Callable[[Engineer], bool]) -> Mask:
        """Return the mask of the shifts of the engineers that a test allows."""
        return np.array([allows(engineer) for engineer in self.engineers], dtype=np.bool_)[self.owner]

    def where_shift(self, allows: Callable[[Shift], bool]) -> Mask:
        """Return the mask of the shifts that a test allows."""
        return np.array([allows(shift) for shift in self.shifts], dtype=np.bool_)

    # starts: intersection

    def work_within(self, ticket: int, allowed: Intervals) -> None:
        """Keep the whole work of a ticket inside one interval of ``allowed``."""
        self.within_sets[ticket] = intersect(self.within_sets[ticket], allowed)

    def start_within(self, ticket: int, allowed: Intervals) -> None:
        """Keep the start of a ticket inside ``allowed``."""
        self.start_sets[ticket] = intersect(self.start_sets[ticket], allowed)

    def open_within(self, place: int, allowed: Intervals) -> None:
        """Keep set-ups at a place inside ``allowed``."""
        self.opening_sets[place] = intersect(self.opening_sets[place], allowed)

    # duration: product, once

    def effort(self, ticket: int, minutes: int) -> None:
        """Set the minutes that a ticket is estimated at (one owner)."""
        assert self.bases.setdefault(ticket, minutes) == minutes
        self.bases[ticket] = minutes

    def pace(self, key: Callable[[Ticket], K], percent: Callable[[K], Vector]) -> None:
        """Multiply the minutes of tickets of a key by a percentage per engineer."""
        self.paces.append((key, cache(percent)))

    def minutes_of(self, tickets: TicketsAt) -> Matrix:
        """Return the minutes of tickets, in rows, per engineer, rounded up once."""
        bases = np.array([self.bases[ticket] for ticket in tickets], dtype=np.int64)
        product = np.repeat(bases[:, np.newaxis], len(self.engineers), axis=1)
        for key, percent in self.paces:
            product *= self._rows(tickets, key, percent)
        rounded: Matrix = -(-product // 100 ** len(self.paces))
        return np.maximum(rounded, 1)

    # costs: sum

    def assign(self, key: Callable[[Ticket], K], amounts: Callable[[K], Vector]) -> None:
        """Price tickets of a key by an amount per engineer."""
        self.costs.append((self.weight, key, cache(amounts)))

    def costs_of(self, tickets: TicketsAt) -> Matrix:
        """Return the costs of tickets, in rows, per engineer."""
        found = np.zeros((len(tickets), len(self.engineers)), dtype=np.int64)
        for weight, key, amounts in self.costs:
            found += weight * self._rows(tickets, key, amounts)
        return found

    def _rows(self, tickets: TicketsAt, key: Callable[[Ticket], Any], row: Callable[[Any], Vector]) -> Matrix:
        """Return the rows of the tickets' keys; like ones are put together once."""
        known: dict[Hashable, int] = {}
        which = [known.setdefault(key(self.tickets[ticket]), len(known)) for ticket in tickets]
        return np.stack([row(each) for each in known])[which]

    def per_engineer(self, amount: Callable[[Engineer], int]) -> Vector:
        """Return amounts for all engineers."""
        return np.array([amount(engineer) for engineer in self.engineers], dtype=np.int64)

    def for_most(self, amount: int, others: Mapping[str, int]) -> Vector:
        """Return an amount for all engineers but some, by id, who have their own."""
        amounts = np.full(len(self.engineers), amount, dtype=np.int64)
        for engineer, own in others.items():
            amounts[self.engineer_index[engineer]] = own
        return amounts

    def late_start(self, ticket: int, amounts: Steps) -> None:
        """Price the start of a ticket by a non-decreasing function of time."""
        assert is_non_decreasing(amounts), amounts
        self.late_starts[ticket] = add(self.late_starts[ticket], scale(amounts, self.weight))

    def late_end(self, ticket: int, amounts: Steps) -> None:
        """Price the end of a ticket by a non-decreasing function of time."""
        assert is_non_decreasing(amounts), amounts
        self.late_ends[ticket] = add(self.late_ends[ticket], scale(amounts, self.weight))

    def drop(self, ticket: int, amount: int) -> None:
        """Price leaving a ticket out."""
        self.drops[ticket] += self.weight * amount

    def travel_price(self, engineer: int, amount_per_minute: int) -> None:
        """Price an engineer's minutes on the road."""
        self.travel_costs[engineer] += self.weight * amount_per_minute

    def visit_price(self, place: int, amount: int) -> None:
        """Price each visit at a place."""
        self.visit_costs[place] += self.weight * amount

    def load_price(self, shift: int, hinges: Iterable[tuple[int, int]]) -> None:
        """Price the load of a shift by ``(breakpoint, amount per minute beyond it)``."""
        for point, amount in hinges:
            self.shift_loads[shift][point] += self.weight * amount

    def window_price(self, engineer: int, hinges: Iterable[tuple[int, int]]) -> None:
        """Price the load of an engineer over the window by ``(breakpoint, amount per minute beyond it)``."""
        for point, amount in hinges:
            self.window_loads[engineer][point] += self.weight * amount

    def end_price(self, shift: int, amount_per_minute: int) -> None:
        """Price minutes past the normal end of a shift."""
        self.end_costs[shift] += self.weight * amount_per_minute

    def move_price(self, ticket: int, start: int, tolerance: int, amount: int) -> None:
        """Price a start that differs from the published one by more than a tolerance; also leaving it out."""
        assert ticket not in self.changes
        self.changes[ticket] = Change(start, tolerance, self.weight * amount)

    # the rest: one owner, minimum or union

    def setup(self, place: int, minutes: int) -> None:
        """Add set-up minutes to each visit at a place."""
        self.setups[place] += minutes

    def load_cap(self, shift: int, minutes: int) -> None:
        """Cap the load of a shift."""
        self.caps[shift] = min(minutes, self.caps.get(shift, minutes))

    def order(self, before: int, after: int, lag: int) -> None:
        """Let ``after`` start no earlier than ``lag`` minutes after the end of ``before``."""
        self.orders.add(Order(before, after, lag))

    def together(self, ticket: int, engineers: int) -> None:
        """Let a ticket be worked by several engineers at once."""
        self.needed[ticket] = max(engineers, self.needed[ticket])

    def name_engineer(self, ticket: int, engineer: int) -> None:
        """Let one of a ticket's engineers be this one, whatever the gates say."""
        assert self.named.setdefault(ticket, engineer) == engineer

    def group(self, tickets: Iterable[int], amount: int) -> None:
        """Price each engineer beyond the first on a set of tickets."""
        self.groups[tuple(sorted(tickets))] += self.weight * amount

    def fact(self, ticket: int, fact: Fact) -> None:
        """Keep a ticket where it is."""
        assert self.facts.setdefault(ticket, fact) == fact


def _copied(forms: Any) -> Any:
    """Return a copy of a container and of the containers in it."""
    found = copy.copy(forms)
    if isinstance(found, dict):
        found.update((key, copy.copy(each)) for key, each in forms.items() if isinstance(each, dict | list | set))
    return found


def shifts_of_facts(context: Context) -> list[Shift]:
    """Return the empty shifts of facts on days without hours."""
    found = {
        shift: None
        for fact in context.facts.values()
        for engineer_id in fact.engineer_ids
        if (shift := context.shift_at(engineer_id, fact.start)).kind is ShiftKind.NONE
    }
    return sorted(found, key=lambda shift: (shift.engineer_id, shift.day))
