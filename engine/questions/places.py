"""The best places of a ticket, engineer by engineer, found only as far as somebody asks for them."""

import heapq
from collections.abc import Collection

from ..instance import Instance
from .frozen_desk import FrozenDesk
from .slot import Slot, bounds, slot_on


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
        """Return the best places of so many engineers, cheapest first; everybody else's cost no less."""
        while self._ahead:
            bound, shift = self._ahead[0]
            costs = heapq.nsmallest(most, (each.delta for each in self.found.values() if each))
            if len(costs) == most and bound >= costs[-1]:
                break
            heapq.heappop(self._ahead)
            self._look(bound, shift)
        return sorted(filter(None, self.found.values()), key=_rank)[:most]

    def _look(self, bound: int, shift: int) -> None:
        engineer = self.instance.shifts[shift].engineer
        known = self.found.get(engineer)
        if known and known.delta <= bound:
            return
        slot = slot_on(self.instance, self.idle, self.ticket, shift)
        if slot and (known is None or (slot.delta, slot.start) < (known.delta, known.start)):
            known = slot
        self.found[engineer] = known

    def changed(self, desk: FrozenDesk, shifts: Collection[int]) -> None:
        """Forget what is known of some shifts, all those of an engineer: the desk has other work there now."""
        self.instance, self.idle = desk.instance, desk.idle
        self.found.pop(self.instance.shifts[next(iter(shifts))].engineer, None)
        anew = bounds(self.instance, self.idle, self.ticket, shifts)
        self._ahead = [each for each in self._ahead if each[1] not in shifts] + anew
        heapq.heapify(self._ahead)


def _rank(slot: Slot) -> tuple[int, int, int]:
    return slot.delta, slot.start, slot.shift
