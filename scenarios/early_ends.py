"""Days that end before the weekly hours say so, as the weekday is longer in one week only.

Hours are told by the week, so on the other weeks' days of a longer weekday the end of the day is blocked. What is
blocked lies behind the overtime that there was, so that such a day reaches as far as ever; as far as it is hours by the
week, its overtime counts as hours.
"""

import datetime as dt
from collections.abc import Mapping
from contextlib import suppress
from zoneinfo import ZoneInfo

from engine.domain.engineer import Busy, Engineer
from engine.domain.hours import midnight
from engine.domain.problem import Problem
from engine.timeline import resolve_local

from .days import working_day
from .parts import with_busy

_AS_USUAL = "gone home as usual"
"""Summary of the busy time by which such days are known again."""
_MINUTE = dt.timedelta(minutes=1)


def early_ends(engineer: Engineer) -> dict[dt.date, int]:
    """Return by how many minutes which of an engineer's days end before her weekly hours and overtime do."""
    found = {}
    for busy in engineer.busy:
        if busy.summary == _AS_USUAL:
            # Overtime may lead past midnight; the hours before it do not.
            ends = busy.start.astimezone(dt.UTC) - engineer.overtime_minutes * _MINUTE
            day = ends.astimezone(ZoneInfo(engineer.time_zone)).date()
            found[day] = (_latest(engineer, day) - busy.start) // _MINUTE
    return found


def with_early_ends(problem: Problem, engineer: Engineer, ends: Mapping[dt.date, int]) -> Engineer:
    """Return an engineer some of whose days end so many minutes early, in place of those that did."""
    window = problem.desk.planning_window
    kept = engineer.model_copy(update={"busy": tuple(each for each in engineer.busy if each.summary != _AS_USUAL)})
    for day, minutes in ends.items():
        latest = _latest(engineer, day)
        # Overtime ends where the next day's hours begin, and so does what is blocked.
        start, end = latest - minutes * _MINUTE, min(latest, _next_start(problem, engineer, day))
        if max(start, window.start) < min(end, window.end):
            kept = with_busy(kept, Busy(start=start, end=end, summary=_AS_USUAL))
    return kept


def _latest(engineer: Engineer, day: dt.date) -> dt.datetime:
    """Return when a day's overtime ends by the weekly hours, in UTC."""
    span = engineer.working_hours.on(day.weekday())[-1]
    ends = span.end if span.end > span.start else span.end + 1440
    local = resolve_local(midnight(day, ends), ZoneInfo(engineer.time_zone), is_end=True)
    return local.astimezone(dt.UTC) + engineer.overtime_minutes * _MINUTE


def _next_start(problem: Problem, engineer: Engineer, day: dt.date) -> dt.datetime:
    """Return when an engineer's first working day after a day begins; a week later where she has none."""
    for ahead in range(1, 8):
        with suppress(ValueError):
            return working_day(problem, engineer, day + dt.timedelta(days=ahead))[0]
    return _latest(engineer, day) + dt.timedelta(days=7)
