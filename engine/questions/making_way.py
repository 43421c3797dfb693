"""Desks on which work has made way for an engineer's time: what stays is frozen, what goes has its cheapest place."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ..constraint import Rules
from ..domain.engineer import Busy
from ..domain.problem import Problem
from ..domain.schedule import Assignment, Schedule
from ..domain.ticket import Ticket
from ..errors import DataError
from ..timeline import ceil_minute, floor_minute, intersect
from .burst import burst
from .frozen_desk import FrozenDesk
from .open_ticket import require_open
from .relief import Wanted
from .slot import Slot, slot_on
from .slots import place_at
from .taken import taken

Change = Callable[[Ticket], Ticket]


def ways(
    problem: Problem, rules: Rules, schedule: Schedule, wanted: Wanted, movable: Sequence[Assignment]
) -> Iterator[FrozenDesk]:
    """Yield desks on which the time is free, or has the wanted ticket, and what has made way has its new places.

    Parameters
    ----------
    schedule : Schedule
        The published one.
    movable : sequence of Assignment
        What may make way.
    """
    names = [each.ticket_id for each in movable]
    own, others = (wanted.engineer_id,), tuple(wanted.without)

    def anyone(ticket: Ticket) -> Ticket:
        return ticket.model_copy(update={"excluded_engineers": (*ticket.excluded_engineers, *others)})

    def colleagues(ticket: Ticket) -> Ticket:
        return ticket.model_copy(update={"excluded_engineers": (*ticket.excluded_engineers, *own, *others)})

    def herself(ticket: Ticket) -> Ticket:
        return ticket.model_copy(update={"required_engineers": own})

    if wanted.for_ticket:
        desk = _opened(problem, rules, schedule, names, anyone, None)
        yield from _with_ticket(desk, wanted, movable)
        return
    for change in (anyone, colleagues, herself):
        desk = _opened(problem, rules, schedule, names, change, wanted)
        yield burst(desk, names).desk if names else desk


def _opened(
    problem: Problem, rules: Rules, schedule: Schedule, names: Sequence[str], change: Change, closed: Wanted | None
) -> FrozenDesk:
    """Return the desk on which some tickets wait, their rules changed, and a time is closed to all work and travel."""
    tickets = tuple(change(each) if each.id in names else each for each in problem.tickets)
    people = problem.engineers
    if closed:
        blocked = Busy(start=closed.start, end=closed.end, summary="kept free")
        people = tuple(
            each.model_copy(update={"busy": (*each.busy, blocked)}) if each.id == closed.engineer_id else each
            for each in people
        )
    left = tuple(each for each in schedule.assignments if each.ticket_id not in names)
    return FrozenDesk(
        problem.model_copy(update={"tickets": tickets, "engineers": people}),
        rules,
        schedule.model_copy(update={"assignments": left}),
    )


def _with_ticket(desk: FrozenDesk, wanted: Wanted, movable: Sequence[Assignment]) -> Iterator[FrozenDesk]:
    """Yield desks on which a ticket has its place in the time: one piece of work makes way at a time, then all."""
    require_open(desk, wanted.for_ticket)
    ways = [(each,) for each in movable] if len(movable) > 1 else []
    for leaving in (*ways, tuple(movable)):
        here = desk
        for stays in (each for each in movable if each not in leaving):
            here = _as_before(here, stays)
        slot = _inside(here, wanted)
        if slot is None:
            continue
        here = taken(here, slot)
        gone = []
        for each in leaving:
            back = _as_before(here, each)
            gone += [each.ticket_id] if back is here else []
            here = back
        yield burst(here, gone).desk if gone else here


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
    low, high = ceil_minute(context.origin, wanted.start), floor_minute(context.origin, wanted.end)
    own = set(instance.shifts_of[instance.engineers.index(wanted.engineer_id)])
    inside = intersect(instance.within[at], ((low, high),))
    only = replace(instance, within=(*instance.within[:at], inside, *instance.within[at + 1 :]))
    places = (slot_on(only, desk.idle, at, shift) for shift in instance.candidates[at] if shift in own)
    return min(filter(None, places), key=lambda each: (each.delta, each.start), default=None)
