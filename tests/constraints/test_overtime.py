"""The price of overtime."""

import build

from constraints.overtime import Overtime


def test_minutes_past_the_normal_end_cost_double() -> None:
    """Ten hours from 08:00 end an hour past 17:00: 60 x 2."""
    tickets = (build.ticket(estimated_minutes=600), build.ticket("t2"))
    given = build.problem(*tickets, engineers=(build.engineer(overtime_minutes=120),))
    (found,) = build.findings(given, Overtime(), ("t1", "ann", 0, 600))
    assert (found.amount, found.message) == (120, "ann has 60 minutes of overtime on 2026-03-02")
    assert build.total(given, Overtime(), {"ann": ["t1"]}) == 120
    assert build.total(given, Overtime(), {"ann": ["t2", "t1"]}) == 240
    assert build.total(given, Overtime(), {"ann": ["t2"]}) == build.total(given, Overtime()) == 0


def test_the_way_home_is_overtime_too() -> None:
    """Work to 17:00 and 30 minutes home."""
    given = build.problem(
        build.ticket(estimated_minutes=510, site_id="hq"),
        desk=build.desk(travel_times=build.roads(("home", "hq", 30))),
        engineers=(build.engineer(home_site="home", overtime_minutes=120),),
        sites=(build.site(), build.site("home")),
    )
    assert build.total(given, Overtime(), {"ann": ["t1"]}) == 60


def test_on_call_hours_are_no_overtime() -> None:
    """An on-call shift has no normal end to pass."""
    duty = build.engineer(on_call=[{"hours": "mon 18:00-20:00", "priorities": [3]}])
    given = build.problem(build.ticket(), engineers=(duty,))
    assert build.total(given, Overtime(), {("ann", 1): ["t1"]}) == 0
