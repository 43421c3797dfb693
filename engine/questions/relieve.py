"""What can move? Ways to free an engineer's time, for other work or for nothing, each checked against all rules."""

import copy
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ..audit import Audit
from ..constraint import Rules
from ..context import Context
from ..decode import decode
from ..domain.schedule import Assignment, Schedule
from ..errors import DataError, Flaw, UnknownId
from ..reading import Reading
from ..shifts import Shift
from ..timeline import floor_minute
from .frozen_desk import FrozenDesk
from .in_the_way import followers_of, in_the_way, may_move
from .judged import Change, Judged, judged
from .laid import laid
from .making_way import Way, ways
from .relief import Moved, Option, Relief, Wanted

MOST = 4
"""Options that are shown unless more are asked for."""
MOST_WORK = 12
"""Pieces of work that are moved out of a time at once, a full day's: the answer to more would keep people waiting."""


@dataclass(frozen=True)
class _Draft:
    """A way with the schedule that it makes, not judged yet."""

    way: Way
    change: Change


def relieve(
    context: Context,
    rules: Rules,
    before: Audit,
    wanted: Wanted,
    most: int = MOST,
    frozen: FrozenDesk | None = None,
) -> Relief:
    """Return ways to free an engineer's time in a published schedule.

    Pinned and frozen work, work under way and work that several do together stays. Whatever else overlaps the time is
    given to whomever it costs least, to colleagues alone, or later to the same engineer; where a ticket is to have the
    time, one piece of work after the other makes way for it, or all of them. Where it comes cheaper than any of these,
    or none of them is possible, a colleague's work moves as well and makes room.

    Parameters
    ----------
    context : Context
        Of the problem as it is now.
    before : Audit
        Of the schedule as it is now.
    most : int
        Options to show.
    frozen : FrozenDesk, optional
        The desk compiled with that schedule, where it is at hand.

    Raises
    ------
    UnknownId
        When the desk has no such engineer, ticket or client.
    DataError
        When the time is empty, has gone by or holds too much work; when the ticket has a place already or needs several
        engineers.
    """
    _require(context, wanted)
    schedule = before.reading.schedule
    frozen = frozen or FrozenDesk(context.problem, rules, schedule)
    # The same, but its dues are worked out once.
    context = copy.copy(context)
    context.clocks = frozen.context.clocks
    movable, fixed = in_the_way(context, before.reading, wanted)
    _require_few(wanted, movable)
    followers = followers_of(context, schedule, movable, wanted)
    asked = {each.ticket_id for each in (*movable, *followers)} | {wanted.for_ticket}
    free_to_go = may_move(context, schedule, wanted) - asked
    drafts = [
        _draft(context, schedule, way, wanted)
        for way in ways(frozen, wanted, movable, followers, free_to_go.__contains__)
    ]
    found, blocked = dict[tuple[object, ...], Option](), dict[str, None]()
    for draft, verdict in zip(drafts, judged(context, rules, before, [each.change for each in drafts]), strict=True):
        against = _against(context, verdict, wanted, {each.ticket_id for each in fixed})
        if against:
            blocked |= dict.fromkeys(against)
            continue
        option = _option(schedule, draft, verdict, wanted)
        direct = [each.cost_difference for each in found.values() if not each.is_chain]
        if not option.is_chain or option.cost_difference < min(direct, default=option.cost_difference + 1):
            found.setdefault(tuple(each.move for each in option.moved), option)
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


def _require_few(wanted: Wanted, movable: Sequence[Assignment]) -> None:
    if len(movable) > MOST_WORK:
        message = f"holds {len(movable)} pieces of work that could move, {MOST_WORK} are the most at once"
        value = f"{wanted.start.isoformat()} to {wanted.end.isoformat()}"
        raise DataError([Flaw("request", 0, "end", value, message, "free one day after the other")])


def _draft(context: Context, current: Schedule, way: Way, wanted: Wanted) -> _Draft:
    """Return the whole schedule that a way makes: its shifts laid anew, all other work as it is stated."""
    desk = way.desk
    names = {*way.leaving} | ({wanted.for_ticket} if wanted.for_ticket else set())
    old = [each for each in current.assignments if each.ticket_id in names]
    facts = {each: desk.context.facts.get(each) for each in names}
    shifts = {_shift(context, each, who) for each in old for who in each.engineer_ids}
    shifts |= {context.shift_at(who, fact.start) for fact in facts.values() if fact for who in fact.engineer_ids}
    if not wanted.for_ticket:
        # Her ways to other work on these shifts are laid around the time that is to be free.
        low, high = (floor_minute(context.origin, each) for each in (wanted.start, wanted.end))
        shifts |= {each for each in context.shifts_of[wanted.engineer_id] if each.start < high and low < each.hard_end}
    numbers = tuple(at for at, shift in enumerate(desk.builder.shifts) if shift in shifts)
    made = decode(desk.context, desk.instance, desk.idle, numbers)
    # What nobody has published yet stays so.
    new = tuple(each for each in made.assignments if each.ticket_id in names)
    left = tuple(each for each in current.assignments if each.ticket_id not in names)
    after = laid(
        context,
        current.model_copy(update={"assignments": left}),
        shifts,
        made.model_copy(update={"assignments": new}),
    )
    return _Draft(way, Change(after, {each.engineer_id for each in shifts}, names))


def _shift(context: Context, given: Assignment, engineer_id: str) -> Shift:
    return context.shift_at(engineer_id, floor_minute(context.origin, given.start))


def _against(context: Context, verdict: Judged, wanted: Wanted, fixed: Collection[str]) -> tuple[str, ...]:
    """Return in words what stands against a way; nothing where it holds."""
    if verdict.broken:
        return tuple(each.message for each in verdict.broken)
    if not wanted.for_ticket and _travels(context, verdict.reading, wanted, fixed):
        return (f"{context.problem.engineer[wanted.engineer_id].label} would be on the road in that time",)
    return ()


def _option(current: Schedule, draft: _Draft, verdict: Judged, wanted: Wanted) -> Option:
    after, way = draft.change.after, draft.way
    was = {each.ticket_id: each for each in current.assignments}
    now = {each.ticket_id: each for each in after.assignments}
    order = [wanted.for_ticket] * bool(wanted.for_ticket) + list(way.leaving)
    moved = (Moved(each, was.get(each), now.get(each), way.pushed.get(each, "")) for each in order)
    really = tuple(each for each in moved if each.was is None or _place(each.was) != _place(each.now))
    scored = after.model_copy(update={"score": verdict.score, "kpis": None})
    return Option(really, verdict.cost_difference, verdict.by_rule, scored)


def _travels(context: Context, reading: Reading, wanted: Wanted, fixed: Collection[str]) -> bool:
    """Whether the engineer sets up, or is on her way to work or home from it, in the time that was to be free.

    The ways to and from what stays and to her appointments are nothing that moving work could mend.
    """
    low, high = (floor_minute(context.origin, each) for each in (wanted.start, wanted.end))
    spans = list[tuple[str, int, int]]()
    for shift in reading.shifts:
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
