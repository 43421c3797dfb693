"""The options of one shift: every ticket in scope with its lengths, its breaks taken in, and its cost by start."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...instance import NOWHERE, Instance
from ...steps import Steps
from .frame import trips
from .kernel.arrays import LIMIT, NEVER, Bools, Ints, Shift, Work
from .starts import Starts

Span = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Option:
    """One way to work a ticket on the shift; ``plain`` are its starts, ``opening`` those directly after a set-up."""

    ticket: int
    site: int
    ticks: int
    extra: int
    absorbed: tuple[int, ...]
    plain: Bools
    opening: Bools
    is_held: bool = False
    """Whether it starts no earlier than its published start allows."""


def options(
    instance: Instance,
    shift: int,
    tickets: Sequence[int],
    local: dict[int, int],
    allowed: dict[int, Span | None],
    ticks: int,
) -> list[Option]:
    """Return the options of some tickets.

    Parameters
    ----------
    local : dict
        Numbers of the places.
    allowed : dict
        Where a ticket's start and end may lie, for those that are bound to others.
    ticks : int
        Length of the shift.
    """
    form, starts = instance.shifts[shift], Starts(instance, shift, ticks)
    found: list[Option] = []
    for number, ticket in enumerate(tickets):
        minutes = instance.pairs[ticket][form.engineer][0]
        place = instance.ticket_place[ticket]
        site, setup = (local[place], instance.setup[place]) if place != NOWHERE else (-1, 0)
        for absorbed in _subsets(len(form.breaks)) if instance.ticket_pausable[ticket] else [()]:
            for extra, plain, opening in starts.of(ticket, minutes, setup, absorbed):
                for span, is_held in _spans(instance, shift, ticket, allowed.get(ticket)):
                    first, second = (_inside(each, span, form.start, minutes + extra) for each in (plain, opening))
                    if first.any() or second.any():
                        found.append(Option(number, site, minutes, extra, absorbed, first, second, is_held))
    return found


def _spans(instance: Instance, shift: int, ticket: int, span: Span | None) -> list[tuple[Span | None, bool]]:
    """Return the spans in which a ticket may lie: its own, and where it has a published start, from there on."""
    change = instance.changes.get(ticket)
    if change is None:
        return [(span, False)]
    low, high = span or (instance.shifts[shift].start, instance.shifts[shift].hard_end)
    return [(span, False), ((max(low, change.start - change.tolerance), high), True)]


def _inside(starts: Bools, span: Span | None, origin: int, length: int) -> Bools:
    """Return the starts of work of some length that lies in a span."""
    if span is None:
        return starts
    kept = np.zeros_like(starts)
    low, high = max(0, span[0] - origin), max(0, span[1] - origin - length + 1)
    kept[low:high] = starts[low:high]
    return kept


def _subsets(count: int) -> list[tuple[int, ...]]:
    return [tuple(i for i in range(count) if bits >> i & 1) for bits in range(1 << count)]


MOST_TRACKED = 3
"""Tickets of a place that the relaxed day keeps from being done twice in a visit."""


def work(
    instance: Instance, at: int, tickets: Sequence[int], found: list[Option], shift: Shift
) -> tuple[Work, list[Option]]:
    """Return options as arrays, and in the arrays' order; ``at`` is the shift's index."""
    ranked = sorted(found, key=rank)
    cost, opening = _costs(instance, at, tickets, ranked, shift)
    return assemble(ranked, cost, opening, first_starts(ranked, cost), first_starts(ranked, opening), shift), ranked


def _costs(
    instance: Instance, at: int, tickets: Sequence[int], ranked: list[Option], shift: Shift
) -> tuple[Ints, Ints]:
    """Return the costs by option and start, without and with a set-up directly before."""
    engineer, origin = instance.shifts[at].engineer, instance.shifts[at].start
    ticks = shift.ticks
    late = _Lateness(origin, ticks)
    cost = np.full((len(ranked), ticks + 1), NEVER, dtype=np.int64)
    opening = np.full((len(ranked), ticks + 1), NEVER, dtype=np.int64)
    for row, option in enumerate(ranked):
        ticket = tickets[option.ticket]
        fixed = instance.pairs[ticket][engineer][1] - instance.drop[ticket]
        length = option.ticks + option.extra
        price = late.at(instance.late_start[ticket], 0) + late.at(instance.late_end[ticket], length) + fixed
        change = instance.changes.get(ticket)
        if change:
            moved = abs(np.arange(ticks + 1) + origin - change.start) > change.tolerance
            price = price + change.cost * moved
        cost[row, option.plain] = price[option.plain]
        if option.site >= 0:
            opening[row, option.opening] = price[option.opening] + shift.visit_cost[option.site]
    return cost, opening


class _Lateness:
    """Lateness by tick of the shift, each function evaluated once."""

    def __init__(self, origin: int, ticks: int) -> None:
        self.moments = np.arange(2 * ticks + 2) + origin
        self.ticks = ticks
        self.known: dict[Steps, Ints] = {}

    def at(self, steps: Steps, shifted: int) -> Ints:
        """Return a function's values some ticks after each tick of the shift."""
        if steps not in self.known:
            self.known[steps] = values(steps, self.moments)
        return self.known[steps][shifted : shifted + self.ticks + 1]


