"""Who takes all these tickets? Several at once, each in its best place beside the places of those before it.

Whichever would lose most by waiting comes first: the one whose second best engineer, or leaving it out, costs most
above its best (its regret, as in Potvin and Rousseau, European Journal of Operational Research 66, 1993, pages
331-340). So ten tickets do not all go to one engineer, and what only one of them can do is not too late for her.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic

from ..errors import DataError
from ..solvers.insertion import Option
from .frozen_desk import FrozenDesk
from .open_ticket import require_open
from .places import F, Places, Search
from .priced import priced
from .recommended import Recommended
from .runners_up import unplanned
from .slot import Slot
from .taken import taken


@dataclass(frozen=True)
class Placed:
    """A ticket of a burst.

    Parameters
    ----------
    place : Recommended or None
        Its best place, priced with the places of the tickets before it taken. None when nobody can take it for less
        than leaving it out costs.
    regret : int
        By how much the next engineer, or leaving it out, would have been dearer when it had its turn, in thousandths.
    next_engineer_id : str
        Who that would have been; empty for nobody.
    why : str
        Of a ticket without a place, what is in its way, in words.
    """

    ticket_id: str
    place: Recommended | None
    regret: int = 0
    next_engineer_id: str = ""
    why: str = ""


@dataclass(frozen=True)
class Burst:
    """The answer to "who takes all these?".

    Parameters
    ----------
    placed : tuple of Placed
        In the order in which places were taken; those without any come last, in the order in which they were named.
    desk : FrozenDesk
        With all of the places taken.
    """

    placed: tuple[Placed, ...]
    desk: FrozenDesk

    @property
    def cost(self) -> int:
        """What all places cost together, in thousandths."""
        return sum(each.place.cost for each in self.placed if each.place)


def burst(desk: FrozenDesk, ticket_ids: Sequence[str]) -> Burst:
    """Return a place for each of several unassigned tickets, everything published staying as it is.

    Parameters
    ----------
    ticket_ids : sequence of str
        A ticket that is named twice counts once.

    Raises
    ------
    UnknownId
        When the desk has no such ticket, or it is not to be scheduled.
    DataError
        With a flaw for each that has a place already, or needs several engineers together.
    """
    _require_all_open(desk, ticket_ids)
    tickets = [desk.instance.tickets.index(each) for each in dict.fromkeys(ticket_ids)]
    waiting = Waiting(desk, {each: Places(desk, each) for each in tickets}, Places)
    placed = list[Placed]()
    while chosen := waiting.next():
        ticket, best, second = chosen
        instance = waiting.desk.instance
        rival = instance.engineers[instance.shifts[second.shift].engineer] if second else ""
        regret = _regret(instance.drop[ticket], best, second)
        placed.append(Placed(instance.tickets[ticket], priced(waiting.desk, ticket, best), regret, rival))
        waiting.take(ticket, best)
    left = (Placed(desk.instance.tickets[each], None, why=_why(waiting, each)) for each in waiting.places)
    return Burst((*placed, *left), waiting.desk)


def most_urgent(desk: FrozenDesk, count: int) -> tuple[str, ...]:
    """Return the tickets that wait for one engineer and cost most when they are left out, the dearest first."""
    instance, facts = desk.instance, desk.context.facts
    left = [each for each in desk.context.problem.schedulable if each.id not in facts and each.engineers_needed == 1]
    drop = dict(zip(instance.tickets, instance.drop, strict=True))
    return tuple(each.id for each in sorted(left, key=lambda each: (-drop[each.id], each.created, each.id))[:count])


def _require_all_open(desk: FrozenDesk, ticket_ids: Sequence[str]) -> None:
    flaws = []
    for each in dict.fromkeys(ticket_ids):
        try:
            require_open(desk, each)
        except DataError as error:
            flaws += error.flaws
    if flaws:
        raise DataError(flaws)


def _regret(drop: int, best: Slot | Option, second: Slot | Option | None) -> int:
    return min(drop, second.delta if second else drop) - best.delta


class Waiting(Generic[F]):
    """The tickets that have no place yet, with what is known of their places.

    Parameters
    ----------
    desk : FrozenDesk
    places : dict
        By ticket.
    search : callable
        Makes such of a desk and a ticket.
    """

    def __init__(
        self, desk: FrozenDesk, places: dict[int, Search[F]], search: Callable[[FrozenDesk, int], Search[F]]
    ) -> None:
        self.desk, self.places, self._search = desk, places, search

    def next(self, most: int = 2) -> tuple[int, F, F | None] | None:
        """Return the ticket that would lose most by waiting, its best place and the best of another engineer.

        Of those that would lose the same, it is the one that is dearest to leave out. None when no other has a place
        that is worth it.
        """
        instance, found = self.desk.instance, []
        for ticket, places in self.places.items():
            if unplanned(instance, ticket, self.desk.idle.span) >= 0:
                continue
            best, second, *_ = [*places.best(most), None, None]
            drop = instance.drop[ticket]
            if best and best.delta < drop:
                rank = -_regret(drop, best, second), -drop, instance.tickets[ticket]
                found.append((rank, (ticket, best, second)))
        return min(found, key=lambda each: each[0])[1] if found else None

    def take(self, ticket: int, slot: Slot) -> None:
        """Give a ticket its place."""
        del self.places[ticket]
        self.desk = taken(self.desk, slot)
        instance = self.desk.instance
        own = instance.shifts_of[instance.shifts[slot.shift].engineer]
        for other, places in self.places.items():
            if _are_linked(self.desk, ticket, other):
                self.places[other] = self._search(self.desk, other)
            else:
                places.changed(self.desk, own)


def _why(waiting: Waiting[Slot], ticket: int) -> str:
    """Return what is in the way of a ticket without a place."""
    instance = waiting.desk.instance
    first = unplanned(instance, ticket, waiting.desk.idle.span)
    if first >= 0:
        return f"it waits for {instance.tickets[first]}, which is unassigned"
    best = waiting.places[ticket].best(1)
    if not best:
        return "nobody may or can take it"
    return f"its best place costs {round((best[0].delta - instance.drop[ticket]) / 1000)} more than leaving it out"


def _are_linked(desk: FrozenDesk, first: int, second: int) -> bool:
    """Whether two tickets share a group, or one waits for the other: then the place of one matters anywhere."""
    instance = desk.instance
    orders = (*instance.predecessors.get(first, ()), *instance.predecessors.get(second, ()))
    groups = set(instance.group_of.get(first, ())).intersection(instance.group_of.get(second, ()))
    return bool(groups) or any({order.before, order.after} == {first, second} for order in orders)
