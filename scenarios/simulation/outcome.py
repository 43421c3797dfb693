"""What came of a desk's weeks, in the figures that a service manager reads."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev
from zoneinfo import ZoneInfo

from engine.calendar import holiday_days, open_minutes
from engine.domain.ticket import Ticket
from engine.learning.decision import Decision
from engine.learning.decision import Outcome as Decided
from engine.shifts import Shift, ShiftKind
from engine.sla import Target
from engine.timeline import Intervals, ceil_minute, overlap

from .happened import Work
from .reality import Reality
from .world import World

_URGENT = 2
_WEEK = dt.timedelta(days=7)
_TARGETS: tuple[Target, ...] = ("respond", "plan", "resolve")


@dataclass(frozen=True)
class Outcome:
    """The figures of one policy in one world, of the tickets that came in after the warm-up.

    Parameters
    ----------
    tickets, finished : int
    sla_met, urgent_sla_met : float
        Targets met, in per cent of those that fell due by the end; of priorities 1 and 2. Work that is begun or ended
        after a due has missed it, and so has what is never begun.
    first_response, urgent_first_response : float
        Minutes of the desk's hours from coming in to the begin of work, on average; to the end where it has not begun.
        Tickets that came in with a date agreed have been answered, and are not counted.
    utilization, utilization_spread : float
        Work, set-up and travel in per cent of capacity, sick days apart: mean and standard deviation over engineers.
    travel : float
        Minutes per 100 finished tickets.
    reassigned, moved : float
        Tickets per 100 begun or told of whose engineer, or whose start by more than half an hour, came to be another
        than had been told.
    overtime : float
        Minutes of work and ways past the usual hours, per engineer and week.
    agreed_first, agreed_last : float or None
        Of the places that a dispatcher looked at in the first, and in the last week, those that she left as they were,
        in per cent; None without her.
    """

    tickets: int
    finished: int
    sla_met: float
    urgent_sla_met: float
    first_response: float
    urgent_first_response: float
    utilization: float
    utilization_spread: float
    travel: float
    reassigned: float
    moved: float
    overtime: float
    agreed_first: float | None = None
    agreed_last: float | None = None


def outcome(reality: Reality, decisions: Sequence[Decision] = ()) -> Outcome:
    """Return the figures of what has happened, and of what a dispatcher has decided."""
    world = reality.world
    since = ceil_minute(world.context.origin, world.counted_from)
    counted = [each for each in world.problem.tickets if since <= world.came_in[each.id] < reality.now]
    urgent = [each for each in counted if each.priority <= _URGENT]
    told = [each.id for each in counted if each.id in reality.told.known]
    finished = sum(each.id in reality.works and reality.works[each.id].end <= reality.now for each in counted)
    used = _utilization(reality, since)
    way = sum(each.arrive - each.depart for each in reality.ways if each.depart >= since)
    done = sum(since <= each.start and each.end <= reality.now for each in reality.works.values())
    return Outcome(
        tickets=len(counted),
        finished=finished,
        sla_met=_met(reality, counted),
        urgent_sla_met=_met(reality, urgent),
        first_response=_response(reality, counted),
        urgent_first_response=_response(reality, urgent),
        utilization=fmean(used) if used else 0.0,
        utilization_spread=pstdev(used) if used else 0.0,
        travel=_per_cent(way, done),
        reassigned=_per_cent(sum(each in reality.told.reassigned for each in told), len(told)),
        moved=_per_cent(sum(each in reality.told.moved for each in told), len(told)),
        overtime=_overtime(reality, since),
        agreed_first=_agreed(decisions, reality, 0),
        agreed_last=_agreed(decisions, reality, -1),
    )


def _agreed(decisions: Sequence[Decision], reality: Reality, week: int) -> float | None:
    """Return the decisions of a week, the first or the last, that left the first place as it was, in per cent."""
    window = reality.world.problem.desk.planning_window
    first = window.start if week == 0 else window.end - _WEEK
    made = [each.outcome is Decided.ACCEPT for each in decisions if first <= each.at < first + _WEEK]
    return _per_cent(sum(made), len(made)) if made else None


def _per_cent(part: float, whole: float) -> float:
    return 100 * part / whole if whole else 0.0


def _met(reality: Reality, tickets: list[Ticket]) -> float:
    """Return the targets met in per cent of those that fell due by the end."""
    asked = met = 0
    for ticket in tickets:
        work = reality.works.get(ticket.id)
        for target in _TARGETS:
            due = reality.context.clocks.due(ticket, target)
            if due is not None and due.minute <= reality.now:
                asked += 1
                met += work is not None and (work.end if target == "resolve" else work.start) <= due.minute
    return _per_cent(met, asked)


def _response(reality: Reality, tickets: list[Ticket]) -> float:
    hours, came_in = _business_hours(reality.world), reality.world.came_in
    asked = [each.id for each in tickets if each.responded_at is None]
    begun = {each: reality.works[each].start if each in reality.works else reality.now for each in asked}
    return fmean(overlap(hours, came_in[each], start) for each, start in begun.items()) if begun else 0.0


def _business_hours(world: World) -> Intervals:
    desk = world.problem.desk
    off = holiday_days(desk.holiday_country, desk.holiday_subdivision)
    window = desk.planning_window
    return open_minutes(
        desk.business_hours, ZoneInfo(desk.time_zone), off, world.context.origin, window.start, window.end
    )


def _utilization(reality: Reality, since: int) -> list[float]:
    """Return load in per cent of capacity, by engineer, for those who had any."""
    capacity, load = Counter[str](), Counter[str]()
    for shift in reality.context.shifts:
        if shift.kind is ShiftKind.REGULAR and since <= shift.start < reality.now and not reality.world.is_sick(shift):
            capacity[shift.engineer_id] += reality.context.capacity(shift)
    for work in reality.works.values():
        for who in work.engineer_ids if work.start >= since else ():
            load[who] += work.minutes + work.setup_minutes
    for way in reality.ways:
        load[way.engineer_id] += (way.arrive - way.depart) * (way.depart >= since)
    return [_per_cent(load[who], minutes) for who, minutes in sorted(capacity.items()) if minutes]


def _overtime(reality: Reality, since: int) -> float:
    """Return the minutes past the usual hours, per engineer and week."""
    late = Counter[Shift]()
    ends = [(who, work.start, work.end) for work in reality.works.values() for who in work.engineer_ids]
    ends += [(way.engineer_id, way.depart, way.arrive) for way in reality.ways]
    for who, start, end in ends:
        shift = reality.context.shift_at(who, start)
        if shift.kind is ShiftKind.REGULAR and start >= since:
            late[shift] = max(late[shift], end - shift.normal_end)
    weeks = (reality.now - since) / (7 * 1440)
    people = len(reality.context.problem.engineers)
    return sum(late.values()) / (people * weeks) if weeks > 0 and people else 0.0


def unfinished(reality: Reality) -> list[str]:
    """Return the tickets that have come in and have not been finished."""
    works: dict[str, Work] = reality.works
    return [each for each in reality.known if each not in works or works[each].end > reality.now]
