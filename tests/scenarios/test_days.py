"""Working days, with the day on which the clock changes."""

import datetime as dt

import build
import pytest

from engine.domain.desk import PlanningWindow
from engine.domain.problem import Problem
from scenarios.change import Change
from scenarios.changes.engineer_late import EngineerLate
from scenarios.changes.engineer_leaves_early import EngineerLeavesEarly
from scenarios.changes.longer_day import LongerDay
from scenarios.days import working_day

SUNDAY = dt.date(2026, 3, 29)
"""In Berlin the clocks go from 02:00 to 03:00."""


def desk() -> Problem:
    """Return a weekend in Berlin with ann, who works from 01:00 to 05:00 and from 06:00 to 10:00."""
    window = PlanningWindow(start=dt.datetime(2026, 3, 28, tzinfo=dt.UTC), end=dt.datetime(2026, 3, 30, tzinfo=dt.UTC))
    ann = build.engineer(time_zone="Europe/Berlin", working_hours="sat-sun 01:00-05:00 06:00-10:00")
    known = build.desk(time_zone="Europe/Berlin", planning_window=window, now=window.start)
    return build.problem(build.ticket(), desk=known, engineers=(ann,))


def utc(hour: int, minute: int = 0) -> dt.datetime:
    """Return an instant of that Sunday."""
    return dt.datetime(2026, 3, 29, hour, minute, tzinfo=dt.UTC)


def test_from_the_first_hour_to_the_last() -> None:
    """01:00 in winter is midnight in UTC, 10:00 in summer is 08:00."""
    problem = desk()
    assert working_day(problem, problem.engineer["ann"], SUNDAY) == (utc(0), utc(8))


def test_a_day_without_hours_is_refused() -> None:
    """Monday is no day of ann's."""
    problem = desk()
    with pytest.raises(ValueError, match="ann does not work on Monday 2026-03-30"):
        working_day(problem, problem.engineer["ann"], dt.date(2026, 3, 30))


@pytest.mark.parametrize(
    ("change", "start", "end"),
    [
        (EngineerLate(engineer="ann", day="sun", minutes=90), utc(0), utc(1, 30)),
        (EngineerLeavesEarly(engineer="ann", day="sun", minutes=450), utc(0, 30), utc(22)),
    ],
)
def test_minutes_are_elapsed_ones(change: Change, start: dt.datetime, end: dt.datetime) -> None:
    """Ninety minutes late is until 03:30 in summer; 450 early is from 01:30 in winter, up to midnight at 22:00 UTC."""
    (busy,) = change.apply(desk()).engineer["ann"].busy
    assert (busy.start, busy.end) == (start, end)


@pytest.mark.parametrize(
    "change",
    [
        EngineerLate(engineer="ann", minutes=90),
        EngineerLeavesEarly(engineer="ann", minutes=90),
        LongerDay(engineer="ann", day="day 1", minutes=90),
    ],
    ids=lambda change: change.change,
)
@pytest.mark.parametrize("day", ["2026-03-22", "2026-03-26", "2026-04-04"])
def test_a_day_outside_the_window_is_refused(change: Change, day: str) -> None:
    """A weekday of another week is none of the window's: the message names it, and the window."""
    every = build.engineer(time_zone="Europe/Berlin", working_hours="mon-sun 08:00-17:00")
    problem = desk().model_copy(update={"engineers": (every,)})
    words = r"\w{3} \d+ \w{3} 2026 lies outside the planning window, Sat 28 Mar 2026 01:00 to Mon 30 Mar 2026 02:00"
    with pytest.raises(ValueError, match=words):
        change.model_copy(update={"day": f"{day}T12:00"}).apply(problem)


@pytest.mark.parametrize(
    "change", [EngineerLate(engineer="ann", minutes=480), EngineerLeavesEarly(engineer="ann", minutes=90)]
)
def test_the_night_before_the_window_may_run_into_it(change: Change) -> None:
    """Friday's night lasts until six on Saturday, and the window begins at one."""
    nights = build.engineer(time_zone="Europe/Berlin", working_hours="fri 20:00-06:00")
    problem = desk().model_copy(update={"engineers": (nights,)})
    (busy,) = change.model_copy(update={"day": "2026-03-27T12:00"}).apply(problem).engineer["ann"].busy
    assert busy.end > problem.desk.planning_window.start
