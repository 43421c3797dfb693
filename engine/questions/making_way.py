"""Desks on which work has made way for an engineer's time: what stays is frozen, what goes has its cheapest place."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from ..domain.schedule import Assignment
from ..errors import DataError
from ..instance import Instance
from ..timeline import ceil_minute, floor_minute, intersect
from .frozen_desk import FrozenDesk
from .opened import KeptFree, opened
from .places import Insertions
from .pushing import MayMove, pushes
from .relief import Wanted
from .settled import settled
from .slot import Slot, slot_on
from .slots import place_at, require_free
from .taken import taken


@dataclass(frozen=True)
class Way:
    """A desk on which the time is free, or has the wanted ticket.

    Parameters
    ----------
    leaving : tuple of str
        The tickets that may have moved.
    pushed : dict
        Of those that lay in nobody's way but that of moved work: for which ticket each makes room.
    """

    desk: FrozenDesk
    leaving: tuple[str, ...]
    pushed: Mapping[str, str] = field(default_factory=dict)


def ways(
    frozen: FrozenDesk,
    wanted: Wanted,
    movable: Sequence[Assignment],
    followers: Sequence[Assignment],
    may_move: MayMove,
) -> Iterator[Way]:
    """Yield ways to free the time, or to give it to the wanted ticket, what has made way in its new places.

    Work goes to whomever it costs least, to colleagues alone, or to another time of the same engineer. Where a ticket
    is to have the time, one piece of work makes way at a time, then all of them. At last a colleague's work makes room
    for the dearest of what moves.

    Parameters
    ----------
    frozen : FrozenDesk
        On which all stays.
    movable : sequence of Assignment
        What may make way.
    followers : sequence of Assignment
        What waits for any of that, and moves too where that finds no place before it.
    may_move : callable
        Whether work that is in nobody's way may make room for other work.
    """
    if wanted.for_ticket:
        require_free(frozen, wanted.for_ticket)
    instance = frozen.instance
    people = [instance.engineers.index(each) for each in (wanted.engineer_id, *wanted.without)]
    own, *others = people
    kept = None if wanted.for_ticket else _kept(frozen, wanted)
    names = tuple(each.ticket_id for each in movable)
    both = (*movable, *followers)
    desk = opened(frozen, names, kept)
    anybody = _offered(desk, names, lambda who: who not in others)
    if wanted.for_ticket:
        yield from (Way(each, names) for each in _with_ticket(anybody, wanted, movable))
        slot = _inside(anybody, wanted) if movable else None
        if slot:
            yield from _pushed(frozen.empty, taken(anybody, slot), names, others, kept, may_move)
        if followers:
            more = _without(opened(frozen, [each.ticket_id for each in both], kept), both, others)
            slot = _inside(more, wanted)
            if slot:
                back = _put_back(taken(more, slot), sorted(both, key=lambda each: (each.start, each.ticket_id)))
                yield Way(back, tuple(each.ticket_id for each in both))
        return
    known = _known(anybody, names)
    choices: tuple[Callable[[int], bool], ...] = (
        lambda who: who not in others,
        lambda who: who not in people,
        lambda who: who == own,
    )
    for may in choices if names else choices[:1]:
        there = {name: places.on(anybody, may=may) for name, places in known.items()}
        yield Way(settled(_offered(anybody, names, may), names, there), names)
    yield from _pushed(frozen.empty, anybody, names, others, kept, may_move, known)
    if followers:
        more = _without(opened(frozen, [each.ticket_id for each in both], kept), both, others)
        yield Way(_put_back(settled(more, names), followers), tuple(each.ticket_id for each in both))


def _known(desk: FrozenDesk, names: Sequence[str]) -> dict[str, Insertions]:
    """Return the places of waiting tickets on a desk, of which as much is known as every way asks for."""
    known = {name: Insertions(desk, desk.instance.tickets.index(name)) for name in names}
    for places in known.values():
        places.best(2)
    return known


def _kept(desk: FrozenDesk, wanted: Wanted) -> KeptFree:
    origin = desk.context.origin
    return KeptFree(wanted.engineer_id, (floor_minute(origin, wanted.start), ceil_minute(origin, wanted.end)))


def _pushed(
    empty: Instance,
    desk: FrozenDesk,
    names: Sequence[str],
    others: Sequence[int],
    kept: KeptFree | None,
    may_move: MayMove,
    known: Mapping[str, Insertions] | None = None,
) -> Iterator[Way]:
    """Yield ways in which a colleague's work makes room for what moves."""
    known = _known(desk, names) if known is None else known
    for each in pushes(empty, desk, known, may_move, kept):
        offered = _offered(each.desk, [each.pushed], lambda who: who not in others)
        left = [name for name in names if name != each.moved]
        there = {name: known[name].on(offered, [each.engineer]) for name in left if not _is_linked(offered, name)}
        yield Way(settled(offered, [each.pushed, *left], there), (*names, each.pushed), {each.pushed: each.moved})


