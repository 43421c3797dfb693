"""Cron lines mean what cron takes them to mean."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from api.jobs.cronline import read_cron_line
from engine.errors import DataError

UTC, CHICAGO = ZoneInfo("UTC"), ZoneInfo("America/Chicago")
SUNDAY = dt.datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def times(line: str, count: int, zone: ZoneInfo = UTC, after: dt.datetime = SUNDAY) -> list[dt.datetime]:
    """Return the next times of a line."""
    trigger, found, now = read_cron_line(line, zone), [], after
    for _ in range(count):
        found.append(trigger.get_next_fire_time(None, now))
        now = found[-1] + dt.timedelta(seconds=1)
    return found


@pytest.mark.parametrize(
    ("field", "days"),
    [
        ("*", "mon tue wed thu fri sat sun mon"),
        ("0", "sun sun"),
        ("7", "sun sun"),
        ("1-5", "mon tue wed thu fri mon"),
        ("mon-fri", "mon tue wed thu fri mon"),
        ("5-7", "fri sat sun fri"),
        ("fri-sun", "fri sat sun fri"),
        ("MON,Wed,6", "mon wed sat mon"),
        ("*/2", "tue thu sat sun tue"),
        ("1-5/2", "mon wed fri mon"),
        ("1/3", "mon thu mon"),
        ("0-7", "mon tue wed thu fri sat sun mon"),
    ],
)
def test_days_of_the_week_are_those_of_cron(field: str, days: str) -> None:
    """Sunday is 0 and 7, Monday 1; the line is looked at on a Sunday afternoon."""
    expected = days.split()
    found = times(f"0 2 * * {field}", len(expected))
    assert [each.strftime("%a").lower() for each in found] == expected
    assert {(each.hour, each.minute) for each in found} == {(2, 0)}


def test_times_are_in_the_zone() -> None:
    """Two o'clock in Chicago is 8:00 UTC in winter, and 7:00 UTC in summer, which begins on 2026-03-08."""
    found = times("0 2 * * *", 9, CHICAGO)
    assert [each.astimezone(dt.UTC).hour for each in found[:6]] == [8] * 6
    assert found[-1].astimezone(dt.UTC).hour == 7


def test_hour_that_the_clock_leaves_out_is_made_up_for() -> None:
    """On 2026-03-08 there is no half past two in Chicago; what is due then comes at what would have been it."""
    (found,) = times("30 2 * * *", 1, CHICAGO, dt.datetime(2026, 3, 7, 12, 0, tzinfo=UTC))
    assert found.astimezone(UTC) == dt.datetime(2026, 3, 8, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", "0 fields"),
        ("at night", "2 fields"),
        ("0 2 * * * *", "6 fields"),
        ("0 25 * * *", "higher than the maximum"),
        ("0 2 * * 8", "'8' is no day"),
        ("0 2 * * mo", "'mo' is no day"),
        ("0 2 * * 5-1", "ends before it begins"),
        ("0 2 * * */0", "'0' is no step"),
        ("0 2 1 * 1", "give one of the two"),
        ("x 2 * * *", "x"),
    ],
)
def test_anything_else_is_refused(line: str, words: str) -> None:
    """The message names the setting and the line, says what is wrong with it, and shows a good one."""
    with pytest.raises(DataError, match="settings, nightly: is no cron line") as error:
        read_cron_line(line, CHICAGO)
    assert words in str(error.value)
    assert "Maybe write '0 2 * * *'" in str(error.value)
