"""Work of a colleague that makes room for work that has to move: one link more of a chain."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ..cost import ticket_total
from ..instance import FactForm, Instance
from ..timeline import intersect, length, union
from .frozen_desk import FrozenDesk
from .opened import KeptFree, opened
from .places import Insertions
from .slot import Slot, bounds, slot_on
from .taken import taken

MayMove = Callable[[str], bool]
"""Whether a ticket may leave its place."""
SHIFTS = 4
"""Shifts that are looked at for room, the cheapest by a lower bound."""
ROOMS = 8
"""Rooms of which it is looked up where the work in them would go: those in which the moved work costs least."""
MOST = 3
"""Rooms that are tried: those that cost least with both moves."""


_CANDIDATES = ("candidate_begin", "candidate_end", "candidate_shift")
_ROWS = (*_CANDIDATES, "pair_begin", "pair_end", "pair_engineer", "pair_minutes", "pair_cost")


@dataclass(frozen=True)
class Push:
    """A desk on which moved work has the room of other work, which waits for a place itself."""

    desk: FrozenDesk
    moved: str
    pushed: str
    engineer: int
    """Whose work it is."""


@dataclass(frozen=True)
class _Room:
    desk: FrozenDesk
    slot: Slot
    pushed: str


def pushes(
    empty: Instance, desk: FrozenDesk, known: Mapping[str, Insertions], may_move: MayMove, kept: KeptFree | None
) -> Iterator[Push]:
    """Yield ways to make room for the dearest of some waiting work, by moving one other piece of work.

    The dearest is the work whose best place beside everything that stays costs most, one without any first of all.

    Parameters
    ----------
    empty : Instance
        The desk's, without any work on its shifts.
    known : dict
        The tickets that wait for a place, with their places on this desk.
    may_move : callable
        Of the work that stays, which may make room.
    kept : KeptFree or None
        Time that nothing is laid into.
    """
    instance = desk.instance
    costs = dict[str, tuple[bool, int]]()
    for name, places in known.items():
        drop, best = instance.drop[places.ticket], places.best(1)
        costs[name] = (not best, min(drop, best[0].delta if best else drop))
    if not costs:
        return
    moved = max(costs, key=lambda name: (costs[name], name))
    rooms = _rooms(empty, desk, known[moved].ticket, costs[moved][1], may_move, kept)
    first = sorted(rooms, key=lambda room: (room.slot.delta, room.pushed))[:ROOMS]
    ranked = sorted((_with_both(desk, room), room.pushed, at) for at, room in enumerate(first))
    for _, pushed, at in ranked[:MOST]:
        engineer = instance.shifts[first[at].slot.shift].engineer
        yield Push(taken(first[at].desk, first[at].slot), moved, pushed, engineer)


def _with_both(desk: FrozenDesk, room: _Room) -> int:
    """Return about what it costs to take a room and find another place for the work in it."""
    ticket = desk.instance.tickets.index(room.pushed)
    drop, best = desk.instance.drop[ticket], Insertions(room.desk, ticket).best(1)
    elsewhere = min(drop, best[0].delta) if best else drop
    return room.slot.delta + elsewhere - ticket_total(desk.instance, ticket, desk.idle)


def _rooms(
    empty: Instance, desk: FrozenDesk, ticket: int, below: int, may_move: MayMove, kept: KeptFree | None
) -> Iterator[_Room]:
    """Yield the places of a ticket that cost less than an amount once one piece of work has left them."""
    instance, looked = desk.instance, 0
    rows = {name: getattr(instance, name) for name in _ROWS}
    for bound, shift in bounds(empty.replaced(**rows), desk.idle, ticket):
        if bound >= below or looked >= SHIFTS:
            return
        there = [each for each in instance.shifts[shift].facts if _may_leave(instance, each, may_move)]
        looked += bool(there)
        for each in there:
            if _has_room(desk, ticket, shift, each):
                without = opened(desk, [instance.tickets[each.ticket]], kept)
                slot = slot_on(without.instance, without.idle, ticket, shift)
                if slot and slot.delta < below:
                    yield _Room(without, slot, instance.tickets[each.ticket])


def _may_leave(instance: Instance, fact: FactForm, may_move: MayMove) -> bool:
    """Whether work may; what others wait for, or what waits itself, would have to keep its order."""
    return fact.ticket >= 0 and fact.ticket not in instance.linked and may_move(instance.tickets[fact.ticket])


def _has_room(desk: FrozenDesk, ticket: int, shift: int, fact: FactForm) -> bool:
    """Whether the work of a ticket could lie on a shift once a fact has left it."""
    form = desk.instance.shifts[shift]
    free = intersect(union(form.free, ((fact.start, fact.end),)), desk.builder.free[shift])
    minutes = desk.instance.pairs[ticket][form.engineer][0]
    if desk.instance.ticket_pausable[ticket]:
        return length(free) >= minutes
    return any(high - low >= minutes for low, high in free)
