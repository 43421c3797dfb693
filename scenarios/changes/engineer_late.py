"""An engineer comes late to work on one day."""

import datetime as dt
from typing import Literal

from pydantic import Field

from engine.domain.engineer import Busy
from engine.domain.problem import Problem
from engine.words import minutes_text

from ..change import Change
from ..days import day_of, require_in_days, working_day
from ..moments import When
from ..names import EngineerRef
from ..parts import with_busy, with_engineer


class EngineerLate(Change):
    """The engineer starts so many minutes after her working hours of that day do."""

    change: Literal["engineer_late"] = "engineer_late"
    engineer: EngineerRef
    day: When = "day 1"
    minutes: int = Field(ge=1, le=1440)
    reason: str = "late"

    def apply(self, problem: Problem) -> Problem:
        """Block the start of the day; breaks in it pass as well."""
        engineer, day = problem.engineer[self.engineer], day_of(self.day, problem)
        require_in_days(day, problem, engineer)
        start, end = working_day(problem, engineer, day)
        arrives = start + dt.timedelta(minutes=self.minutes)
        if arrives >= end:
            message = f"the working hours of {engineer.label} end before {minutes_text(self.minutes)} have passed"
            raise ValueError(f"{message}; use engineer_absent for a whole day")
        return with_engineer(problem, with_busy(engineer, Busy(start=start, end=arrives, summary=self.reason)))

    def say(self, problem: Problem) -> str:
        """Say who comes late, by how much and when."""
        who, day = problem.engineer[self.engineer].label, day_of(self.day, problem)
        return f"{who} starts {minutes_text(self.minutes)} late on {day:%a} {day.day} {day:%b}"
