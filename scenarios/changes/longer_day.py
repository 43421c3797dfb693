"""An engineer stays longer on one day."""

import datetime as dt
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from engine.domain.engineer import Busy, Engineer
from engine.domain.hours import DaySpan, WeeklyHours, midnight
from engine.domain.problem import Problem
from engine.timeline import resolve_local
from engine.words import minutes_text

from ..change import Change
from ..days import day_of
from ..moments import When
from ..names import EngineerRef
from ..parts import renewed, with_busy, with_engineer


class LongerDay(Change):
    """An engineer's hours of one day end some minutes later; overtime, where it is allowed, begins after them."""

    change: Literal["longer_day"] = "longer_day"
    engineer: EngineerRef
    day: When
    minutes: int = Field(default=60, ge=15, le=480)

    def apply(self, problem: Problem) -> Problem:
        """Lengthen the weekday, and leave the other weeks as they were.

        Raises
        ------
        ValueError
            When she does not work that day, or the day has not so many minutes left.
        """
        who = problem.engineer[self.engineer]
        day, window = day_of(self.day, problem), problem.desk.planning_window
        longer = renewed(who, working_hours=longer_hours(who, day.weekday(), self.minutes))
        ends, zone = who.working_hours.on(day.weekday())[-1].end, ZoneInfo(who.time_zone)
        for ahead in range(-13, 14):
            # Hours are told by the week: on the other weeks' days she is not there in the minutes added.
            other = day + dt.timedelta(weeks=ahead)
            start, end = (resolve_local(midnight(other, at), zone) for at in (ends, ends + self.minutes))
            if ahead and window.start < end and start < window.end:
                longer = with_busy(longer, Busy(start=start, end=end, summary="gone home"))
        return with_engineer(problem, longer)

    def say(self, problem: Problem) -> str:
        """Say who stays, when and for how long."""
        who, day = problem.engineer[self.engineer].label, day_of(self.day, problem)
        return f"{who} stays {minutes_text(self.minutes)} longer on {day:%a} {day.day} {day:%b}"


def longer_hours(engineer: Engineer, weekday: int, minutes: int) -> WeeklyHours:
    """Return an engineer's hours with one weekday lengthened at its end.

    Raises
    ------
    ValueError
        When she does not work on it, or it has not so many minutes left.
    """
    spans = engineer.working_hours.on(weekday)
    if not spans:
        raise ValueError(f"{engineer.label} does not work on that weekday; choose another day")
    last = spans[-1]
    if last.end < last.start or last.end + minutes > 1440:
        raise ValueError(f"{engineer.label} works until {last.hours()[-5:]} that day; choose fewer minutes")
    longer = DaySpan(weekday=weekday, start=last.start, end=last.end + minutes)
    return WeeklyHours(spans=tuple(longer if span == last else span for span in engineer.working_hours.spans))
