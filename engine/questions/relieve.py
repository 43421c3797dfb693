"""What can move? Ways to free an engineer's time, for other work or for nothing, each checked as a whole schedule."""

from collections.abc import Sequence

from ..audit import Audit
from ..constraint import Rules
from ..context import Context
from ..decode import decode
from ..domain.schedule import Assignment, Schedule
from ..errors import DataError, Flaw, UnknownId
from ..timeline import floor_minute
from .evaluate import judge
from .frozen_desk import FrozenDesk
from .laid import laid
from .making_way import ways
from .relief import Fixed, Moved, Option, Relief, Wanted

MOST = 4
"""Options that are shown unless more are asked for."""


def relieve(context: Context, rules: Rules, before: Audit, wanted: Wanted, most: int = MOST) -> Relief:
    """Return ways to free an engineer's time in a published schedule.

    Pinned and frozen work, work under way and work that several do together stays. Whatever else overlaps the time is
    given to whomever it costs least, to colleagues alone, or later to the same engineer; where a ticket is to have the
    time, one piece of work after the other makes way for it, or all of them.

    Parameters
    ----------
    context : Context
        Of the problem as it is now.
    before : Audit
        Of the schedule as it is now.
    most : int
        Options to show.

    Raises
    ------
    UnknownId
        When the desk has no such engineer, ticket or client.
    DataError
        When the time is empty or has gone by, or the ticket has a place already or needs several engineers.
    """
    _require(context, wanted)
    schedule = before.reading.schedule
    movable, fixed = _sorted_out(context, schedule, wanted)
    followers = _followers(context, schedule, movable)
    found, blocked = dict[tuple[object, ...], Option](), dict[str, None]()
    for desk in ways(context.problem, rules, schedule, wanted, movable, followers):
        option = _option(context, rules, before, desk, (*movable, *followers), wanted)
        if isinstance(option, Option):
            found.setdefault(tuple(each.move for each in option.moved), option)
        else:
            blocked |= dict.fromkeys(option)
    ranked = sorted(found.values(), key=lambda each: (each.cost_difference, len(each.moved)))
    return Relief(
        wanted.engineer_id, wanted.start, wanted.end, tuple(ranked[:most]), fixed, () if found else tuple(blocked)
    )


def _require(context: Context, wanted: Wanted) -> None:
    problem = context.problem
    for name in (wanted.engineer_id, *wanted.without):
        if name not in problem.engineer:
            raise UnknownId(f"the desk has no engineer {name!r}")
    for name in wanted.keep:
        if name not in problem.ticket and name not in problem.client:
            raise UnknownId(f"the desk has no ticket or client {name!r}")
    if wanted.start >= wanted.end or wanted.end <= problem.desk.now:
        message, hint = "is no time to free", "name a start before an end that is still to come"
        value = f"{wanted.start.isoformat()} to {wanted.end.isoformat()}"
        raise DataError([Flaw("request", 0, "start", value, message, hint)])


def _sorted_out(
    context: Context, schedule: Schedule, wanted: Wanted
) -> tuple[tuple[Assignment, ...], tuple[Fixed, ...]]:
    """Return the work in the time that could move, and what stays."""
    movable, fixed = [], []
    for given in sorted(schedule.assignments, key=lambda each: (each.start, each.ticket_id)):
        if wanted.engineer_id in given.engineer_ids and given.start < wanted.end and wanted.start < given.end:
            ticket = context.problem.ticket[given.ticket_id]
            is_kept = ticket.id in wanted.keep or ticket.client_id in wanted.keep
            why = "is to stay, as you asked" if is_kept else _why_fixed(context, given)
            if why:
                fixed.append(Fixed(given.ticket_id, why))
            else:
                movable.append(given)
    return tuple(movable), tuple(fixed)


def _why_fixed(context: Context, given: Assignment) -> str:
    problem = context.problem
    ticket = problem.ticket[given.ticket_id]
    if ticket.pin:
        return "is pinned"
    if floor_minute(context.origin, given.start) < context.now:
        return "is under way"
    if ticket.id in context.facts:
        return f"begins within the {problem.desk.freeze_minutes} minutes that are frozen"
    if len(given.engineer_ids) > 1 or ticket.engineers_needed > 1:
        return "is done by several engineers together"
    return "" if ticket.is_schedulable else f"is {ticket.status.value}"


def _followers(context: Context, schedule: Schedule, movable: Sequence[Assignment]) -> tuple[Assignment, ...]:
    """Return the work that waits, directly or not, for any that could move, and could move itself, by time."""
    names, found = {each.ticket_id for each in movable}, list[Assignment]()
    for given in sorted(schedule.assignments, key=lambda each: (each.start, each.ticket_id)):
        ticket = context.problem.ticket[given.ticket_id]
        waits = names.intersection(each.ticket_id for each in ticket.depends_on)
        if waits and given.ticket_id not in names and not _why_fixed(context, given):
            names.add(given.ticket_id)
            found.append(given)
    return tuple(found)


def _option(
    context: Context, rules: Rules, before: Audit, desk: FrozenDesk, leaving: Sequence[Assignment], wanted: Wanted
) -> Option | tuple[str, ...]:
    """Return what comes of the whole schedule, or in words which rules it would break that are not broken now."""
    current = before.reading.schedule
    names = {each.ticket_id for each in leaving} | ({wanted.for_ticket} if wanted.for_ticket else set())
    new = [each for each in desk.base.assignments if each.ticket_id in names]
    shifts = {
        context.shift_at(who, floor_minute(context.origin, each.start))
        for each in (*leaving, *new)
        for who in each.engineer_ids
    }
    numbers = tuple(at for at, shift in enumerate(desk.context.shifts) if shift in shifts)
    made = decode(desk.context, desk.instance, desk.idle, numbers)
    # All other work stays as it is stated, and what nobody has published yet stays so.
    made = made.model_copy(update={"assignments": tuple(new)})
    left = tuple(each for each in current.assignments if each.ticket_id not in names)
    after = laid(context, current.model_copy(update={"assignments": left}), shifts, made)
    found = judge(context, rules, before, after)
    if found.broken:
        return tuple(each.message for each in found.broken)
    was = {each.ticket_id: each for each in current.assignments}
    now = {each.ticket_id: each for each in found.schedule.assignments}
    order = [wanted.for_ticket] * bool(wanted.for_ticket) + [each.ticket_id for each in leaving]
    moved = (Moved(each, was.get(each), now.get(each)) for each in order)
    really = tuple(each for each in moved if each.was is None or _place(each.was) != _place(each.now))
    return Option(really, found.cost_difference, found.by_rule, found.schedule)


def _place(given: Assignment | None) -> object:
    return given and (given.engineer_ids, given.start)
