"""A client, and how well each engineer knows it."""

import datetime as dt

from .base import Frozen, Identifier, Minutes
from .hours import WeeklyHours
from .preference import Preference


class Familiarity(Frozen):
    """How often an engineer has worked for the client, and when last."""

    engineer_id: Identifier
    visits: Minutes = 0
    """Visits made or tickets solved."""
    last: dt.date | None = None


class Client(Frozen):
    """A customer of the desk."""

    id: Identifier
    name: str = ""
    vip: bool = False
    sla_policy: Identifier | None = None
    time_zone: str | None = None
    """None is the desk's zone."""
    business_hours: WeeklyHours | None = None
    """Hours of the SLA clock of policies that run on the client's calendar; None is the desk's hours."""
    preferred_engineers: tuple[Identifier, ...] = ()
    excluded_engineers: tuple[Identifier, ...] = ()
    familiarity: tuple[Familiarity, ...] = ()
    preferences: tuple[Preference, ...] = ()
    """What people have confirmed of whom its work should rather go to."""

    @property
    def label(self) -> str:
        """The name for people, the id where there is none."""
        return self.name or self.id
