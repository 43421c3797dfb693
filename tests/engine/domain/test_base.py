"""What every model has from its base."""

import datetime as dt
from zoneinfo import ZoneInfo

from engine.domain.desk import Desk, PlanningWindow
from engine.domain.problem import Problem
from engine.domain.site import Site


def test_instants_subtract_by_elapsed_time() -> None:
    """The two days over the spring change are 47 hours long, also when both ends name the same zone."""
    berlin = ZoneInfo("Europe/Berlin")
    window = PlanningWindow(start=dt.datetime(2026, 3, 28, tzinfo=berlin), end=dt.datetime(2026, 3, 30, tzinfo=berlin))
    assert window.end - window.start == dt.timedelta(hours=47)
    assert window.start.isoformat() == "2026-03-28T00:00:00+01:00"


def test_a_changed_copy_forgets_what_was_computed() -> None:
    """After a change the index by id is that of the new sites."""
    now = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
    desk = Desk(time_zone="UTC", planning_window=PlanningWindow(start=now, end=now + dt.timedelta(days=1)), now=now)
    problem = Problem(desk=desk, sites=(Site(id="old", latitude=0, longitude=0),))
    assert set(problem.site) == {"old"}
    assert set(problem.model_copy(update={"sites": (Site(id="new", latitude=0, longitude=0),)}).site) == {"new"}
