"""What can move? Ways to free an engineer's time, for other work or for nothing, each checked as a whole schedule."""

from collections.abc import Collection, Sequence

from ..audit import Audit
from ..constraint import Rules
from ..context import Context
from ..decode import decode
from ..domain.schedule import Assignment, Schedule
from ..errors import DataError, Flaw, UnknownId
from ..reading import Reading
from ..timeline import floor_minute
from .evaluate import judge
from .frozen_desk import FrozenDesk
from .in_the_way import followers_of, in_the_way
from .laid import laid
from .making_way import ways
from .relief import Moved, Option, Relief, Wanted

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
    movable, fixed = in_the_way(context, before.reading, wanted)
    followers = followers_of(context, schedule, movable, wanted)
    found, blocked = dict[tuple[object, ...], Option](), dict[str, None]()
    for desk in ways(context.problem, rules, schedule, wanted, movable, followers):
        option = _option(
            context, rules, before, desk, (*movable, *followers), wanted, {each.ticket_id for each in fixed}
        )
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


def _option(
    context: Context,
    rules: Rules,
    before: Audit,
    desk: FrozenDesk,
    leaving: Sequence[Assignment],
    wanted: Wanted,
    fixed: Collection[str],
) -> Option | tuple[str, ...]:
    """Return what comes of the whole schedule, or in words what stands against it."""
    current = before.reading.schedule
    names = {each.ticket_id for each in leaving} | ({wanted.for_ticket} if wanted.for_ticket else set())
    new = [each for each in desk.base.assignments if each.ticket_id in names]
    shifts = {
        context.shift_at(who, floor_minute(context.origin, each.start))
        for each in (*leaving, *new)
        for who in each.engineer_ids
    }
    if not wanted.for_ticket:
        # Her ways to other work on these shifts are laid around the time that is to be free.
        low, high = (floor_minute(context.origin, each) for each in (wanted.start, wanted.end))
        shifts |= {each for each in context.shifts_of[wanted.engineer_id] if each.start < high and low < each.hard_end}
    numbers = tuple(at for at, shift in enumerate(desk.context.shifts) if shift in shifts)
    made = decode(desk.context, desk.instance, desk.idle, numbers)
    # All other work stays as it is stated, and what nobody has published yet stays so.
    made = made.model_copy(update={"assignments": tuple(new)})
    left = tuple(each for each in current.assignments if each.ticket_id not in names)
    after = laid(context, current.model_copy(update={"assignments": left}), shifts, made)
    found = judge(context, rules, before, after)
    if found.broken:
        return tuple(each.message for each in found.broken)
    if not wanted.for_ticket and _travels(context, found.schedule, before, wanted, fixed):
        return (f"{context.problem.engineer[wanted.engineer_id].label} would be on the road in that time",)
    was = {each.ticket_id: each for each in current.assignments}
    now = {each.ticket_id: each for each in found.schedule.assignments}
    order = [wanted.for_ticket] * bool(wanted.for_ticket) + [each.ticket_id for each in leaving]
    moved = (Moved(each, was.get(each), now.get(each)) for each in order)
    really = tuple(each for each in moved if each.was is None or _place(each.was) != _place(each.now))
    return Option(really, found.cost_difference, found.by_rule, found.schedule)


def _travels(context: Context, schedule: Schedule, before: Audit, wanted: Wanted, fixed: Collection[str]) -> bool:
    """Whether the engineer sets up, or is on her way to work or home from it, in the time that was to be free.

    The ways to and from what stays and to her appointments are nothing that moving work could mend.
    """
    low, high = (floor_minute(context.origin, each) for each in (wanted.start, wanted.end))
    spans = list[tuple[str, int, int]]()
    for shift in Reading(context, schedule, before.reading).shifts:
        if shift.engineer.id == wanted.engineer_id:
            spans += [(each.ticket_id, each.start - each.setup_minutes, each.start) for each in shift.stops]
            for leg in (each for each in shift.legs if each.minutes):
                # The way home belongs to the last stop.
                spans.append((leg.ticket_id if leg.stop >= 0 else shift.stops[-1].ticket_id, leg.depart, leg.arrive))
    return any(
        begin < high and low < end
        for ticket_id, begin, end in spans
        if ticket_id and ticket_id not in fixed and begin < end
    )


def _place(given: Assignment | None) -> object:
    return given and (given.engineer_ids, given.start)
