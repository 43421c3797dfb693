"""An engineer's calendar (ICS, RFC 5545) as busy time.

Transparent and cancelled events are free, tentative ones busy; an all-day event is the engineer's local day; a
floating time is in the engineer's zone. Recurrence is expanded by recurring-ical-events.
"""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

from engine.domain.desk import PlanningWindow
from engine.domain.engineer import Busy
from engine.errors import Flaw
from engine.timeline import resolve_local

from .icslines import Block, blocks
from .table import read_text

Event = Any
"""An icalendar.Event, whose properties are typed as a union of thirty kinds."""
MOST_EVENTS = 5_000
"""Occurrences in one calendar, in the planning window, past which the file is taken to be wrong."""
OWN_UID = "@schedule.openday"
"""How the UIDs of our own exported events end; they are plans, never busy time."""
_TIMES = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID")
_TOO_OFTEN = ("SECONDLY", "MINUTELY")


@dataclass(frozen=True)
class Scope:
    """Whose calendar is read: its name in flaws, the engineer's zone, the planning window and the desk's sites."""

    file: str
    zone: ZoneInfo
    window: PlanningWindow
    sites: Collection[str]


def read_calendar(path: Path, scope: Scope) -> tuple[list[Busy], list[Flaw]]:
    """Return the busy time of a calendar that touches the planning window widened by a day on either side.

    Events keep the order of the file, occurrences of one event the order of time. Nothing is clipped.
    """
    text, flaws = read_text(path, scope.file)
    if text is None:
        return [], flaws
    parts, flaws = blocks(text, scope.file)
    if flaws:
        return [], flaws
    try:
        calendar = icalendar.Calendar.from_ical(text)
    except ValueError as error:
        return [], [Flaw(scope.file, 0, "", "", f"this is no ICS calendar: {_first_line(error)}")]
    events = list(zip(calendar.walk("VEVENT"), parts, strict=True))
    flaws = [flaw for event, block in events for flaw in _event_flaws(event, block, scope.file)]
    if flaws:
        return [], flaws
    busy: list[Busy] = []
    for series in _series(events):
        try:
            occurrences = _occurrences(calendar, [event for event, _ in series], scope)
        except Exception as error:  # The two libraries raise whatever a strange rule makes them stumble over.
            message = f"this event cannot be read: {_first_line(error)}"
            flaws.append(Flaw(scope.file, series[0][1].line, "RRULE", "", message, "leave the event out"))
            continue
        busy += [each for event in occurrences for each in _busy(event, scope)]
        if len(busy) > MOST_EVENTS:
            message = f"the calendar has more than {MOST_EVENTS} events in the planning window"
            hint = "an event recurs far too often"
            return [], [Flaw(scope.file, series[0][1].line, "RRULE", "", message, hint)]
    return busy, flaws


def _event_flaws(event: Event, block: Block, file: str) -> Iterator[Flaw]:
    """Find what the two libraries would pass over in silence or fail at without naming the place."""
    for name, reason in event.errors:
        if name in _TIMES:
            value = block.values.get(name, "")
            yield Flaw(file, block.lines.get(name, block.line), name, value, f"this is no {name}: {reason}")
    if any(name in _TIMES for name, _ in event.errors):
        return
    if "DTSTART" not in event:
        yield Flaw(file, block.line, "DTSTART", "", "the event has no start", "leave the event out")
        return
    for name in ("DTSTART", "DTEND", "DURATION"):
        if isinstance(event.get(name), list):
            yield Flaw(file, block.lines[name], name, "", "the event has it twice")
            return
        zone = event[name].params.get("TZID") if name in event else None
        if zone and getattr(event[name].dt, "tzinfo", None) is None:
            hint = "add its VTIMEZONE, or use a name of the IANA database"
            yield Flaw(file, block.lines[name], name, zone, "the time zone is not known", hint)
    start, end = event["DTSTART"].dt, event["DTEND"].dt if "DTEND" in event else None
    if end is not None and type(start) is not type(end):
        yield Flaw(file, block.lines["DTEND"], "DTEND", block.values["DTEND"], "start and end differ in kind")
    elif end is not None and _naive(end) < _naive(start) and _same_zone(start, end):
        yield Flaw(file, block.lines["DTEND"], "DTEND", block.values["DTEND"], "the event ends before it starts")
    rule = event.get("RRULE")
    for each in rule if isinstance(rule, list) else [rule] if rule is not None else []:
        frequency = str(each.get("FREQ", [""])[0])
        if not frequency or frequency in _TOO_OFTEN:
            message = f"an event cannot recur {frequency.lower()}" if frequency else "the rule has no FREQ"
            yield Flaw(file, block.lines["RRULE"], "RRULE", block.values["RRULE"], message, "leave the rule out")


def _series(events: list[tuple[Event, Block]]) -> list[list[tuple[Event, Block]]]:
    """Group events with their exceptions, in the order of the file; events without a UID stand alone."""
    series: dict[str, list[tuple[Event, Block]]] = {}
    for number, (event, block) in enumerate(events):
        uid = str(event.get("UID", ""))
        if not uid.endswith(OWN_UID):
            series.setdefault(uid or f"\n{number}", []).append((event, block))
    return list(series.values())


def _occurrences(calendar: icalendar.Calendar, events: list[Event], scope: Scope) -> list[Event]:
    one = icalendar.Calendar()
    for name in calendar:
        one.add(name, calendar[name], encode=False)
    for event in events:
        one.add_component(event)
    # Two days more than are kept: a floating time is compared here before its zone is known.
    margin = dt.timedelta(days=3)
    query = recurring_ical_events.of(one)
    found = query.between(scope.window.start.astimezone(dt.UTC) - margin, scope.window.end.astimezone(dt.UTC) + margin)
    return sorted(found, key=lambda event: _instant(event.start, scope.zone))


def _busy(event: Event, scope: Scope) -> Iterator[Busy]:
    if str(event.get("TRANSP", "")).upper() == "TRANSPARENT" or str(event.get("STATUS", "")).upper() == "CANCELLED":
        return
    start, end = _instant(event.start, scope.zone), _instant(event.end, scope.zone, is_end=True)
    day = dt.timedelta(days=1)
    if start < end and start < scope.window.end + day and end > scope.window.start - day:
        place = str(event.get("LOCATION", "")).strip()
        summary = str(event.get("SUMMARY", "busy"))
        yield Busy(start=start, end=end, summary=summary, site_id=place if place in scope.sites else None)


def _instant(value: dt.date, zone: ZoneInfo, *, is_end: bool = False) -> dt.datetime:
    if not isinstance(value, dt.datetime):
        return resolve_local(dt.datetime.combine(value, dt.time()), zone, is_end=is_end).astimezone(dt.UTC)
    if value.tzinfo is None or isinstance(value.tzinfo, ZoneInfo):
        own = value.tzinfo if isinstance(value.tzinfo, ZoneInfo) else zone
        return resolve_local(value.replace(tzinfo=None), own, is_end=is_end).astimezone(dt.UTC)
    return value.astimezone(dt.UTC)


def _naive(value: dt.date) -> dt.datetime:
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=None)
    return dt.datetime.combine(value, dt.time())


def _same_zone(first: dt.date, second: dt.date) -> bool:
    return str(getattr(first, "tzinfo", None)) == str(getattr(second, "tzinfo", None))


def _first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]
