"""What can stand in a cell of a CSV file: one `Kind` per form of value, each with its reader and its writer.

Items of a list are separated by ``;``; a ``;`` or a backslash inside an item is written with a backslash before it.
An instant without an offset is in the desk's zone.
"""

import datetime as dt
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from engine.domain.engineer import Break, Certificate, OnCall, Speed
from engine.domain.hours import WeeklyHours, clock_text, parse_clock, parse_weekdays, weekdays_text
from engine.domain.ticket import Dependency, SkillNeed, TimeWindow
from engine.timeline import resolve_local


@dataclass(frozen=True)
class Kind:
    """A form of value: ``read`` raises ValueError on a text that is none, ``example`` shows a right one."""

    read: Callable[[str, ZoneInfo], Any]
    write: Callable[[Any, ZoneInfo], str]
    example: str = ""


def read_instant(text: str, zone: ZoneInfo, *, is_end: bool = False) -> dt.datetime:
    """Read an ISO 8601 date and time, in the zone when it has no offset.

    A time that the autumn change shows twice is its first occurrence, as an end its second.

    Raises
    ------
    ValueError
        When the text is no date with a time of day, or a local time that the spring change leaves out.
    """
    text = text.strip()
    try:
        instant = dt.datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("is not an instant in ISO 8601") from None
    if len(text) <= 10:
        raise ValueError("has no time of day")
    if instant.tzinfo is not None:
        return instant
    resolved = resolve_local(instant, zone, is_end=is_end)
    if resolved.replace(tzinfo=None) != instant:
        raise ValueError(f"does not exist in {zone.key}: the clocks go forward over it")
    return resolved


def write_instant(instant: dt.datetime, zone: ZoneInfo) -> str:
    """Return an instant with the zone's offset, without its seconds where they are zero."""
    local = instant.astimezone(zone)
    return local.isoformat(timespec="auto" if local.second or local.microsecond else "minutes")


def split_list(text: str) -> list[str]:
    """Return the items of a list; blank ones vanish."""
    items = [item.strip() for item in re.findall(r"(?:\\[\\;]|[^;])+", text)]
    return [re.sub(r"\\([\\;])", r"\1", item) for item in items if item]


def join_list(items: Sequence[str]) -> str:
    """Return the cell that `split_list` takes apart again."""
    return ";".join(re.sub(r"([\\;])", r"\\\1", item) for item in items)


def _listed(read: Callable[[str, ZoneInfo], Any], write: Callable[[Any, ZoneInfo], str], example: str) -> Kind:
    return Kind(
        lambda text, zone: [read(item, zone) for item in split_list(text)],
        lambda items, zone: join_list([write(item, zone) for item in items]),
        example,
    )


def _read_integer(text: str, _zone: ZoneInfo) -> int:
    if not re.fullmatch(r"[+-]?\d+", text.strip(), re.ASCII):
        raise ValueError("is not a whole number")
    return int(text)


def _read_number(text: str, _zone: ZoneInfo) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ValueError("is not a number")
    return number


def _read_yes_no(text: str, _zone: ZoneInfo) -> bool:
    word = text.strip().lower()
    if word not in ("yes", "no", "true", "false", "1", "0"):
        raise ValueError("is neither yes nor no")
    return word in ("yes", "true", "1")


def _read_date(text: str, _zone: ZoneInfo) -> dt.date:
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError("is not a date in ISO 8601") from None


def _read_hours(text: str, _zone: ZoneInfo) -> WeeklyHours:
    return WeeklyHours() if text.strip().lower() == "none" else WeeklyHours.parse(text)


def _read_pair(text: str, what: str) -> tuple[str, int]:
    name, colon, number = text.rpartition(":")
    if not colon or not re.fullmatch(r"\s*[+-]?\d+\s*", number, re.ASCII):
        raise ValueError(f"is not a name, a colon and {what}")
    return name, int(number)


def _read_skill(text: str, _zone: ZoneInfo) -> SkillNeed:
    if ":" not in text:
        return SkillNeed(name=text)
    name, level = _read_pair(text, "a level")
    return SkillNeed(name=name, min_level=level)


def _read_speed(text: str, _zone: ZoneInfo) -> Speed:
    name, percent = _read_pair(text, "a percentage")
    return Speed(type=name, percent=percent)


def _read_certificate(text: str, zone: ZoneInfo) -> Certificate:
    name, colon, expires = text.rpartition(":")
    if not colon:
        return Certificate(name=text)
    return Certificate(name=name, expires=_read_date(expires, zone) if expires.strip() else None)


def _write_certificate(certificate: Certificate, _zone: ZoneInfo) -> str:
    # The colon stays where there is no date and the name holds one itself.
    mark = ":" if certificate.expires or ":" in certificate.name else ""
    return f"{certificate.name}{mark}{certificate.expires or ''}"


