"""Which group tries to place which unassigned ticket: that of the engineer for whom it looks best."""

from collections.abc import Sequence
from random import Random

import numpy as np
from numpy.typing import NDArray

from ...instance import NOWHERE, Instance
from ...timeline import length
from ...timing import Timed

CROWDED = 120_000
"""What a full calendar adds to the price of an engineer; it grows with the square of load over capacity."""
NOISE = 0.5
"""How far chance bends prices in later rounds, so that a ticket comes to other groups too."""


def spread(
    instance: Instance, timed: Timed, groups: Sequence[Sequence[int]], rng: Random | None, most: int | None = None
) -> list[list[int]]:
    """Return the unassigned tickets that each group of shifts tries to place, in its turn.

    A ticket goes to the group of the engineer for whom its price, the way from home and the load so far look best;
    those that are dear to leave out choose first. One that waits for others goes where they are, or nowhere.

    Parameters
    ----------
    instance : Instance
    timed : Timed
        The plan so far.
    groups : sequence of sequence of int
        Shifts by group.
    rng : Random, optional
        Bends the prices.
    most : int, optional
        Tickets that a group gets at most.
    """
    return _Spread(instance, timed, groups, rng, most).run()


class _Spread:
    def __init__(
        self,
        instance: Instance,
        timed: Timed,
        groups: Sequence[Sequence[int]],
        rng: Random | None,
        most: int | None,
    ) -> None:
        self.instance, self.timed, self.rng, self.most = instance, timed, rng, most
        self.found: list[list[int]] = [[] for _ in groups]
        self.group_of_shift = np.full(len(instance.shifts), -1, dtype=np.int64)
        for at, shifts in enumerate(groups):
            self.group_of_shift[list(shifts)] = at
        self.owner = np.array([form.engineer for form in instance.shifts], dtype=np.int64)
        self.load = np.zeros(len(instance.engineers))
        self.room = np.ones(len(instance.engineers))
        for shift, form in enumerate(instance.shifts):
            self.load[form.engineer] += timed.shifts[shift].load
            self.room[form.engineer] += length(form.free)
        self.homes = np.array(
            [instance.shifts[own[0]].home if own else NOWHERE for own in instance.shifts_of], dtype=np.int64
        )
        self.chosen: dict[int, int] = {}

    def run(self) -> list[list[int]]:
        instance = self.instance
        left = [t for t in range(len(instance.tickets)) if t not in self.timed.span]
        for ticket in sorted(left, key=lambda t: (-instance.drop[t], instance.tickets[t])):
            if ticket not in self.chosen:
                for each in self._chain(ticket):
                    self._place(each)
        return [sorted(tickets) for tickets in self.found]

    def _chain(self, ticket: int) -> list[int]:
        """Return a ticket and the unassigned ones that it waits for, those first."""
        found: list[int] = []

        def visit(each: int) -> None:
            for order in self.instance.predecessors.get(each, ()):
                if order.before not in self.timed.span and order.before not in found:
                    visit(order.before)
            found.append(each)

        visit(ticket)
        return [each for each in found if each not in self.chosen]

    def _place(self, ticket: int) -> None:
        """Choose a group for a ticket; -1 is none this time."""
        self.chosen[ticket] = -1
        shifts = self.instance.candidate_row(ticket)
        groups = self.group_of_shift[shifts]
        tied = self._tied(ticket)
        if tied is None:
            related = np.isin(groups, sorted(self._related(ticket)))
            shifts = shifts[related if related.any() else groups >= 0]
        else:
            shifts = shifts[(groups == min(tied)) & (groups >= 0) & (len(tied) == 1)]
        if not len(shifts):
            return
        best = int(shifts[self._prices(ticket, shifts).argmin()])
        group = int(self.group_of_shift[best])
        if self.most is not None and len(self.found[group]) >= self.most:
            return
        self.chosen[ticket] = group
        self.found[group].append(ticket)
        engineers, minutes, _ = self.instance.pair_row(ticket)
        self.load[self.owner[best]] += int(minutes[np.searchsorted(engineers, self.owner[best])])

    def _tied(self, ticket: int) -> set[int] | None:
        """Return the groups in which the tickets are that it waits for; None when it waits for none that may move."""
        found: set[int] = set()
        for order in self.instance.predecessors.get(ticket, ()):
            if order.before in self.chosen:
                found.add(self.chosen[order.before])
            elif order.before not in self.instance.facts:
                found |= {int(self.group_of_shift[shift]) for shift in self.timed.crew[order.before]}
        return found or None

    def _related(self, ticket: int) -> set[int]:
        """Return the groups of tickets that one engineer should keep together with this one."""
        instance = self.instance
        others = {each for group in instance.group_of.get(ticket, ()) for each in instance.groups[group].tickets}
        found = {self.chosen[each] for each in others if each in self.chosen}
        found |= {int(self.group_of_shift[s]) for each in others for s in self.timed.crew.get(each, ())}
        return found - {-1}

    def _prices(self, ticket: int, shifts: NDArray[np.int64]) -> NDArray[np.float64]:
        instance = self.instance
        engineers, minutes, costs = instance.pair_row(ticket)
        owners = self.owner[shifts]
        pair = np.searchsorted(engineers, owners)
        filled = (self.load[owners] + minutes[pair]) / self.room[owners]
        price = costs[pair] + CROWDED * filled**2
        place = instance.ticket_place[ticket]
        if place != NOWHERE:
            homes = self.homes[owners]
            way = np.where(homes == NOWHERE, 0, instance.travel[0][homes, place])
            price = price + way * np.array(instance.travel_cost)[owners]
        if self.rng is not None:
            noise = np.random.default_rng(self.rng.getrandbits(64)).random(len(shifts))
            price = price * (1 + NOISE * noise)
        return price
