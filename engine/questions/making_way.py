"""Desks on which work has made way for an engineer's time: what stays is frozen, what goes has its cheapest place."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from ..constraint import Rules
from ..domain.engineer import Busy
from ..domain.problem import Problem
from ..domain.schedule import Assignment, Schedule
from ..errors import DataError
from ..timeline import ceil_minute, floor_minute, intersect
from .burst import burst
from .frozen_desk import FrozenDesk
from .relief import Wanted
from .slot import Slot, slot_on
from .slots import place_at, require_free
from .taken import taken


def ways(
    problem: Problem,
    rules: Rules,
    schedule: Schedule,
    wanted: Wanted,
    movable: Sequence[Assignment],
    followers: Sequence[Assignment],
) -> Iterator[FrozenDesk]:
    """Yield desks on which the time is free, or has the wanted ticket, and what has made way has its new places.

    Work goes to whomever it costs least, to colleagues alone, or to another time of the same engineer. Where a ticket
    is to have the time, one piece of work makes way at a time, then all of them.

    Parameters
    ----------
    schedule : Schedule
        The published one.
    movable : sequence of Assignment
        What may make way.
    followers : sequence of Assignment
        What waits for any of that, and moves too where that finds no place before it.
    """
    people = [problem.engineers.index(problem.engineer[each]) for each in (wanted.engineer_id, *wanted.without)]
    own, *others = people
    desk = _opened(problem, rules, schedule, wanted, movable)
    names = [each.ticket_id for each in movable]
    both = (*movable, *followers)
    if wanted.for_ticket:
        yield from _with_ticket(_offered(desk, names, lambda who: who not in others), wanted, movable)
        if followers:
            more = _without(_opened(problem, rules, schedule, wanted, both), both, others)
            slot = _inside(more, wanted)
            if slot:
                yield _put_back(taken(more, slot), sorted(both, key=lambda each: (each.start, each.ticket_id)))
        return
    choices: tuple[Callable[[int], bool], ...] = (
        lambda who: who not in others,
        lambda who: who not in people,
        lambda who: who == own,
    )
    for may in choices:
        yield burst(_offered(desk, names, may), names).desk
    if followers:
        more = _without(_opened(problem, rules, schedule, wanted, both), both, others)
        yield _put_back(burst(more, names).desk, followers)


def _opened(
    problem: Problem, rules: Rules, schedule: Schedule, wanted: Wanted, leaving: Sequence[Assignment]
) -> FrozenDesk:
    """Return the desk on which some work waits; the time is closed to work and travel, but where a ticket wants it."""
    if not wanted.for_ticket:
        blocked = Busy(start=wanted.start, end=wanted.end, summary="kept free")
        people = (
            each.model_copy(update={"busy": (*each.busy, blocked)}) if each.id == wanted.engineer_id else each
            for each in problem.engineers
        )
        problem = problem.model_copy(update={"engineers": tuple(people)})
    left = tuple(each for each in schedule.assignments if each not in leaving)
    return FrozenDesk(problem, rules, schedule.model_copy(update={"assignments": left}))


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
    only = replace(
        instance,
        candidate_begin=begin,
        candidate_end=end,
        candidate_shift=np.concatenate(rows),
        memo=instance.idle_memo(),
    )
    return desk.replaced(desk.context, only, desk.idle, desk.base)


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
    require_free(desk, wanted.for_ticket)
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
    return burst(desk, gone).desk


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
    only = replace(
        instance,
        within=(*instance.within[:at], inside, *instance.within[at + 1 :]),
        memo=instance.idle_memo(),
    )
    places = (slot_on(only, desk.idle, at, shift) for shift in instance.candidates[at] if shift in own)
    return min(filter(None, places), key=lambda each: (each.delta, each.start), default=None)
