"""Weekly hours and holidays, laid out as minutes."""

import datetime as dt
from collections.abc import Container, Iterator
from zoneinfo import ZoneInfo

import holidays

from .domain.hours import DaySpan, WeeklyHours, midnight
from .timeline import Intervals, ceil_minute, floor_minute, intervals, resolve_local


def holiday_days(country: str | None, subdivision: str | None) -> Container[dt.date]:
    """Return the public holidays of a country, none when it is not named."""
    return holidays.country_holidays(country, subdiv=subdivision) if country else frozenset()


def local_days(start: dt.datetime, end: dt.datetime, zone: ZoneInfo) -> Iterator[dt.date]:
    """Yield the local days that touch ``[start, end]``, and the one before, whose night may run into it."""
    day = start.astimezone(zone).date() - dt.timedelta(days=1)
    last = end.astimezone(zone).date()
    while day <= last:
        yield day
        day += dt.timedelta(days=1)


def span_minutes(origin: dt.datetime, day: dt.date, span: DaySpan, zone: ZoneInfo) -> tuple[int, int]:
    """Return one span of one local day as minutes from the origin, rounded inward."""
    end = span.end if span.end > span.start else span.end + 1440
    opens = resolve_local(midnight(day, span.start), zone)
    closes = resolve_local(midnight(day, end), zone, is_end=True)
    return ceil_minute(origin, opens), floor_minute(origin, closes)


def open_minutes(
    hours: WeeklyHours,
    zone: ZoneInfo,
    off: Container[dt.date],
    origin: dt.datetime,
    start: dt.datetime,
    end: dt.datetime,
) -> Intervals:
    """Return the minutes of weekly hours on the local days of ``[start, end]`` that are not ``off``."""
    return intervals(
        span_minutes(origin, day, span, zone)
        for day in local_days(start, end, zone)
        if day not in off
        for span in hours.on(day.weekday())
    )
