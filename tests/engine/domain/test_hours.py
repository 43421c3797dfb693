"""Weekly hours as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from engine.domain.hours import DaySpan, WeeklyHours, parse_weekdays, weekdays_text


@st.composite
def hours(draw: st.DrawFn) -> WeeklyHours:
    """Up to three spans a day, none past midnight but the last of the day."""
    spans = []
    for weekday in range(7):
        cuts = sorted(draw(st.sets(st.integers(360, 1440), max_size=6)))
        pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
        if pairs and draw(st.booleans()):
            pairs[-1] = (pairs[-1][0], draw(st.integers(0, 300)))
        spans += [DaySpan(weekday=weekday, start=start, end=end) for start, end in pairs]
    return WeeklyHours(spans=tuple(draw(st.permutations(spans))))


@given(hours())
def test_text_reads_back(week: WeeklyHours) -> None:
    """Whatever the week, its text is read as the same week."""
    assert WeeklyHours.parse(week.text()) == week


@pytest.mark.parametrize(
    "text",
    [
        "mon-fri 08:00-17:00",
        "mon-fri 08:00-12:00 13:00-17:00; sat 09:00-12:00",
        "mon,wed,fri 08:00-17:00; tue 22:00-06:00",
        "mon-sun 00:00-24:00",
        "",
    ],
)
def test_text_is_compact(text: str) -> None:
    """Days of the same hours stand together, so the usual texts come out as people write them."""
    assert WeeklyHours.parse(text).text() == text


def test_text_stands_for_hours_in_any_model() -> None:
    """Where hours are expected, their text is accepted."""
    assert WeeklyHours.model_validate("sat 09:00-12:00") == WeeklyHours.parse("sat 09:00-12:00")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("mon", "names no hours"),
        ("fry 08:00-12:00", "is not a weekday"),
        ("mon 8-12", "is not HH:MM-HH:MM"),
        ("mon 25:00-26:00", "between 00:00 and 24:00"),
        ("mon 08:00-08:00", "is empty"),
        ("mon 24:00-02:00", "starts at 24:00"),
        ("mon 08:00-12:00 11:00-13:00", "hours overlap"),
        ("sun 22:00-08:00; mon 07:00-09:00", "hours overlap"),
    ],
)
def test_wrong_texts(text: str, message: str) -> None:
    """A text that is no hours says why."""
    with pytest.raises(ValueError, match=message):
        WeeklyHours.parse(text)


def test_empty_span() -> None:
    """A span of no minutes is refused."""
    with pytest.raises(ValidationError, match="is empty"):
        DaySpan(weekday=0, start=60, end=60)


@given(st.sets(st.integers(0, 6)))
def test_weekdays_read_back(days: set[int]) -> None:
    """Weekdays come back from their text."""
    assert parse_weekdays(weekdays_text(sorted(days))) == tuple(sorted(days))