def _read_window(text: str, zone: ZoneInfo) -> TimeWindow:
    start, slash, end = text.partition("/")
    if not slash:
        raise ValueError("is not two instants with a slash between them")
    return TimeWindow(start=read_instant(start, zone), end=read_instant(end, zone, is_end=True))


def _read_dependency(text: str, _zone: ZoneInfo) -> Dependency:
    ticket, plus, lag = text.rpartition("+")
    if plus and re.fullmatch(r"\s*\d+\s*", lag, re.ASCII):
        return Dependency(ticket_id=ticket, lag_minutes=int(lag))
    return Dependency(ticket_id=text)


def _write_dependency(dependency: Dependency, _zone: ZoneInfo) -> str:
    named = dependency.lag_minutes or "+" in dependency.ticket_id
    return dependency.ticket_id + (f"+{dependency.lag_minutes}" if named else "")


def _read_break(text: str, _zone: ZoneInfo) -> Break:
    match = re.fullmatch(r"(\d{1,2}:\d{2})-(\d{1,2}:\d{2})(?:\s+(\d+))?(\s+paid)?", text.strip(), re.ASCII)
    if not match:
        raise ValueError("is not a break: hours, then its minutes if it floats, then 'paid' if it is")
    start, end = parse_clock(match[1]), parse_clock(match[2])
    minutes = int(match[3]) if match[3] else end - start
    return Break(window_start=start, window_end=end, minutes=minutes, paid=bool(match[4]))


def _write_break(each: Break, _zone: ZoneInfo) -> str:
    minutes = "" if each.is_fixed else f" {each.minutes}"
    return f"{clock_text(each.window_start)}-{clock_text(each.window_end)}{minutes}{' paid' if each.paid else ''}"


def _read_on_call(text: str, _zone: ZoneInfo) -> list[OnCall]:
    duties = []
    for part in filter(None, (part.strip() for part in text.split("|"))):
        priorities, _, hours = part.partition(" ")
        if not re.fullmatch(r"[pP]\d(,[pP]\d)*", priorities, re.ASCII):
            raise ValueError("is not on-call duty: priorities, then weekly hours")
        numbers = tuple(int(priority[1:]) for priority in priorities.split(","))
        duties.append(OnCall(hours=WeeklyHours.parse(hours), priorities=numbers))
    return duties


def _write_on_call(duties: Sequence[OnCall], _zone: ZoneInfo) -> str:
    return " | ".join(f"{','.join(f'P{p}' for p in duty.priorities)} {duty.hours.text()}" for duty in duties)


TEXT = Kind(lambda text, _: text, lambda value, _: str(value))
NAME = Kind(lambda text, _: text.strip(), lambda value, _: str(value))
INTEGER = Kind(_read_integer, lambda value, _: str(value), "30")
NUMBER = Kind(_read_number, lambda value, _: repr(value), "41.878")
YES_NO = Kind(_read_yes_no, lambda value, _: "yes" if value else "no", "yes")
DATE = Kind(_read_date, lambda value, _: value.isoformat(), "2026-03-02")
INSTANT = Kind(read_instant, write_instant, "2026-03-02T09:00 or 2026-03-02T09:00+01:00")
END = Kind(lambda text, zone: read_instant(text, zone, is_end=True), write_instant, INSTANT.example)
HOURS = Kind(_read_hours, lambda hours, _: hours.text() or "none", "mon-fri 08:00-12:00 13:00-17:00; sat 09:00-12:00")
WEEKDAYS = Kind(lambda text, _: parse_weekdays(text), lambda days, _: weekdays_text(days), "mon-wed,fri")
NAMES = _listed(lambda text, _: text, lambda value, _: str(value), "ann;ben")
SKILLS = _listed(_read_skill, lambda need, _: f"{need.name}:{need.min_level}", "firewall:3;m365:2")
SPEEDS = _listed(_read_speed, lambda speed, _: f"{speed.type}:{speed.percent}", "incident:90;request/password:70")
CERTIFICATES = _listed(_read_certificate, _write_certificate, "CCNA:2026-12-31;MCSA")
WINDOWS = _listed(
    _read_window,
    lambda window, zone: f"{write_instant(window.start, zone)}/{write_instant(window.end, zone)}",
    "2026-03-02T09:00/2026-03-02T12:00",
)
DEPENDENCIES = _listed(_read_dependency, _write_dependency, "T-1+30;T-2")
BREAKS = _listed(_read_break, _write_break, "12:00-12:30;14:00-16:00 15 paid")
ON_CALL = Kind(_read_on_call, _write_on_call, "P1,P2 mon-fri 17:00-22:00; sat 08:00-20:00 | P1 sun 08:00-20:00")
