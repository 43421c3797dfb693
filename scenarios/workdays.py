"""The days of the planning window on which the desk works."""

import datetime as dt
from zoneinfo import ZoneInfo

from engine.calendar import holiday_days, local_days, span_minutes
from engine.domain.desk import Desk
from engine.timeline import ceil_minute, floor_minute


def workdays(desk: Desk) -> tuple[dt.date, ...]:
    """Return the local days of the planning window with business hours that are still ahead, holidays left out.

    A day counts as long as some of its hours are left: those of today that are over by now are not, nor are those that
    lie outside the window. A night counts as the day on which it begins.
    """
    zone, window = ZoneInfo(desk.time_zone), desk.planning_window
    off = holiday_days(desk.holiday_country, desk.holiday_subdivision)
    low, high = ceil_minute(window.start, max(window.start, desk.now)), floor_minute(window.start, window.end)

    def is_ahead(day: dt.date) -> bool:
        spans = (span_minutes(window.start, day, span, zone) for span in desk.business_hours.on(day.weekday()))
        return any(max(opens, low) < min(closes, high) for opens, closes in spans)

    # The day before the window, which comes first, is none of its days.
    _, *days = local_days(window.start, window.end, zone)
    return tuple(day for day in days if day not in off and is_ahead(day))
