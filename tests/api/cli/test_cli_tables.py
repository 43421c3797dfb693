"""Figures and instants as people read them."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from api.cli.tables import dearer_text, percent, share_text, span

UTC = ZoneInfo("UTC")
START = dt.datetime(2026, 3, 3, 13, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(1066, 1071, "99 %"), (1071, 1071, "100 %"), (3, 4, "75 %"), (99, 100, "99 %"), (0, 3, "0 %")],
)
def test_only_all_is_a_hundred_percent(part: int, whole: int, text: str) -> None:
    """A share is never rounded up to 100 %."""
    assert f"({text})" in share_text(part, whole)


def test_percent_with_a_digit() -> None:
    """The same holds with a digit behind the point."""
    assert [percent(0.9999), percent(1.0), percent(0.1234)] == ["99.9 %", "100.0 %", "12.3 %"]


def test_span_names_each_day_once() -> None:
    """Within a day only the clock is repeated; over a night both ends have their day."""
    assert span(START, START + dt.timedelta(hours=1), UTC) == "Tue 3 Mar 13:00-14:00"
    assert span(START, START + dt.timedelta(days=1), UTC) == "Tue 3 Mar 13:00 to Wed 4 Mar 13:00"


def test_a_difference_of_prices_says_which_way() -> None:
    """Thousandths of an engineer-minute as whole minutes, dearer or cheaper."""
    said = [dearer_text(each) for each in (29_000, -1_678_400, 400)]
    assert said == ["29 dearer", "1,678 cheaper", "at the same price"]
