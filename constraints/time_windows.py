"""When work may lie: the ticket's windows, the site's opening hours, the earliest start, and not before now."""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cache
from typing import ClassVar
from zoneinfo import ZoneInfo

from engine.builder import Builder
from engine.calendar import open_minutes
from engine.constraint import Finding, Rule
from engine.domain.hours import WeeklyHours
from engine.domain.problem import Problem
from engine.domain.site import Site
from engine.reading import Reading, ShiftReading, Work
from engine.timeline import FOREVER, Intervals, ceil_minute, covers, floor_minute, instant_at, intervals, overlap
from engine.words import moment_text


class TimeWindows(Rule):
    """Hard: the whole work inside one window and the opening hours, set-up inside them too, nothing new before now."""

    name: ClassVar[str] = "time_windows"
    topic: ClassVar[str] = "other"
    words: ClassVar[str] = "opening hours, closed, open until, not open, access, only open, window"
    reads: ClassVar[tuple[str, ...]] = (
        "ticket.time_windows",
        "ticket.earliest_start",
        "site.opening_hours",
        "client.time_zone",
        "desk.now",
    )

    def compile(self, problem: Problem, builder: Builder) -> None:
        """Write windows and opening hours per ticket, opening hours per place, and now for all."""
        context, window = builder.context, problem.desk.planning_window
        origin, now = context.origin, context.now
        for shift in range(len(builder.shifts)):
            builder.restrict_shift(shift, ((now, FOREVER),))

        @cache
        def laid_out(hours: WeeklyHours, zone: ZoneInfo) -> Intervals:
            return open_minutes(hours, zone, (), origin, window.start, window.end)

        opening = {
            site.id: laid_out(site.opening_hours, _zone(problem, site))
            for site in problem.sites
            if site.opening_hours is not None
        }
        for site_id, hours in opening.items():
            builder.open_within(builder.place_index[site_id], hours)
        for at, ticket in enumerate(builder.tickets):
            if ticket.time_windows:
                pairs = [(ceil_minute(origin, w.start), floor_minute(origin, w.end)) for w in ticket.time_windows]
                builder.work_within(at, intervals(pairs))
            if ticket.site_id in opening:
                builder.work_within(at, opening[ticket.site_id])
            earliest = ceil_minute(origin, ticket.earliest_start) if ticket.earliest_start else now
            builder.start_within(at, ((max(earliest, now), FOREVER),))

    def audit(self, problem: Problem, reading: Reading) -> Iterable[Finding]:
        """Find work outside its windows or the opening hours, too early, or before now."""
        for each in reading.shifts:
            for work in each.works:
                yield from self._windows(reading, work)
                yield from self._opening(problem, reading, work)
                if work.ticket.id not in reading.context.facts:
                    yield from self._past(reading, each, work)

    def _windows(self, reading: Reading, work: Work) -> Iterator[Finding]:
        origin, ticket, who = reading.context.origin, work.ticket, work.engineer.id
        if ticket.earliest_start and work.start < (earliest := ceil_minute(origin, ticket.earliest_start)):
            words = f"{_starts(reading, work)}, before its earliest start {moment_text(reading.context, earliest)}"
            yield self.hard(earliest - work.start, ticket.id, who, words, "earliest start")
        if ticket.time_windows:
            pairs = [(ceil_minute(origin, w.start), floor_minute(origin, w.end)) for w in ticket.time_windows]
            outside = _outside(intervals(pairs), work.start, work.end)
            if outside:
                named = " or ".join(
                    f"{moment_text(reading.context, a)} to {moment_text(reading.context, b)}" for a, b in pairs
                )
                words = f"{_lies(reading, work)}, {outside} minutes outside its window {named}"
                yield self.hard(outside, ticket.id, who, words, "window")

    def _opening(self, problem: Problem, reading: Reading, work: Work) -> Iterator[Finding]:
        site = problem.site.get(work.site_id)
        if site is None or site.opening_hours is None:
            return
        hours = _open_around(reading, site, site.opening_hours, work)
        if outside := _outside(hours, work.start, work.end):
            words = f"{_lies(reading, work)}, {outside} minutes outside {_named(site)}"
            yield self.hard(outside, work.ticket.id, work.engineer.id, words, "opening hours")
        begin = work.start - work.setup_minutes
        # The set-up of a fact is where the fact puts it, whatever is planned around it.
        if work.ticket.id not in reading.context.facts and (outside := _outside(hours, begin, work.start)):
            starts = f"the set-up of {work.ticket.id} starts {moment_text(reading.context, begin)}"
            yield self.hard(outside, work.ticket.id, work.engineer.id, f"{starts}, outside {_named(site)}", "set-up")

    def _past(self, reading: Reading, each: ShiftReading, work: Work) -> Iterator[Finding]:
        now, who = reading.context.now, work.engineer
        if work.start < now:
            words = f"{_starts(reading, work)}, before now ({moment_text(reading.context, now)})"
            yield self.hard(now - work.start, work.ticket.id, who.id, words, "now")
        elif work.start - work.setup_minutes < now:
            words = f"the set-up of {work.ticket.id} starts before now ({moment_text(reading.context, now)})"
            yield self.hard(now - work.start + work.setup_minutes, work.ticket.id, who.id, words, "set-up before now")
        for leg in each.legs:
            if leg.ticket_id == work.ticket.id and leg.depart < now:
                trip = f"the trip of {who.label} to {leg.ticket_id}"
                words = f"{trip} starts before now ({moment_text(reading.context, now)})"
                yield self.hard(now - leg.depart, leg.ticket_id, who.id, words, "trip before now")


def _zone(problem: Problem, site: Site) -> ZoneInfo:
    client = problem.client.get(site.client_id or "")
    return ZoneInfo(client.time_zone if client and client.time_zone else problem.desk.time_zone)


def _open_around(reading: Reading, site: Site, hours: WeeklyHours, work: Work) -> Intervals:
    """Return the opening hours on the days around a piece of work, which may lie outside the planning window."""
    context, zone = reading.context, _zone(reading.context.problem, site)
    begins = instant_at(context.origin, work.start - work.setup_minutes, zone)
    ends = instant_at(context.origin, work.end, zone)
    key = "open around", site.id, begins.date(), ends.date()
    if key not in context.shared:
        day = dt.timedelta(days=1)
        context.shared[key] = open_minutes(hours, zone, (), context.origin, begins - day, ends + day)
    found: Intervals = context.shared[key]  # type: ignore[assignment]
    return found


def _named(site: Site) -> str:
    assert site.opening_hours is not None
    return f"the opening hours of {site.id} ({site.opening_hours.text()})"


def _outside(allowed: Intervals, start: int, end: int) -> int:
    """Return the minutes of ``[start, end)`` outside the one interval that holds most of it."""
    if covers(allowed, start, end) or start == end:
        return 0
    return end - start - max((overlap((pair,), start, end) for pair in allowed), default=0)


def _starts(reading: Reading, work: Work) -> str:
    return f"{work.ticket.id} of {work.engineer.label} starts {moment_text(reading.context, work.start)}"


def _lies(reading: Reading, work: Work) -> str:
    return f"{_starts(reading, work)} and ends {moment_text(reading.context, work.end)}"
