"""An engineer: what she can do, when she works, and what an hour of her costs."""

import datetime as dt
from typing import Self

from pydantic import Field, model_validator

from .base import Frozen, Identifier, Instant, Level, Minutes, Percent, Priority, Tier
from .hours import WeeklyHours


class Skill(Frozen):
    """A skill that an engineer has, at a level from 1 (basic) to 5 (expert)."""

    name: Identifier
    level: Level


class Speed(Frozen):
    """Proven speed: minutes this engineer needs in per cent of the estimate, for a type or ``type/subtype``."""

    type: Identifier
    percent: Percent


class Certificate(Frozen):
    """A certificate, valid up to and including ``expires``; without a date it does not lapse."""

    name: Identifier
    expires: dt.date | None = None


class Break(Frozen):
    """A break on each working day: fixed when the window is as long as the break, floating inside it otherwise.

    ``window_start`` and ``window_end`` are minutes since local midnight.
    """

    window_start: int = Field(ge=0, le=1440)
    window_end: int = Field(ge=0, le=1440)
    minutes: int = Field(ge=1, le=480)
    paid: bool = False

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.window_end - self.window_start < self.minutes:
            raise ValueError(f"a break of {self.minutes} minutes does not fit its window")
        return self

    @property
    def is_fixed(self) -> bool:
        """Whether the break has no room to move."""
        return self.window_end - self.window_start == self.minutes


class OnCall(Frozen):
    """Hours outside the working hours in which the engineer takes tickets of some priorities."""

    hours: WeeklyHours
    priorities: tuple[Priority, ...] = (1,)


class Busy(Frozen):
    """Busy time: an appointment, or leave; at a place when it names a site."""

    start: Instant
    end: Instant
    summary: str = "busy"
    site_id: Identifier | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.end <= self.start:
            raise ValueError(f"busy time {self.summary!r} ends at {self.end.isoformat()}, not after its start")
        return self


class Engineer(Frozen):
    """A person who works tickets."""

    id: Identifier
    name: str = ""
    tier: Tier
    time_zone: str
    skills: tuple[Skill, ...] = ()
    speeds: tuple[Speed, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    home_site: Identifier | None = None
    working_hours: WeeklyHours
    holiday_country: str | None = None
    holiday_subdivision: str | None = None
    busy: tuple[Busy, ...] = ()
    breaks: tuple[Break, ...] = ()
    remote_only_days: tuple[int, ...] = ()
    """Weekdays, 0 is Monday, on which no site is visited."""
    on_call: tuple[OnCall, ...] = ()
    overtime_minutes: Minutes = 0
    """Minutes past the normal end that may be used at a price; 0 allows none."""
    daily_cap_minutes: Minutes | None = None
    travel_profile: Identifier = "car"
    cost_per_hour: int = Field(default=60, ge=0, le=100_000)
    territories: tuple[Identifier, ...] = ()
    """Territories whose sites are visited; none means all."""

    @property
    def label(self) -> str:
        """The name for people, the id where there is none."""
        return self.name or self.id
