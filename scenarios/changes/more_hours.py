"""More hours of somebody of a tier with some skills: a colleague lent, a contractor called in, for once."""

import datetime as dt
import hashlib
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from engine.domain.base import Identifier, Tier
from engine.domain.engineer import Busy, Certificate, Engineer, Skill
from engine.domain.hours import WEEKDAYS
from engine.domain.problem import Problem
from engine.words import minutes_text

from ..change import Change
from ..moments import When, clock_words, dated_words, instant, window_words
from ..parts import with_engineer

_LONGEST = 128
"""Characters of an id."""


class MoreHours(Change):
    """An engineer of a tier, with these skills and certificates and no others, is there for some minutes on one day.

    She starts and ends nowhere, so that her way to a first site and home costs nothing.
    """

    change: Literal["more_hours"] = "more_hours"
    tier: Tier
    skills: tuple[Skill, ...] = ()
    certificates: tuple[Identifier, ...] = ()
    start: When
    minutes: int = Field(default=60, ge=15, le=720)

    @property
    def engineer_id(self) -> str:
        """The id of whoever is there, which says when she comes and what she can do, as far as there is room.

        It ends with a hash of the change, so that no two changes give the same.
        """
        names = "-".join(skill.name for skill in self.skills) or "no-skill"
        end = hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:12]
        return f"{f'more {self.start} tier-{self.tier}-{names}'[: _LONGEST - len(end) - 1]} {end}"

    def apply(self, problem: Problem) -> Problem:
        """Add her, with hours on that weekday and leave in the rest of the window.

        Raises
        ------
        ValueError
            When just the same time has been added already, or it lies outside the planning window.
        """
        desk, zone = problem.desk, ZoneInfo(problem.desk.time_zone)
        start = instant(self.start, desk).astimezone(zone)
        end = (start.astimezone(dt.UTC) + dt.timedelta(minutes=self.minutes)).astimezone(zone)
        window = desk.planning_window
        if self.engineer_id in problem.engineer:
            raise ValueError(f"there is just this time already from {self.start} on; give it more minutes")
        if end <= window.start or window.end <= start:
            hours = f"{dated_words(start, desk)} to {dated_words(end, desk)}"
            raise ValueError(f"the hours, {hours}, lie outside the planning window, {window_words(desk)}")
        away = ((window.start, start), (end, window.end))
        engineer = Engineer(
            id=self.engineer_id,
            name=f"extra tier {self.tier}",
            tier=self.tier,
            time_zone=desk.time_zone,
            skills=self.skills,
            certificates=tuple(Certificate(name=each) for each in self.certificates),
            working_hours=f"{WEEKDAYS[start.weekday()]} {start:%H:%M}-{end:%H:%M}",
            busy=tuple(Busy(start=low, end=high, summary="not there") for low, high in away if low < high),
            travel_profile=desk.travel_profiles[0].id,
        )
        return with_engineer(problem, engineer)

    def say(self, problem: Problem) -> str:
        """Say what more there is, and when."""
        names = ", ".join(skill.name for skill in self.skills) or "no skill"
        when = clock_words(self.start, problem.desk)
        return f"{minutes_text(self.minutes)} more of somebody of tier {self.tier} with {names}, from {when}"
