"""An engineer's exported calendar (ICS, RFC 5545), written so that calendar programs update what they have.

SEQUENCE is the revision of an event (RFC 5545, 3.8.7.4): it stays while the event stays, and counts up when the event
changes or is cancelled. DTSTAMP is the desk's ``now``, so that the same schedule gives the same bytes.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import icalendar

from .entries import Entry

Event = Any
"""An icalendar.Event, whose properties are typed as a union of thirty kinds."""
PRODUCT = "-//Openday//Schedule//EN"
_COMPARED = ("DTSTART", "DTEND", "SUMMARY", "LOCATION", "DESCRIPTION", "STATUS")


def calendar_bytes(planned: Sequence[Entry], old: Mapping[str, Event], now: dt.datetime) -> bytes:
    """Return a calendar of the planned events and of the old ones that vanished, these as cancelled.

    An old event that ended before ``now`` is history, and is left out without being cancelled.
    """
    calendar = icalendar.Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", PRODUCT)
    new = {entry.uid: _revised(_event(entry, now), old.get(entry.uid)) for entry in planned}
    gone = {uid: _cancelled(event, now) for uid, event in old.items() if uid not in new and event["DTEND"].dt > now}
    for _, event in sorted({**new, **gone}.items(), key=lambda item: (item[1]["DTSTART"].dt, item[0])):
        calendar.add_component(event)
    text: bytes = calendar.to_ical()
    return text


def is_ours(path: Path) -> bool:
    """Whether a calendar file was written from a schedule."""
    return PRODUCT.encode() in path.read_bytes()[:1000]


def read_events(path: Path) -> dict[str, Event]:
    """Return the events of a calendar that was written from a schedule, by UID."""
    return {str(event["UID"]): event for event in icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")}


def _event(entry: Entry, now: dt.datetime) -> Event:
    event = icalendar.Event()
    event.add("UID", entry.uid)
    event.add("DTSTAMP", now.astimezone(dt.UTC))
    event.add("DTSTART", entry.start.astimezone(dt.UTC))
    event.add("DTEND", entry.end.astimezone(dt.UTC))
    event.add("SUMMARY", entry.summary)
    event.add("CATEGORIES", [entry.category])
    event.add("STATUS", "CONFIRMED")
    if entry.location:
        event.add("LOCATION", entry.location)
    if entry.description:
        event.add("DESCRIPTION", entry.description)
    return event


def _revised(event: icalendar.Event, old: Event | None) -> Event:
    sequence = 0
    if old is not None:
        sequence = _sequence(old) + (_content(event) != _content(old))
    event.add("SEQUENCE", sequence)
    return event


def _cancelled(old: Event, now: dt.datetime) -> Event:
    if str(old.get("STATUS", "")) == "CANCELLED":
        return old
    sequence = _sequence(old) + 1
    for name in ("STATUS", "SEQUENCE", "DTSTAMP"):
        old.pop(name, None)
    old.add("STATUS", "CANCELLED")
    old.add("SEQUENCE", sequence)
    old.add("DTSTAMP", now.astimezone(dt.UTC))
    return old


def _sequence(event: Event) -> int:
    return int(event.get("SEQUENCE", 0))


def _content(event: Event) -> tuple[bytes, ...]:
    return tuple(event[name].to_ical() if name in event else b"" for name in _COMPARED)
