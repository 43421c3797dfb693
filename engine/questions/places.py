"""The best places of a ticket, engineer by engineer, found only as far as somebody asks for them."""

import copy
import heapq
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection
from typing import Generic, Self, TypeVar

from ..instance import Instance
from ..solvers.insertion import Option, best_on
from .frozen_desk import FrozenDesk
from .slot import Slot, bounds, slot_on

F = TypeVar("F", bound=Slot | Option)
Rank = tuple[int, int, str]
"""What places stand in the order of: cost, start, engineer."""


class Search(ABC, Generic[F]):
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
        self.desk, self.instance, self.idle = desk, instance or desk.instance, desk.idle
        self._ahead = bounds(self.instance, self.idle, ticket)
        self.found: dict[int, F | None] = {}
        """The best place by engineer, as far as is known; None is no place on any shift that was looked at."""

    @abstractmethod
    def _on(self, shift: int) -> F | None:
        """Return the best place on a shift."""

    def best(self, most: int) -> list[F]:
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

    def on(self, desk: FrozenDesk, changed: Collection[int] = (), may: Callable[[int], bool] | None = None) -> Self:
        """Return what is known of the same ticket's places on another desk; what this one knows stays as it is.

        Parameters
        ----------
        desk : FrozenDesk
            One that differs on the days of some engineers alone.
        changed : collection of int
            These engineers.
        may : callable, optional
            Which engineers may take the ticket there, of those who may here.
        """
        found = copy.copy(self)
        found.desk, found.instance, found.idle = desk, desk.instance, desk.idle
        found.found, found._ahead = dict(self.found), list(self._ahead)
        if may:
            owner = [form.engineer for form in desk.instance.shifts]
            found.found = {who: slot for who, slot in self.found.items() if may(who)}
            found._ahead = [each for each in self._ahead if may(owner[each[1]])]
            heapq.heapify(found._ahead)
        for engineer in changed:
            found.changed(desk, desk.instance.shifts_of[engineer])
        return found

    def _look(self, bound: int, shift: int) -> None:
        engineer = self.instance.shifts[shift].engineer
        known = self.found.get(engineer)
        if known and self._least(bound, shift) > self._rank(known):
            return
        slot = self._on(shift)
        if slot and (known is None or self._rank(slot) < self._rank(known)):
            known = slot
        self.found[engineer] = known

    def changed(self, desk: FrozenDesk, shifts: Collection[int]) -> None:
        """Forget what is known of some shifts, all those of an engineer: the desk has other work there now."""
        self.desk, self.instance, self.idle = desk, desk.instance, desk.idle
        self.found.pop(self.instance.shifts[next(iter(shifts))].engineer, None)
        anew = bounds(self.instance, self.idle, self.ticket, shifts)
        self._ahead = [each for each in self._ahead if each[1] not in shifts] + anew
        heapq.heapify(self._ahead)

    def _rank(self, slot: F) -> Rank:
        return slot.delta, slot.start, self._name(slot.shift)

    def _least(self, bound: int, shift: int) -> Rank:
        """Return what no place on a shift comes before."""
        free = self.instance.shifts[shift].free
        return bound, free[0][0] if free else 0, self._name(shift)

    def _name(self, shift: int) -> str:
        return self.instance.engineers[self.instance.shifts[shift].engineer]


class Places(Search[Slot]):
    """The very best places."""

    def _on(self, shift: int) -> Slot | None:
        return slot_on(self.instance, self.idle, self.ticket, shift)


class Insertions(Search[Option]):
    """Places found ten times as fast, by insertion into what is there; few are not the very best."""

    def _on(self, shift: int) -> Option | None:
        return best_on(self.desk.draft, self.ticket, shift)
