"""The frame of a synthetic desk: its days, and local times on them as instants."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from engine.calendar import holiday_days
from engine.domain.desk import PlanningWindow
from engine.domain.hours import midnight
from engine.timeline import resolve_local

from .metro import Metro

MORNING = 7 * 60
"""Minutes after midnight of the first day at which the plan is made."""


@dataclass(frozen=True)
class Frame:
    """The planning window's first day and number of calendar days, in a metro.

    Parameters
    ----------
    metro : Metro
    first : date
    days : int
    """

    metro: Metro
    first: dt.date
    days: int

    @cached_property
    def zone(self) -> ZoneInfo:
        """The desk's time zone."""
        return ZoneInfo(self.metro.zone)

    @cached_property
    def window(self) -> PlanningWindow:
        """From the first day's midnight to the midnight after the last day."""
        return PlanningWindow(start=self.at(self.first, 0), end=self.at(self.first, self.days * 1440))

    @cached_property
    def now(self) -> dt.datetime:
        """The instant at which the plan is made."""
        return self.at(self.first, MORNING)

    @cached_property
    def workdays(self) -> tuple[dt.date, ...]:
        """Days of the window on which the desk works; all its days where that is none."""
        every = tuple(self.first + dt.timedelta(days=number) for number in range(self.days))
        return tuple(day for day in every if self.is_workday(day)) or every

    @cached_property
    def past_workdays(self) -> tuple[dt.date, ...]:
        """The ten working days before the window, the latest first."""
        before = (self.first - dt.timedelta(days=number) for number in range(1, 40))
        return tuple(day for day in before if self.is_workday(day))[:10]

    def at(self, day: dt.date, minutes: int) -> dt.datetime:
        """Return the instant so many wall-clock minutes after a local midnight."""
        return resolve_local(midnight(day, minutes), self.zone)

    def is_workday(self, day: dt.date) -> bool:
        """Whether a day is neither weekend nor public holiday."""
        return day.weekday() < 5 and day not in self._holidays

    @cached_property
    def _holidays(self) -> frozenset[dt.date]:
        known = holiday_days(self.metro.holiday_country, self.metro.holiday_subdivision)
        span = (self.first + dt.timedelta(days=number) for number in range(-40, self.days + 1))
        return frozenset(day for day in span if day in known)
