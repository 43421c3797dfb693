"""The desk: its zone, its planning window, its policies and its weights."""

from typing import Any, Self

from pydantic import Field, model_validator

from .base import Frozen, Identifier, Instant, Minutes, Percent
from .hours import WeeklyHours
from .sla import SlaPolicy
from .weights import Weights


class PlanningWindow(Frozen):
    """The span of time in which work is planned."""

    start: Instant
    end: Instant

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.end <= self.start:
            raise ValueError("the planning window must end after it starts")
        if (self.end - self.start).days > 92:
            raise ValueError("the planning window is longer than 92 days; plan a shorter one")
        return self


class TravelProfile(Frozen):
    """How fast a kind of travel is: great-circle distance times a detour, at a speed, plus fixed minutes a trip."""

    id: Identifier = "car"
    km_per_hour: int = Field(default=40, ge=1, le=300)
    detour_percent: Percent = 130
    fixed_minutes: Minutes = 0


class TravelTime(Frozen):
    """Minutes from one site to another by one profile, where they are known better than by distance."""

    profile: Identifier = "car"
    from_site: Identifier
    to_site: Identifier
    minutes: Minutes


class Desk(Frozen):
    """What holds for everybody at the desk."""

    name: str = "desk"
    time_zone: str
    planning_window: PlanningWindow
    now: Instant
    """Nothing new starts before it."""
    freeze_minutes: Minutes = 0
    """Published work that starts within so many minutes of now stays where it is."""
    business_hours: WeeklyHours = WeeklyHours.parse("mon-fri 08:00-17:00")
    holiday_country: str | None = None
    holiday_subdivision: str | None = None
    appointments_are_load: bool = False
    """Whether appointments count into an engineer's load."""
    sla_policies: tuple[SlaPolicy, ...] = ()
    travel_profiles: tuple[TravelProfile, ...] = (TravelProfile(),)
    travel_times: tuple[TravelTime, ...] = ()
    weights: Weights = Weights()
    rules: dict[Identifier, dict[str, Any]] = Field(default_factory=dict)
    """Parameters by rule name; each rule's file names its own."""
