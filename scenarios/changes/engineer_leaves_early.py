"""An engineer leaves early on one day."""

import datetime as dt
from typing import Literal

from pydantic import Field

from engine.domain.engineer import Busy
from engine.domain.problem import Problem
from engine.words import minutes_text

from ..change import Change
from ..days import day_of, day_over, require_in_days, working_day
from ..moments import When
from ..names import EngineerRef
from ..parts import with_busy, with_engineer


class EngineerLeavesEarly(Change):
    """The engineer stops so many minutes before the normal end of that day's hours, and takes no overtime or call."""

    change: Literal["engineer_leaves_early"] = "engineer_leaves_early"
    engineer: EngineerRef
    day: When = "day 1"
    minutes: int = Field(ge=1, le=1440)
    reason: str = "gone"

    def apply(self, problem: Problem) -> Problem:
        """Block the rest of the day, up to midnight or to the end of a night shift."""
        engineer, day = problem.engineer[self.engineer], day_of(self.day, problem)
        require_in_days(day, problem, engineer)
        start, end = working_day(problem, engineer, day)
        leaves = end - dt.timedelta(minutes=self.minutes)
        if leaves <= start:
            message = f"the working hours of {engineer.label} are no longer than {minutes_text(self.minutes)}"
            raise ValueError(f"{message}; use engineer_absent for a whole day")
        last = max(day_over(engineer, day), end + dt.timedelta(minutes=engineer.overtime_minutes))
        return with_engineer(problem, with_busy(engineer, Busy(start=leaves, end=last, summary=self.reason)))

    def say(self, problem: Problem) -> str:
        """Say who leaves early, by how much and when."""
        who, day = problem.engineer[self.engineer].label, day_of(self.day, problem)
        return f"{who} leaves {minutes_text(self.minutes)} early on {day:%a} {day.day} {day:%b}"
