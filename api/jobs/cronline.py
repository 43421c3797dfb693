"""A cron line, read as cron reads it."""

from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

from engine.errors import DataError, Flaw

_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_WEEK = 7


def read_cron_line(line: str, zone: ZoneInfo) -> CronTrigger:
    """Return the times of a cron line of five fields in a zone.

    Raises
    ------
    DataError
        When it is none.
    """
    parts = line.split()
    try:
        if len(parts) != len(("minute", "hour", "day", "month", "day of week")):
            raise ValueError(f"it has {len(parts)} fields instead of five")
        if parts[2] != "*" and parts[4] != "*":
            raise ValueError("it names days of the month and of the week; give one of the two")
        # The scheduler counts a week's days from Monday, as cron does not; names are the same to both.
        parts[4] = "*" if parts[4] == "*" else ",".join(_DAYS[day] for day in sorted(_days(parts[4].lower())))
        return CronTrigger.from_crontab(" ".join(parts), timezone=zone)
    except ValueError as error:
        hint = "write '0 2 * * *' for two o'clock every night"
        raise DataError([Flaw("settings", 0, "nightly", line, f"is no cron line: {error}", hint)]) from None


def _days(field: str) -> set[int]:
    """Return the days of a week that a field names, Sunday as 0."""
    found: set[int] = set()
    for part in field.split(","):
        span, _, step = part.partition("/")
        first, dash, last = span.partition("-")
        low, high = (0, _WEEK - 1) if span == "*" else (_day(first), _day(last) if dash else _day(first))
        if step and not dash and span != "*":
            high = _WEEK - 1
        if high < low and high == 0:
            high = _WEEK
        if high < low:
            raise ValueError(f"{span!r} ends before it begins")
        if step and not (step.isdecimal() and int(step) > 0):
            raise ValueError(f"{step!r} is no step")
        found.update(day % _WEEK for day in range(low, high + 1, int(step or 1)))
    return found


def _day(text: str) -> int:
    if text in _DAYS:
        return _DAYS.index(text)
    if text.isdecimal() and int(text) <= _WEEK:
        return int(text)
    raise ValueError(f"{text!r} is no day of the week")
