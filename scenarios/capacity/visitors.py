"""Some time of somebody who is not at the desk yet, of a tier and with some skills, and what it is worth."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from engine.compile import compile_instance
from engine.constraint import Rules
from engine.context import Context
from engine.domain.desk import Desk
from engine.domain.engineer import Skill
from engine.domain.hours import midnight
from engine.domain.problem import Problem
from engine.domain.ticket import Ticket
from engine.timeline import resolve_local

from ..changes.more_hours import MoreHours
from .demand import Demands
from .hour import Hour, foretold
from .kind import kind_of
from .prices import Prices


def visitors(problem: Problem, rules: Rules, found: Demands, priced: Prices, minutes: int) -> tuple[Hour, ...]:
    """Return what some time is worth of whoever can just do a kind of open work, or all of a tier's, by who and day.

    The time lies in the middle of the desk's business hours, on each day from now on.
    """
    # Just the same time may be there by a change that has been told before.
    asked = [each for each in _asked(problem, found, minutes) if each[1].engineer_id not in problem.engineer]
    more = problem
    for change in {change.engineer_id: change for _, change in asked}.values():
        # Who can do a whole tier's work may be just who can do one kind of it.
        more = change.apply(more)
    context = Context(more)
    there = Demands(context, compile_instance(context, rules))
    return tuple(
        foretold(hour, there, priced, shift, there.free[shift])
        for hour, change in asked
        for shift in there.instance.shifts_of[there.instance.engineer_index[change.engineer_id]]
        if there.free[shift]
    )


def _asked(problem: Problem, found: Demands, minutes: int) -> Iterator[tuple[Hour, MoreHours]]:
    """Yield whose time is asked about, worth nothing yet."""
    facts, names = found.instance.facts, found.instance.tickets
    tickets = [problem.ticket[name] for at, name in enumerate(names) if at not in facts]
    kinds = sorted({kind_of(ticket) for ticket in tickets})
    wanted = [
        (f"extra {kind.label}", kind.skills, [ticket for ticket in tickets if kind_of(ticket) == kind])
        for kind in kinds
    ]
    for tier, several in Counter(kind.tier for kind in kinds).items():
        work = [ticket for ticket in tickets if ticket.tier == tier]
        skills = tuple(sorted({need.name for ticket in work for need in ticket.skills}))
        if several > 1:
            wanted.append((f"extra tier {tier} with every skill", skills, work))
    for who, skills, work in wanted:
        for day in found.days:
            start = _midday(problem.desk, day, minutes)
            if start is not None:
                change = _more(work, start, minutes)
                yield Hour(who, work[0].tier, skills, day, minutes, change), change


def _more(work: Sequence[Ticket], start: dt.datetime, minutes: int) -> MoreHours:
    """Return the change that adds somebody who can just do some work of one tier."""
    levels: dict[str, int] = {}
    for need in (need for ticket in work for need in ticket.skills):
        levels[need.name] = max(levels.get(need.name, 1), need.min_level)
    return MoreHours(
        tier=work[0].tier,
        skills=tuple(Skill(name=name, level=level) for name, level in sorted(levels.items())),
        certificates=tuple(sorted({name for ticket in work for name in ticket.certificates})),
        start=start.isoformat(timespec="minutes"),
        minutes=minutes,
    )


def _midday(desk: Desk, day: dt.date, minutes: int) -> dt.datetime | None:
    """Return when the time begins: in the middle of the business hours, on the half hour; None when that is past."""
    spans = desk.business_hours.on(day.weekday())
    low, high = (spans[0].start, spans[-1].end) if spans else (8 * 60, 17 * 60)
    start = max(low, (low + high - minutes) // 2 // 30 * 30)
    local = resolve_local(midnight(day, start), ZoneInfo(desk.time_zone))
    ends = local + dt.timedelta(minutes=minutes)
    window = desk.planning_window
    return local if max(desk.now, window.start) <= local and ends <= window.end else None
