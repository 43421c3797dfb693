"""The planning window of an import, which a later look at the outcome has to share."""

import datetime as dt

from engine.domain.desk import PlanningWindow


def window_of(at: dt.datetime, days: int) -> PlanningWindow:
    """Return the planning window of an import at ``at`` for so many calendar days (UTC), that of ``at`` the first."""
    at = at.astimezone(dt.UTC).replace(second=0, microsecond=0)
    midnight = dt.datetime.combine(at.date(), dt.time(), tzinfo=dt.UTC)
    return PlanningWindow(start=at, end=midnight + dt.timedelta(days=days))
