"""Weekly hours: which minutes of a local week are open, worked or covered."""

import datetime as dt
import itertools
import re
from collections.abc import Sequence
from typing import Any, Self

from pydantic import Field, field_validator, model_validator

from .base import Frozen

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPAN = re.compile(r"^(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})$")


class DaySpan(Frozen):
    """Hours on one weekday in local time; an end before the start lies on the next day.

    ``start`` and ``end`` are minutes since local midnight, 0 to 1440.
    """

    weekday: int = Field(ge=0, le=6)
    start: int = Field(ge=0, lt=1440)
    end: int = Field(ge=0, le=1440)

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if self.start == self.end:
            raise ValueError(f"{self.hours()!r} is empty; an end of 24:00 closes the day")
        return self

    def hours(self) -> str:
        """Return the span without its day, as ``08:00-17:00``."""
        return f"{clock_text(self.start)}-{clock_text(self.end)}"

    def text(self) -> str:
        """Return the span as ``mon 08:00-17:00``."""
        return f"{WEEKDAYS[self.weekday]} {self.hours()}"


class WeeklyHours(Frozen):
    """Hours of a week in local time, for example ``mon-fri 08:00-12:00 13:00-17:00; sat 09:00-12:00``."""

    spans: tuple[DaySpan, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"spans": _spans(value)} if isinstance(value, str) else value

    @field_validator("spans")
    @classmethod
    def _sorted(cls, spans: tuple[DaySpan, ...]) -> tuple[DaySpan, ...]:
        return tuple(sorted(spans, key=lambda span: (span.weekday, span.start)))

    @model_validator(mode="after")
    def _no_overlap(self) -> Self:
        minutes = sorted((s.weekday * 1440 + s.start, s.weekday * 1440 + _end(s), s.text()) for s in self.spans)
        wrapped = [*minutes, *((a + 10080, b + 10080, text) for a, b, text in minutes[:1])]
        for (_, end, first), (start, _, second) in itertools.pairwise(wrapped):
            if start < end:
                raise ValueError(f"hours overlap: {first} and {second}")
        return self

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``mon-fri 08:00-17:00; sat 09:00-12:00``; the empty text is no hours at all.

        Raises
        ------
        ValueError
            When a part is not ``days HH:MM-HH:MM``.
        """
        return cls(spans=_spans(text))

    def text(self) -> str:
        """Return the hours in the form that `parse` reads, days of the same hours together."""
        days: dict[str, list[int]] = {}
        for weekday in range(7):
            hours = " ".join(span.hours() for span in self.on(weekday))
            if hours:
                days.setdefault(hours, []).append(weekday)
        return "; ".join(f"{weekdays_text(which)} {hours}" for hours, which in days.items())

    def on(self, weekday: int) -> tuple[DaySpan, ...]:
        """Return the spans that start on a weekday (0 is Monday)."""
        return tuple(span for span in self.spans if span.weekday == weekday)


def parse_weekdays(text: str) -> tuple[int, ...]:
    """Read ``mon-wed,fri`` as ``(0, 1, 2, 4)``; the empty text is no day."""
    return tuple(sorted(_weekdays(text.strip().lower()))) if text.strip() else ()


def weekdays_text(days: Sequence[int]) -> str:
    """Return ascending weekdays as ``mon-wed,fri``."""
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(f"{WEEKDAYS[r[0]]}-{WEEKDAYS[r[-1]]}" if len(r) > 1 else WEEKDAYS[r[0]] for r in runs)


def clock_text(minutes: int) -> str:
    """Return minutes since midnight as ``HH:MM``."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def parse_clock(text: str) -> int:
    """Read ``HH:MM`` as minutes since midnight, 24:00 included."""
    try:
        hour, minute = (int(part) for part in text.strip().split(":"))
    except ValueError:
        raise ValueError(f"{text!r} is not a time of day HH:MM") from None
    if not (0 <= hour <= 24 and 0 <= minute < 60 and hour * 60 + minute <= 1440):
        raise ValueError(f"{text!r} is not a time of day between 00:00 and 24:00")
    return hour * 60 + minute


def midnight(day: dt.date, minutes: int) -> dt.datetime:
    """Return the naive local time a number of minutes after a day's midnight."""
    return dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=minutes)


def _end(span: DaySpan) -> int:
    return span.end if span.end > span.start else span.end + 1440


def _weekdays(text: str) -> list[int]:
    days: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        if first not in WEEKDAYS or (last and last not in WEEKDAYS):
            raise ValueError(f"{part!r} is not a weekday or a range of them; use {', '.join(WEEKDAYS)}")
        low = WEEKDAYS.index(first)
        high = WEEKDAYS.index(last) if last else low
        days += [day % 7 for day in range(low, (high if high >= low else high + 7) + 1)]
    return days


def _spans(text: str) -> tuple[DaySpan, ...]:
    spans: list[DaySpan] = []
    for part in filter(None, (p.strip().lower() for p in text.split(";"))):
        days, *hours = part.split()
        if not hours:
            raise ValueError(f"{part!r} names no hours; write for example 'mon-fri 08:00-17:00'")
        spans += [_span(day, hour) for day in _weekdays(days) for hour in hours]
    return tuple(spans)


def _span(weekday: int, text: str) -> DaySpan:
    if not _SPAN.match(text):
        raise ValueError(f"{text!r} is not HH:MM-HH:MM")
    start, end = (parse_clock(part) for part in text.split("-"))
    if start == 1440:
        raise ValueError(f"{text!r} starts at 24:00; write 00:00 of the next day")
    if start == end:
        raise ValueError(f"{text!r} is empty; an end of 24:00 closes the day")
    return DaySpan(weekday=weekday, start=start, end=end)
