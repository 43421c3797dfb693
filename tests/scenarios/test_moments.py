"""Instants as people write them, in any week."""

import datetime as dt

import build
import pytest

from engine.domain.desk import Desk, PlanningWindow
from scenarios.moments import clock_words, instant, require_in_window


def desk(zone: str, start: str, end: str, now: str) -> Desk:
    """Return a desk whose planning window and now are given in ISO 8601."""
    first, last, at = (dt.datetime.fromisoformat(each) for each in (start, end, now))
    return build.desk(time_zone=zone, planning_window=PlanningWindow(start=first, end=last), now=at)


WEDNESDAY = desk("America/Chicago", "2026-03-04T07:00-06:00", "2026-03-11T18:00-05:00", "2026-03-04T09:30-06:00")
"""Wednesday 4 March to Wednesday 11 March; on Sunday 8 March the clocks go from 02:00 to 03:00."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("now", "2026-03-04T09:30-06:00"),
        ("NOW", "2026-03-04T09:30-06:00"),
        ("start", "2026-03-04T07:00-06:00"),
        ("end", "2026-03-11T18:00-05:00"),
        ("wed", "2026-03-04T00:00-06:00"),
        ("wed 13:00", "2026-03-04T13:00-06:00"),
        ("Fri 8:15", "2026-03-06T08:15-06:00"),
        ("mon 08:00", "2026-03-09T08:00-05:00"),
        ("tue 24:00", "2026-03-11T00:00-05:00"),
        ("day 1", "2026-03-04T00:00-06:00"),
        ("day 2 08:00", "2026-03-05T08:00-06:00"),
        ("day 6 08:00", "2026-03-09T08:00-05:00"),
        ("workday 1", "2026-03-04T00:00-06:00"),
        ("workday 3 24:00", "2026-03-07T00:00-06:00"),
        ("Workday 4 8:15", "2026-03-09T08:15-05:00"),
        ("sun 02:30", "2026-03-08T03:30-05:00"),
        ("2026-03-05T10:00", "2026-03-05T10:00-06:00"),
        ("2026-03-05T10:00+01:00", "2026-03-05T10:00+01:00"),
    ],
)
def test_a_window_that_starts_on_a_wednesday(text: str, expected: str) -> None:
    """A weekday is the first one on or after the window's first day; a time that spring leaves out moves forward."""
    assert instant(text, WEDNESDAY) == dt.datetime.fromisoformat(expected)


def test_a_time_that_autumn_shows_twice_is_the_first() -> None:
    """On Sunday 25 October 02:30 in Berlin is half past midnight in UTC, not half past one."""
    berlin = desk("Europe/Berlin", "2026-10-24T08:00+02:00", "2026-10-26T18:00+01:00", "2026-10-24T08:00+02:00")
    assert instant("sun 02:30", berlin).astimezone(dt.UTC) == dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "text", ["day 0", "day", "workday 0", "workday", "tuesday", "xyz 08:00", "13:00", "2026-03-05", "soon"]
)
def test_what_is_no_instant_is_refused_with_an_example(text: str) -> None:
    """The message holds the text and shows how to write one."""
    with pytest.raises(ValueError, match=r"'tue 13:00'") as error:
        instant(text, WEDNESDAY)
    assert repr(text) in str(error.value)


def test_a_time_of_day_has_60_minutes() -> None:
    """25:00 and 08:61 are no times."""
    for text in ("tue 25:00", "tue 08:61"):
        with pytest.raises(ValueError, match="not a time of day"):
            instant(text, WEDNESDAY)


def test_instants_in_words() -> None:
    """In the desk's zone, whatever the offset it was written with."""
    assert clock_words("day 2 08:00", WEDNESDAY) == "Thu 5 Mar 08:00"
    assert clock_words("2026-03-05T14:00+00:00", WEDNESDAY) == "Thu 5 Mar 08:00"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("0001-01-01T00:00", 1),
        ("0001-01-01T00:00+05:00", 1),
        ("1969-12-31T23:59", 1969),
        ("2201-01-01T00:00Z", 2201),
        ("9999-12-31T23:59", 9999),
    ],
)
def test_far_years_are_refused(text: str, year: int) -> None:
    """The message holds the text, its year, and the years that there are."""
    with pytest.raises(
        ValueError, match=f"lies in the year {year}; give an instant in the years 1970 to 2200"
    ) as error:
        instant(text, WEDNESDAY)
    assert repr(text) in str(error.value)


@pytest.mark.parametrize("text", ["1970-01-01T00:00", "2200-12-31T23:59-12:00"])
def test_the_first_and_the_last_year_are_taken(text: str) -> None:
    """Neither end is too far."""
    assert str(instant(text, WEDNESDAY).year) == text[:4]


def told(*days: int) -> list[dt.datetime]:
    """Return instants by days after the start of Wednesday's window, in the order of a change's fields."""
    return [WEDNESDAY.planning_window.start + dt.timedelta(days=day) for day in days]


@pytest.mark.parametrize(
    ("instants", "named"),
    [
        (told(0, -10), "Sun 22 Feb"),
        (told(-20, -10), "Sun 22 Feb"),
        (told(-10, 0), "Sun 22 Feb"),
        (told(9, 8), "Thu 12 Mar"),
        (told(8), "Thu 12 Mar"),
    ],
)
def test_the_instant_outside_the_window_is_named(instants: list[dt.datetime], named: str) -> None:
    """Of what is over its end, though it may begin with the window; of what is still to come its start."""
    with pytest.raises(ValueError, match=f"^{named} 2026 0[78]:00 lies outside the planning window, Wed 4 Mar 2026"):
        require_in_window(instants, WEDNESDAY)
