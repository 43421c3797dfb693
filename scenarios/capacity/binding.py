"""The binding work: the set of work that exceeds most what everybody who could do it has.

By the theorem of Hall (1935, "On representatives of subsets"), work can be dealt out if and only if no set of it asks
for more than those who could do any of it have. The most by which a set exceeds them is what remains when as much as
possible is dealt out (Ore, 1955, "Graphs and matching theorems"), and the set is the source's side of a least cut of
that flow (Ford and Fulkerson, 1956). A ticket counts with the minutes of the fastest and may be cut up, and everybody's
free minutes count whole: what is missing here is missing in every plan without overtime.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from ortools.graph.python import max_flow

from .demand import Demand, Demands
from .kind import Kind

_ENDLESS = 1 << 60


@dataclass(frozen=True)
class Binding:
    """A set of work and those who could do it.

    Parameters
    ----------
    day : int
        All of it is wanted by the evening of that day, an index of `Demands.days`.
    kinds : tuple of Kind
        What it is made of, the kind with most minutes first: the binding one.
    tickets : tuple of str
    asked, capacity : int
        Minutes of the work, and of everybody who could do any of it until then, on call included.
    engineers : tuple of str
        Who that is.
    """

    day: int
    kinds: tuple[Kind, ...]
    tickets: tuple[str, ...]
    asked: int
    capacity: int
    engineers: tuple[str, ...]

    @property
    def shortfall(self) -> int:
        """Minutes that no plan can do in time without overtime."""
        return max(0, self.asked - self.capacity)


@dataclass(frozen=True)
class _Class:
    """Demands with the same shifts."""

    shifts: tuple[int, ...]
    members: tuple[Demand, ...]
    minutes: int


def shortfall(found: Demands, day: int) -> int:
    """Return the minutes wanted by the evening of a day that no plan without overtime can do by then."""
    classes, capacity = _classes(found, day), found.room
    return sum(each.minutes for each in classes) - _cut(classes, capacity, Fraction(1))[0]


def binding(found: Demands) -> Binding | None:
    """Return the work that fails on the first day on which any does, else the work with least to spare.

    Of several sets that fail on one day and share nobody it is the one that exceeds most; least to spare is the
    greatest share of capacity, found by Dinkelbach's (1967) iteration on ratios. None when nothing is asked.
    """
    tightest: Binding | None = None
    for day in range(len(found.days)):
        classes, capacity = _classes(found, day), found.room
        if not classes:
            continue
        flow, failing = _cut(classes, capacity, Fraction(1))
        if flow < sum(each.minutes for each in classes):
            return max((_read(found, day, part, capacity) for part in _parts(failing)), key=lambda each: each.shortfall)
        full = _read(found, day, _fullest(classes, capacity), capacity)
        if tightest is None or full.asked * tightest.capacity > tightest.asked * full.capacity:
            tightest = full
    return tightest


def _fullest(classes: Sequence[_Class], capacity: Sequence[int]) -> Sequence[_Class]:
    """Return the set with the greatest load over capacity, where each set has the capacity that it asks for."""
    found: Sequence[_Class] = classes
    while True:
        growth = Fraction(_room(found, capacity), sum(each.minutes for each in found))
        _, failing = _cut(classes, capacity, growth)
        if not failing:
            return found
        found = failing


def _cut(classes: Sequence[_Class], capacity: Sequence[int], growth: Fraction) -> tuple[int, list[_Class]]:
    """Return the most that can be dealt out when the work grows by a factor, and the classes that exceed most.

    All minutes are in units of one over the factor's denominator, so that they stay whole.
    """
    first = 2 + len(classes)
    used = sorted({shift for each in classes for shift in each.shifts})
    node = {shift: first + at for at, shift in enumerate(used)}
    tails = [0] * len(classes) + [2 + at for at, each in enumerate(classes) for _ in each.shifts]
    heads = [2 + at for at in range(len(classes))] + [node[shift] for each in classes for shift in each.shifts]
    widths = [each.minutes * growth.numerator for each in classes]
    widths += [_ENDLESS] * sum(len(each.shifts) for each in classes)
    tails += list(node.values())
    heads += [1] * len(used)
    widths += [capacity[shift] * growth.denominator for shift in used]
    flow = max_flow.SimpleMaxFlow()
    flow.add_arcs_with_capacity(np.array(tails, np.int32), np.array(heads, np.int32), np.array(widths, np.int64))
    status = flow.solve(0, 1)
    assert status == flow.OPTIMAL, status
    side = set(flow.get_source_side_min_cut())
    return flow.optimal_flow(), [each for at, each in enumerate(classes) if 2 + at in side]


def _classes(found: Demands, day: int) -> list[_Class]:
    """Return what is wanted by the evening of a day, like tickets together."""
    members: dict[tuple[int, ...], list[Demand]] = {}
    for demand in found.demands:
        if demand.day is not None and demand.day <= day:
            in_time = tuple(shift for shift in demand.fitting if found.shift_day[shift] <= demand.day)
            members.setdefault(in_time, []).append(demand)
    return [_Class(shifts, tuple(each), sum(one.minutes for one in each)) for shifts, each in members.items()]


def _parts(classes: Sequence[_Class]) -> list[list[_Class]]:
    """Return classes apart where they share no shift."""
    parts: list[tuple[set[int], list[_Class]]] = []
    for each in classes:
        shifts, members = set(each.shifts), [each]
        apart = []
        for part in parts:
            if part[0] & shifts:
                shifts |= part[0]
                members += part[1]
            else:
                apart.append(part)
        parts = [*apart, (shifts, members)]
    return [members for _, members in parts]


def _room(classes: Sequence[_Class], capacity: Sequence[int]) -> int:
    return sum(capacity[shift] for shift in {shift for each in classes for shift in each.shifts})


def _read(found: Demands, day: int, classes: Sequence[_Class], capacity: Sequence[int]) -> Binding:
    members = [demand for each in classes for demand in each.members]
    by_kind: Counter[Kind] = Counter()
    for demand in members:
        by_kind[demand.kind] += demand.minutes
    shifts = {shift for each in classes for shift in each.shifts}
    return Binding(
        day=max((demand.day or 0 for demand in members), default=day),
        kinds=tuple(kind for kind, _ in sorted(by_kind.items(), key=lambda each: (-each[1], each[0]))),
        tickets=tuple(found.instance.tickets[demand.ticket] for demand in members),
        asked=sum(each.minutes for each in classes),
        capacity=_room(classes, capacity),
        engineers=tuple(sorted({found.instance.engineers[found.instance.shifts[shift].engineer] for shift in shifts})),
    )
