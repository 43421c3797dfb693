"""A day of an engineer's: from when to when she works."""

import datetime as dt
from zoneinfo import ZoneInfo

from engine.calendar import holiday_days, local_days, span_minutes
from engine.domain.engineer import Engineer
from engine.domain.hours import midnight
from engine.domain.problem import Problem
from engine.timeline import instant_at, resolve_local

from .moments import instant, window_words

UTC = ZoneInfo("UTC")


def day_of(text: str, problem: Problem) -> dt.date:
    """Return the desk's calendar day on which an instant lies."""
    return instant(text, problem.desk).astimezone(ZoneInfo(problem.desk.time_zone)).date()


def require_in_days(day: dt.date, problem: Problem, engineer: Engineer) -> None:
    """Refuse a day of an engineer's calendar that the planning window leaves out: what is told of it changes nothing.

    The day before the window's first may be told of, as its night may run into the window.

    Raises
    ------
    ValueError
        With the window.
    """
    window = problem.desk.planning_window
    if day not in local_days(window.start, window.end, ZoneInfo(engineer.time_zone)):
        given = f"{day:%a} {day.day} {day:%b %Y}"
        inside = f"the planning window, {window_words(problem.desk)}"
        raise ValueError(f"{given} lies outside {inside}; give a day inside it")


def working_day(problem: Problem, engineer: Engineer, day: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """Return the start and the normal end of an engineer's working hours on a day of her own calendar, in UTC.

    Raises
    ------
    ValueError
        When she does not work that day.
    """
    zone, origin = ZoneInfo(engineer.time_zone), problem.desk.planning_window.start
    spans = [span_minutes(origin, day, span, zone) for span in engineer.working_hours.on(day.weekday())]
    if not spans or day in holiday_days(engineer.holiday_country, engineer.holiday_subdivision):
        raise ValueError(f"{engineer.label} does not work on {day:%A} {day}; name a day on which she does")
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    # In UTC, where an hour more is an hour more on the day when the clock changes too.
    return instant_at(origin, first, UTC), instant_at(origin, last, UTC)


def day_over(engineer: Engineer, day: dt.date) -> dt.datetime:
    """Return the midnight with which a day of an engineer's ends."""
    return resolve_local(midnight(day, 1440), ZoneInfo(engineer.time_zone))
