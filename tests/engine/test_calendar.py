"""Weekly hours and holidays as minutes."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from engine.calendar import holiday_days, open_minutes, span_minutes
from engine.domain.hours import WeeklyHours

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = WeeklyHours.parse("sat 22:00-06:00").spans[0]


@pytest.mark.parametrize(
    ("day", "minutes"),
    [
        (dt.date(2026, 3, 21), 480),
        (dt.date(2026, 3, 28), 420),  # the hour from two to three is left out
        (dt.date(2026, 10, 24), 540),  # it comes twice
    ],
)
def test_a_night_over_the_change_of_the_clock(day: dt.date, minutes: int) -> None:
    """From 22:00 to 06:00 are eight hours, seven in the night of the spring change, nine in that of the autumn."""
    origin = dt.datetime.combine(day, dt.time(), BERLIN)
    start, end = span_minutes(origin, day, NIGHT, BERLIN)
    assert (start, end - start) == (22 * 60, minutes)


def test_hours_on_the_overlap_reach_to_its_second_end() -> None:
    """On 25 October 01:30 to 02:30 lasts two hours: it ends at the second 02:30."""
    origin = dt.datetime(2026, 10, 25, tzinfo=BERLIN)
    span = WeeklyHours.parse("sun 01:30-02:30").spans[0]
    assert span_minutes(origin, dt.date(2026, 10, 25), span, BERLIN) == (90, 210)


def test_hours_rounded_inward() -> None:
    """Counted from half a minute past the hour, nine to ten begins at minute 540 and ends after 599."""
    origin = dt.datetime(2026, 3, 2, 0, 0, 30, tzinfo=dt.UTC)
    span = WeeklyHours.parse("mon 09:00-10:00").spans[0]
    assert span_minutes(origin, dt.date(2026, 3, 2), span, ZoneInfo("UTC")) == (540, 599)


def test_open_minutes_leave_holidays_out() -> None:
    """Friday 1 May 2026 is a holiday in Germany; Wednesday counts, for its night might run into Thursday."""
    origin = dt.datetime(2026, 4, 30, tzinfo=BERLIN)
    hours = WeeklyHours.parse("mon-fri 08:00-17:00")
    off = holiday_days("DE", None)
    found = open_minutes(hours, BERLIN, off, origin, origin, origin + dt.timedelta(3))
    assert found == ((-960, -420), (480, 1020))
    assert open_minutes(hours, BERLIN, (), origin, origin, origin + dt.timedelta(3)) == (
        (-960, -420),
        (480, 1020),
        (1920, 2460),
    )


def test_the_night_before_counts() -> None:
    """Hours that began the evening before the span reach into it."""
    origin = dt.datetime(2026, 3, 22, tzinfo=BERLIN)
    hours = WeeklyHours(spans=(NIGHT,))
    assert open_minutes(hours, BERLIN, (), origin, origin, origin + dt.timedelta(hours=1)) == ((-120, 360),)
