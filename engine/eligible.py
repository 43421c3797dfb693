"""Who may take what, and what it would take: the sparse rows of an instance, found once for each class of ticket."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from .builder import Builder, Mask
from .builder import Vector as Ints
from .rows import Shared, Vector, narrow, share

AT_A_TIME = 1000
"""Tickets whose minutes and costs are worked out at once: of all of a large desk they would fill gigabytes."""


@dataclass(frozen=True)
class Eligible:
    """Shifts by ticket; engineers, minutes and costs by ticket; the longest and dearest pair of each ticket."""

    candidates: Shared
    pairs: Shared
    longest: list[int]
    dearest: list[int]


def eligible(builder: Builder) -> Eligible:
    """Return the candidates and pairs of all tickets; a fact has pairs with its own engineers only."""
    people = People(builder)
    shifts: list[tuple[Vector]] = []
    pairs: list[tuple[Vector, Vector, Vector]] = []
    longest, dearest = [], []
    nothing = (np.zeros(0, np.int32),)
    tickets = range(len(builder.tickets))
    for ticket, (all_minutes, all_costs) in zip(tickets, amounts(builder, tickets), strict=True):
        if ticket in builder.facts:
            row, engineers = nothing, _crew(builder, ticket)
        else:
            row, engineers = people.who(ticket)
        minutes, costs = all_minutes[engineers], all_costs[engineers]
        shifts.append(row)
        pairs.append((engineers.astype(np.int32), minutes, costs))
        longest.append(int(minutes.max(initial=0)))
        dearest.append(int(costs.max(initial=0)))
    return Eligible(share(shifts, 1), share(pairs, 3), longest, dearest)


def _crew(builder: Builder, ticket: int) -> Ints:
    return np.array(sorted(builder.engineer_index[e] for e in builder.facts[ticket].engineer_ids), dtype=np.int64)


class People:
    """The shifts and engineers of each class of ticket: those that no gate tells apart."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.owner = builder.owner
        self.alive = np.array([bool(builder.free[s]) for s in range(len(builder.shifts))], dtype=np.bool_)
        self.known: dict[tuple[object, ...], tuple[tuple[Vector], Ints]] = {}

    def who(self, ticket: int) -> tuple[tuple[Vector], Ints]:
        """Return the row of shifts of a ticket, and their engineers."""
        builder = self.builder
        key = (*(gate.keys[ticket] for gate in builder.gates), builder.named.get(ticket), builder.needed[ticket])
        found = self.known.get(key)
        if found is None:
            shifts = np.flatnonzero(self._mask(ticket) & self.alive)
            found = self.known[key] = (shifts.astype(np.int32),), np.unique(self.owner[shifts])
        return found

    def _mask(self, ticket: int) -> Mask:
        builder = self.builder
        calendar = np.ones(len(self.owner), dtype=np.bool_)
        people = calendar.copy()
        for gate in builder.gates:
            mask = people if gate.yields_to_pin else calendar
            mask &= gate.masks[gate.keys[ticket]]
        named = builder.named.get(ticket)
        if named is None:
            return calendar & people
        if builder.needed[ticket] == 1:
            people = self.owner == named
        else:
            people |= self.owner == named
        return calendar & people


def amounts(builder: Builder, tickets: Sequence[int]) -> Iterator[tuple[Vector, Vector]]:
    """Yield minutes and costs of each of some tickets, per engineer."""
    for first in range(0, len(tickets), AT_A_TIME):
        some = tickets[first : first + AT_A_TIME]
        yield from zip(narrow(builder.minutes_of(some)), narrow(builder.costs_of(some)), strict=True)
