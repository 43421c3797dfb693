"""Chance: every draw named after what is drawn."""

import datetime as dt
from statistics import fmean

from hypothesis import given
from hypothesis import strategies as st

from scenarios.simulation.chance import effort, sick_days

DAYS = [dt.date(2026, 3, 2) + dt.timedelta(days=number) for number in range(365)]


@given(st.integers(0, 10**6), st.integers(1, 600))
def test_a_draw_is_the_same_whenever_it_is_asked_for(seed: int, minutes: int) -> None:
    """The same seed and ticket take as long again, at least a minute, and as estimated where nothing spreads."""
    assert effort(seed, "T-1", minutes) == effort(seed, "T-1", minutes) >= 1
    assert effort(seed, "T-1", minutes, 0.0) == minutes


def test_work_takes_what_is_estimated_on_average() -> None:
    """Of a thousand tickets of an hour the mean is within two minutes of it, and some take half as long again."""
    drawn = [effort(1, f"T-{number}", 60) for number in range(1000)]
    assert abs(fmean(drawn) - 60) < 2
    assert min(drawn) < 40
    assert max(drawn) > 90


def test_sick_days_do_not_depend_on_the_others_asked_for() -> None:
    """A year's draw holds a month's, but for the spell that reaches out of it; nobody is sick without chance."""
    year, month = sick_days(1, "ann", DAYS, 0.05), sick_days(1, "ann", DAYS[:30], 0.05)
    assert month & set(DAYS[:30]) == year & set(DAYS[:30])
    assert 0 < len(year) < 60
    assert not sick_days(1, "ann", DAYS, 0.0)
