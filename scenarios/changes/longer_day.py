"""An engineer stays longer on one day."""

from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from engine.calendar import local_days
from engine.domain.engineer import Engineer
from engine.domain.hours import DaySpan, WeeklyHours
from engine.domain.problem import Problem
from engine.words import minutes_text

from ..change import Change
from ..days import day_of, require_in_days, working_day
from ..early_ends import early_ends, with_early_ends
from ..moments import When
from ..names import EngineerRef
from ..parts import renewed, with_engineer


class LongerDay(Change):
    """An engineer's hours of one day end some minutes later; overtime, where it is allowed, begins after them.

    No other day lasts longer. Where the planning window has the same weekday more than once, overtime on the others
    counts as hours for as many minutes, as hours are told by the week.
    """

    change: Literal["longer_day"] = "longer_day"
    engineer: EngineerRef
    day: When
    minutes: int = Field(default=60, ge=15, le=480)

    def apply(self, problem: Problem) -> Problem:
        """Lengthen the weekday, as far as no other change has, and let the other weeks' days end when they did.

        Raises
        ------
        ValueError
            When the planning window leaves the day out, she does not work on it, or it has not so many minutes left.
        """
        who = problem.engineer[self.engineer]
        day, window = day_of(self.day, problem), problem.desk.planning_window
        require_in_days(day, problem, who)
        working_day(problem, who, day)
        early = early_ends(who)
        more = max(0, self.minutes - early.get(day, 0))
        longer = renewed(who, working_hours=longer_hours(who, day.weekday(), more)) if more else who
        days = local_days(window.start, window.end, ZoneInfo(who.time_zone))
        ends = early | {each: early.get(each, 0) + more for each in days if each.weekday() == day.weekday()}
        ends[day] = max(0, early.get(day, 0) - self.minutes)
        return with_engineer(problem, with_early_ends(problem, longer, ends))

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
