"""The figures of a schedule, counted by hand."""

import build
import pytest

from engine.context import Context
from engine.domain.problem import Problem
from engine.domain.schedule import Kpis
from engine.kpis import kpis
from engine.reading import Reading


def counted(problem: Problem, *parts: tuple[str, str | tuple[str, ...], int, int]) -> Kpis:
    """Return the figures of a schedule made by hand."""
    return kpis(Reading(Context(problem), build.schedule(*parts)))


def week() -> Problem:
    """Return ann and bob (tier 2, an hour of overtime), two tickets at hq, half an hour away, and four remote ones."""
    return build.problem(
        build.ticket("first", site_id="hq", resolve_by=build.at(90)),
        build.ticket("second", site_id="hq", estimated_minutes=30, respond_by=build.at(89)),
        build.ticket("wrong", estimated_minutes=90, resolve_by=build.at(-10)),
        build.ticket("left", priority=2, resolve_by=build.at(600)),
        build.ticket("later", resolve_by=build.at(10 * 1440)),
        build.ticket("closed", status="closed", resolve_by=build.at(30)),
        desk=build.desk(travel_times=build.roads(("home", "hq", 30))),
        sites=(build.site("home"), build.site("hq", client_id="contoso")),
        engineers=(build.engineer("ann", home_site="home"), build.engineer("bob", tier=2, overtime_minutes=60)),
    )


PARTS = (("first", "ann", 30, 90), ("second", "ann", 90, 120), ("wrong", "bob", 480, 570))


def test_by_hand() -> None:
    """Ann is at hq from 08:30 to 10:00, half an hour of way each side; bob works on until 17:30.

    Targets: first is met to the minute, second missed by one, left is unassigned and due today, that of wrong had
    passed before now, later is unassigned but due after the window. Utilization: (90 + 60) / 2700 and 90 / 2700.
    """
    found = counted(week(), *PARTS)
    assert found.model_dump() == {
        "tickets": 5,
        "assigned": 3,
        "unassigned_by_priority": {2: 1, 3: 1},
        "sla_targets": 3,
        "sla_met": 1,
        "sla_missed_before": 1,
        "sla_late_before_minutes": 10,
        "utilization_percent": {"ann": 5.6, "bob": 3.3},
        "utilization_spread_percent": pytest.approx(1.15, abs=0.06),
        "travel_minutes": 60,
        "work_minutes": 180,
        "visits": 1,
        "visits_saved": 1,
        "wrong_tier": 1,
        "overtime_minutes": 30,
    }


def test_nothing_planned() -> None:
    """Without assignments everything due in the window is missed, and nobody is busy."""
    found = counted(week())
    assert (found.assigned, found.unassigned_by_priority) == (0, {2: 1, 3: 4})
    assert (found.sla_targets, found.sla_met, found.sla_missed_before) == (3, 0, 1)
    assert found.utilization_percent == {"ann": 0, "bob": 0}
    assert (found.travel_minutes, found.visits, found.visits_saved, found.overtime_minutes) == (0, 0, 0, 0)


def test_two_engineers_on_one_ticket() -> None:
    """Both work the hour, both visit: two hours of work, two visits, none saved; one ticket assigned."""
    given = build.problem(
        build.ticket(site_id="hq", engineers_needed=2), engineers=(build.engineer("ann"), build.engineer("bob"))
    )
    found = counted(given, ("t1", ("ann", "bob"), 0, 60))
    assert (found.assigned, found.work_minutes, found.visits, found.visits_saved) == (1, 120, 2, 0)


def test_engineers_without_capacity_have_no_utilization() -> None:
    """Who works no hours is not in the table, and the spread is that of the others."""
    given = build.problem(engineers=(build.engineer("ann"), build.engineer("off", working_hours="")))
    found = counted(given)
    assert (found.utilization_percent, found.utilization_spread_percent) == ({"ann": 0}, 0)


def test_nobody() -> None:
    """A desk without engineers has figures too."""
    assert counted(build.problem(build.ticket(), engineers=())).unassigned_by_priority == {3: 1}


def test_the_window_end_is_no_start() -> None:
    """An unassigned ticket misses a target that is due with the last minute of the window."""
    found = counted(build.problem(build.ticket(respond_by=build.desk().planning_window.end)))
    assert (found.sla_targets, found.sla_met) == (1, 0)
