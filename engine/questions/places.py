"""The best places of a ticket, engineer by engineer, found only as far as somebody asks for them."""

import heapq
from collections.abc import Collection

from ..instance import Instance
from .frozen_desk import FrozenDesk
from .slot import Slot, bounds, slot_on

Rank = tuple[int, int, str]
"""What places stand in the order of: cost, start, engineer."""


class Places:
    """The places of an unassigned ticket on a desk.

    The cheapest shifts by a lower bound come first; one whose bound is above what is known already is not looked at.

    Parameters
    ----------
    desk : FrozenDesk
    ticket : int
    instance : Instance, optional
        The desk's own, or one in which the ticket may start at fewer times.
    """

    def __init__(self, desk: FrozenDesk, ticket: int, instance: Instance | None = None) -> None:
        self.ticket = ticket
        self.instance, self.idle = instance or desk.instance, desk.idle
        self._ahead = bounds(self.instance, self.idle, ticket)
        self.found: dict[int, Slot | None] = {}
        """The best place by engineer, as far as is known; None is no place on any shift that was looked at."""

    def best(self, most: int) -> list[Slot]:
        """Return the best places of so many engineers, cheapest first, alike ones by start and engineer's id.

        Everybody else's come after them.
        """
        beaten = []
        while self._ahead:
            bound, shift = self._ahead[0]
            ranks = heapq.nsmallest(most, map(self._rank, filter(None, self.found.values())))
            last = ranks[-1] if len(ranks) == most else None
            if last and bound > last[0]:
                break
            heapq.heappop(self._ahead)
            if last and self._least(bound, shift) > last:
                beaten.append((bound, shift))
            else:
                self._look(bound, shift)
        for each in beaten:
            heapq.heappush(self._ahead, each)
        return sorted(filter(None, self.found.values()), key=self._rank)[:most]

    def is_open(self, engineer: int) -> bool:
        """Return whether an engineer has shifts that nobody has looked at yet."""
        return any(self.instance.shifts[shift].engineer == engineer for _, shift in self._ahead)

    def _look(self, bound: int, shift: int) -> None:
        engineer = self.instance.shifts[shift].engineer
        known = self.found.get(engineer)
        if known and self._least(bound, shift) > self._rank(known):
            return
        slot = slot_on(self.instance, self.idle, self.ticket, shift)
        if slot and (known is None or self._rank(slot) < self._rank(known)):
            known = slot
        self.found[engineer] = known

    def changed(self, desk: FrozenDesk, shifts: Collection[int]) -> None:
        """Forget what is known of some shifts, all those of an engineer: the desk has other work there now."""
        self.instance, self.idle = desk.instance, desk.idle
        self.found.pop(self.instance.shifts[next(iter(shifts))].engineer, None)
        anew = bounds(self.instance, self.idle, self.ticket, shifts)
        self._ahead = [each for each in self._ahead if each[1] not in shifts] + anew
        heapq.heapify(self._ahead)

    def _rank(self, slot: Slot) -> Rank:
        return slot.delta, slot.start, self._name(slot.shift)

    def _least(self, bound: int, shift: int) -> Rank:
        """Return what no place on a shift comes before."""
        free = self.instance.shifts[shift].free
        return bound, free[0][0] if free else 0, self._name(shift)

    def _name(self, shift: int) -> str:
        return self.instance.engineers[self.instance.shifts[shift].engineer]
