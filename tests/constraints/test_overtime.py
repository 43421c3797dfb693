"""The price of overtime."""

import build
import pytest

from constraints import rules_for
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


@pytest.mark.parametrize(("now", "amount"), [(561, 102), (659, 40), (660, 40), (700, 40)])
def test_the_way_home_of_a_day_gone_by_is_cut_down(now: int, amount: int) -> None:
    """At HQ to 16:00, remote work to 17:20: home by 17:51, or 20 minutes late where no time is left for the way."""
    given = build.problem(
        build.ticket(site_id="hq"),
        build.ticket("t2", estimated_minutes=80),
        desk=build.desk(now=build.at(now), travel_times=build.roads(("home", "hq", 30))),
        engineers=(build.engineer(home_site="home", overtime_minutes=120),),
        sites=(build.site(), build.site("home")),
        published=build.schedule(("t1", "ann", 420, 480), ("t2", "ann", 480, 560)),
    )
    base = {each.name for each in build.with_base(Overtime())}
    others = tuple(each for each in rules_for(given.desk) if each.name not in base)
    assert build.total(given, Overtime(), also=others) == amount


def test_on_call_hours_are_no_overtime() -> None:
    """An on-call shift has no normal end to pass."""
    duty = build.engineer(on_call=[{"hours": "mon 18:00-20:00", "priorities": [3]}])
    given = build.problem(build.ticket(), engineers=(duty,))
    assert build.total(given, Overtime(), {("ann", 1): ["t1"]}) == 0
