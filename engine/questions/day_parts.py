"""The mornings and afternoons of a planning window, and the times in them at which an appointment may begin."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ..calendar import local_days
from ..context import Context
from ..domain.hours import midnight
from ..timeline import Intervals, ceil_minute, floor_minute, instant_at, intersect, resolve_local

NOON, DAY = 12 * 60, 24 * 60


@dataclass(frozen=True)
class DayPart:
    """Half a local day of the desk, in minutes: ``low`` to ``high``."""

    day: dt.date
    name: str
    low: int
    high: int

    def starts(self, step: int, own: Intervals, now: int) -> Intervals:
        """Return the starts in it, from now on, that a ticket's own ones allow: each ``step`` minutes of the clock.

        Where none of those is allowed, the others are: somebody has fixed the start to another minute.
        """
        here = intersect(own, ((max(self.low, now), self.high),))
        grid = tuple((minute, minute + 1) for minute in range(self.low, self.high, step))
        return intersect(here, grid) or here


def day_parts(context: Context) -> Iterator[DayPart]:
    """Yield the day parts of the window from now on, by time."""
    now = instant_at(context.origin, context.now, context.zone)
    for day in local_days(now, instant_at(context.origin, context.horizon, context.zone), context.zone):
        for name, begins, ends in (("morning", 0, NOON), ("afternoon", NOON, DAY)):
            low = ceil_minute(context.origin, resolve_local(midnight(day, begins), context.zone))
            high = floor_minute(context.origin, resolve_local(midnight(day, ends), context.zone))
            if context.now < high and low < context.horizon:
                yield DayPart(day, name, low, high)
