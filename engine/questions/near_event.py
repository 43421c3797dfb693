"""The part of a desk that an event concerns: the days that lost or gained work, and who could best take it."""

from collections.abc import Collection, Iterator

from ..context import Context
from ..domain.schedule import Assignment
from ..instance import Instance
from ..solvers.insertion import optimistic
from ..timeline import floor_minute
from ..timing import Timed

PEOPLE = 6
"""Engineers who are looked at for each ticket without a place of its own, the cheapest ones."""
WAITING = 4
"""Waiting tickets that are looked at besides, those that cost most when they are left out."""
MOST_SHIFTS = 48


def near_event(context: Context, instance: Instance, timed: Timed, touched: Collection[Assignment]) -> tuple[int, ...]:
    """Return the shifts that are planned anew.

    Those of the work that lost its place, that is over or that has found another place; then for each such ticket, and
    for the dearest of those that wait, the shifts of the few engineers who could do it at the least cost, and their
    next ones.

    Parameters
    ----------
    timed : Timed
        The plan of the instance so far.
    touched : collection of Assignment
        Work that was told and is over or lost its place, and work as it is now that was not told so.
    """
    index = {ticket: at for at, ticket in enumerate(instance.tickets)}
    engineers = {name: at for at, name in enumerate(instance.engineers)}
    found = dict[int, None]()
    for each in touched:
        start = floor_minute(context.origin, each.start)
        for name in each.engineer_ids:
            found |= dict.fromkeys(_shifts_at(instance, engineers[name], start))
    concerned = {index[each.ticket_id] for each in touched if each.ticket_id in index}
    waiting = [ticket for ticket in range(len(instance.tickets)) if ticket not in timed.span]
    concerned |= set(sorted(waiting, key=lambda ticket: (-instance.drop[ticket], ticket))[:WAITING])
    for ticket in sorted(concerned - instance.facts.keys(), key=lambda ticket: (-instance.drop[ticket], ticket)):
        for shift in _best_shifts(instance, ticket):
            found |= dict.fromkeys((shift, *_next(instance, shift)))
    ahead = (shift for shift in found if instance.shifts[shift].hard_end > context.now)
    return tuple(sorted(list(ahead)[:MOST_SHIFTS]))


def _shifts_at(instance: Instance, engineer: int, minute: int) -> Iterator[int]:
    """Yield the shift of an engineer that holds a minute, where there is one."""
    for shift in instance.shifts_of[engineer]:
        if instance.shifts[shift].start <= minute < instance.shifts[shift].hard_end:
            yield shift


def _next(instance: Instance, shift: int) -> Iterator[int]:
    """Yield the same engineer's next shift: what makes way may go there."""
    own = instance.shifts_of[instance.shifts[shift].engineer]
    later = [each for each in own if instance.shifts[each].start >= instance.shifts[shift].hard_end]
    yield from later[:1]


def _best_shifts(instance: Instance, ticket: int) -> Iterator[int]:
    people = dict[int, None]()
    for _, shift in optimistic(instance, ticket):
        engineer = instance.shifts[shift].engineer
        if engineer not in people:
            people[engineer] = None
            yield shift
        if len(people) == PEOPLE:
            return
