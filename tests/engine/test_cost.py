"""What a timed plan costs, by hand."""

import build

from constraints.overtime import Overtime
from constraints.same_engineer import SameEngineer
from constraints.travel import Travel
from engine.cost import hinged


def test_hinges() -> None:
    """Beyond 10 each tick costs 2, beyond 20 three more: 25 costs 15 * 2 + 5 * 3."""
    assert [hinged(((10, 2), (20, 3)), load) for load in (10, 15, 25)] == [0, 10, 45]


def test_travel_and_overtime_of_one_day() -> None:
    """Nine hours at a, ten minutes away: 20 minutes of travel, and home at 560, 20 minutes late at 2 each."""
    given = build.problem(
        build.ticket(site_id="a", estimated_minutes=540),
        sites=(build.site("home"), build.site("a")),
        desk=build.desk(travel_times=build.roads(("home", "a", 10))),
        engineers=(build.engineer(home_site="home", overtime_minutes=60),),
    )
    assert build.total(given, Travel(), {"ann": ["t1"]}) == 20
    assert build.total(given, Overtime(), {"ann": ["t1"]}) == 40


def test_groups_pay_for_every_engineer_beyond_the_first() -> None:
    """Three tickets of a group with two engineers cost 30 once."""
    given = build.problem(
        *(build.ticket(each, group="g") for each in ("t1", "t2", "t3")),
        engineers=(build.engineer("ann"), build.engineer("bob")),
    )
    assert build.total(given, SameEngineer(), {"ann": ["t1", "t2"], "bob": ["t3"]}) == 30
    assert build.total(given, SameEngineer(), {"ann": ["t1", "t2", "t3"]}) == 0