def _is_linked(desk: FrozenDesk, name: str) -> bool:
    """Whether the places of other tickets matter for one's own, wherever they are."""
    ticket = desk.instance.tickets.index(name)
    return ticket in desk.instance.linked or ticket in desk.instance.group_of


def _offered(desk: FrozenDesk, names: Sequence[str], may: Callable[[int], bool]) -> FrozenDesk:
    """Return the desk on which only some engineers may take some tickets."""
    instance = desk.instance
    begin, end = instance.candidate_begin.copy(), instance.candidate_end.copy()
    rows, at = [instance.candidate_shift], len(instance.candidate_shift)
    for ticket in map(instance.tickets.index, names):
        row = [shift for shift in instance.candidates[ticket] if may(instance.shifts[shift].engineer)]
        # Like tickets share a row of candidates, so this one gets a row of its own.
        begin[ticket], end[ticket], at = at, at + len(row), at + len(row)
        rows.append(np.array(row, dtype=instance.candidate_shift.dtype))
    only = instance.replaced(
        candidate_begin=begin,
        candidate_end=end,
        candidate_shift=np.concatenate(rows),
    )
    return desk.replaced(desk.context, only, desk.idle, lambda: desk.base, lambda: desk.as_published)


def _without(desk: FrozenDesk, work: Sequence[Assignment], others: Sequence[int]) -> FrozenDesk:
    """Return the desk on which some engineers take over none of some work; what they have they may keep."""
    people = desk.instance.engineers
    for each in work:
        refused = set(others).difference(people.index(name) for name in each.engineer_ids)
        desk = _offered(desk, [each.ticket_id], partial(_is_not_in, refused))
    return desk


def _is_not_in(refused: set[int], engineer: int) -> bool:
    return engineer not in refused


def _with_ticket(desk: FrozenDesk, wanted: Wanted, movable: Sequence[Assignment]) -> Iterator[FrozenDesk]:
    one_by_one = [(each,) for each in movable] if len(movable) > 1 else []
    for leaving in (*one_by_one, tuple(movable)):
        here = desk
        for stays in (each for each in movable if each not in leaving):
            here = _as_before(here, stays)
        slot = _inside(here, wanted)
        if slot:
            yield _put_back(taken(here, slot), leaving)


def _put_back(desk: FrozenDesk, work: Sequence[Assignment]) -> FrozenDesk:
    """Return the desk with work at its places until now, and at the cheapest ones where it has no room there."""
    gone = []
    for each in work:
        back = _as_before(desk, each)
        gone += [each.ticket_id] if back is desk else []
        desk = back
    return settled(desk, gone)


def _as_before(desk: FrozenDesk, given: Assignment) -> FrozenDesk:
    """Return the desk with a ticket at its place until now; the same desk where it has no room there any more."""
    try:
        return taken(desk, place_at(desk, given.ticket_id, given.engineer_ids[0], given.start))
    except DataError:
        return desk


def _inside(desk: FrozenDesk, wanted: Wanted) -> Slot | None:
    """Return the cheapest place of the named ticket with the engineer, all of it in the time."""
    context, instance = desk.context, desk.instance
    at = instance.tickets.index(wanted.for_ticket)
    span = ceil_minute(context.origin, wanted.start), floor_minute(context.origin, wanted.end)
    own = set(instance.shifts_of[instance.engineers.index(wanted.engineer_id)])
    inside = intersect(instance.within[at], (span,))
    only = instance.replaced(within=(*instance.within[:at], inside, *instance.within[at + 1 :]))
    places = (slot_on(only, desk.idle, at, shift) for shift in instance.candidates[at] if shift in own)
    return min(filter(None, places), key=lambda each: (each.delta, each.start), default=None)
