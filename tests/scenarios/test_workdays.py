"""The days of a window on which the desk works."""

import datetime as dt

import build
import pytest

from engine.domain.desk import Desk, PlanningWindow
from scenarios.moments import clock_words, instant
from scenarios.workdays import workdays


def desk(start: str, end: str, now: str = "", **fields: object) -> Desk:
    """Return a desk in Berlin with a planning window in local time; its now is the start where none is given."""
    first, last, at = (dt.datetime.fromisoformat(f"{each}+02:00") for each in (start, end, now or start))
    window = PlanningWindow(start=first, end=last)
    return build.desk(time_zone="Europe/Berlin", planning_window=window, now=at, **fields)


def days(found: Desk) -> list[int]:
    """Return the days of the month on which a desk works."""
    return [each.day for each in workdays(found)]


def test_weekends_and_holidays_are_none() -> None:
    """From Thursday 2 April on, Good Friday and Easter Monday are none in Germany, and plain days elsewhere."""
    window = ("2026-04-02T00:00", "2026-04-09T00:00")
    assert days(desk(*window, holiday_country="DE")) == [2, 7, 8]
    assert days(desk(*window)) == [2, 3, 6, 7, 8]
    assert days(desk(*window, business_hours="sat 09:00-12:00")) == [4]
    assert days(desk(*window, business_hours="")) == []


@pytest.mark.parametrize(
    ("start", "end", "now", "expected"),
    [
        ("2026-04-15T00:00", "2026-04-17T00:00", "2026-04-15T16:55", [15, 16]),
        ("2026-04-15T00:00", "2026-04-17T00:00", "2026-04-15T17:00", [16]),
        ("2026-04-15T18:00", "2026-04-17T08:00", "", [16]),
        ("2026-04-15T12:00", "2026-04-17T08:05", "", [15, 16, 17]),
        ("2026-04-15T00:00", "2026-04-17T00:00", "2026-04-16T12:00", [16]),
        ("2026-04-15T00:00", "2026-04-17T00:00", "2026-04-18T12:00", []),
    ],
)
def test_a_day_counts_as_long_as_some_of_its_hours_are_left(
    start: str, end: str, now: str, expected: list[int]
) -> None:
    """Hours are from 08:00 to 17:00: what is over by now, or lies outside the window, makes no working day."""
    assert days(desk(start, end, now)) == expected


def test_a_night_counts_as_the_day_on_which_it_begins() -> None:
    """Nights from Monday on: Tuesday is the first of a window from Tuesday, and at 02:00 is not over on Wednesday."""
    nights = "mon-fri 22:00-06:00"
    assert days(desk("2026-04-14T00:00", "2026-04-16T00:00", business_hours=nights)) == [14, 15]
    assert days(desk("2026-04-14T00:00", "2026-04-16T00:00", "2026-04-15T02:00", business_hours=nights)) == [14, 15]


def test_a_working_day_is_an_instant() -> None:
    """From a Saturday on the first is Monday; without a time it is its midnight, and 24:00 closes it."""
    found = desk("2026-04-18T00:00", "2026-04-25T00:00")
    texts = ("workday 1", "Workday 1 8:30", "workday 5 24:00", "day 1")
    words = ["Mon 20 Apr 00:00", "Mon 20 Apr 08:30", "Sat 25 Apr 00:00", "Sat 18 Apr 00:00"]
    assert [clock_words(each, found) for each in texts] == words


def test_a_working_day_that_the_window_has_not_is_refused() -> None:
    """With the text, how many there are, and the window; none is said too."""
    found = desk("2026-04-18T00:00", "2026-04-21T00:00")
    message = (
        "'workday 2' is none: the desk works on 1 day of the planning window from now on, Sat 18 Apr 2026 00:00 to"
    )
    with pytest.raises(ValueError, match=message):
        instant("workday 2", found)
    with pytest.raises(ValueError, match="the desk works on 0 days of the planning window"):
        instant("workday 1 08:00", desk("2026-04-18T00:00", "2026-04-20T00:00"))
    with pytest.raises(ValueError, match="'workday 2 08:00' or 'now'"):
        instant("workday 0", found)