def rank(option: Option) -> tuple[int, tuple[object, ...], int]:
    """Return by what options are sorted: place, class, ticket."""
    return option.site, (option.ticks + option.extra, option.absorbed) if option.site < 0 else (), option.ticket


def assemble(ranked: list[Option], cost: Ints, opening: Ints, first: Ints, first_setup: Ints, shift: Shift) -> Work:
    """Return options sorted by `rank`, and their tables, with what follows from them: classes, columns, trips."""
    classes: dict[tuple[object, ...], int] = defaultdict(int)
    places = len(shift.setup)
    by_site: list[list[int]] = [[] for _ in range(places)]
    for row, option in enumerate(ranked):
        if option.site < 0:
            classes[rank(option)[1]] += 1
        else:
            by_site[option.site].append(row)
    ends = np.cumsum([0, *classes.values()]).astype(np.int64)
    tracked = np.full((places, MOST_TRACKED), -1, dtype=np.int64)
    bit = np.zeros(len(ranked), dtype=np.int64)
    sizes = []
    for place, rows in enumerate(by_site):
        best: dict[int, int] = {}
        for row in rows:
            least = int(min(cost[row].min(), opening[row].min()))
            best[ranked[row].ticket] = min(least, best.get(ranked[row].ticket, least))
        chosen = sorted(best, key=lambda ticket: (best[ticket], ticket))[:MOST_TRACKED]
        tracked[place, : len(chosen)] = chosen
        sizes.append(1 << len(chosen))
        for row in rows:
            if ranked[row].ticket in chosen:
                bit[row] = 1 << chosen.index(ranked[row].ticket)
    column = np.cumsum([0, *sizes]).astype(np.int64)
    trip_ptr, trip_to, trip_ticks = trips(shift, column, [place for place, rows in enumerate(by_site) if rows])
    return Work(
        ticket=np.array([o.ticket for o in ranked], dtype=np.int64),
        length=np.array([o.ticks + o.extra for o in ranked], dtype=np.int64),
        load=np.array([o.ticks for o in ranked], dtype=np.int64),
        taken=np.array([sum(1 << b for b in o.absorbed) for o in ranked], dtype=np.int64),
        bit=bit,
        cost=cost,
        cost_setup=opening,
        first=first,
        first_setup=first_setup,
        class_ptr=ends,
        site_ptr=ends[-1] + np.cumsum([0, *map(len, by_site)]).astype(np.int64),
        column=column,
        tracked=tracked,
        trip_ptr=trip_ptr,
        trip_to=trip_to,
        trip_ticks=trip_ticks,
    )


def values(steps: Steps, moments: Ints) -> Ints:
    """Return a step function's values at some ticks."""
    if not steps:
        return np.zeros(len(moments), dtype=np.int64)
    points = np.array(steps, dtype=np.int64)
    at = np.searchsorted(points[:, 0], moments, side="right") - 1
    found = points[at, 1] + points[at, 2] * (moments - points[at, 0])
    return np.where(at < 0, 0, found)


def first_starts(ranked: list[Option], cost: Ints) -> Ints:
    """Return per option and tick the first start that is allowed from then on; past the shift when there is none.

    Of options that differ in their pauses only the one counts that may start first: work starts as early as it can.
    """
    width = cost.shape[1]
    found = np.where(cost < LIMIT, np.arange(width), 4 * width)
    first = np.ascontiguousarray(np.minimum.accumulate(found[:, ::-1], axis=1)[:, ::-1])
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for row, option in enumerate(ranked):
        alike[option.ticket, option.absorbed, option.is_held].append(row)
    for rows in alike.values():
        if len(rows) > 1:
            first[rows] = np.where(first[rows] == first[rows].min(axis=0), first[rows], 4 * width)
    return first
