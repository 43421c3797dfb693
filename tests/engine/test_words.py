"""Times and durations in words."""

import datetime as dt

import build
import pytest

from engine.context import Context
from engine.words import instant_text, minutes_text, moment_text


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "0 min"), (45, "45 min"), (60, "1 h"), (135, "2 h 15 min"), (1500, "25 h")]
)
def test_minutes(minutes: int, words: str) -> None:
    """Hours and minutes, the part that is zero left out."""
    assert minutes_text(minutes) == words


def test_moments_in_the_desks_zone() -> None:
    """Minute 390 is 14:30 UTC on Monday, which is 15:30 for a desk in Berlin."""
    assert moment_text(Context(build.problem()), 390) == "Mon 2 Mar 14:30"
    assert moment_text(Context(build.problem(desk=build.desk(time_zone="Europe/Berlin"))), 390) == "Mon 2 Mar 15:30"


def test_an_instant_in_its_own_zone() -> None:
    """An instant is said with the clock that it carries; days have no leading zero, hours do."""
    assert instant_text(dt.datetime(2026, 3, 12, 7, 5, tzinfo=dt.timezone(dt.timedelta(hours=9)))) == "Thu 12 Mar 07:05"
