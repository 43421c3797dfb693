"""The price of the road."""

import build

from constraints.travel import Travel


def test_every_trip_costs_its_minutes() -> None:
    """From home to hq 20 minutes, to the branch 40, home again 30."""
    ways = build.roads(("home", "hq", 20), ("hq", "branch", 40), ("home", "branch", 30))
    tickets = (build.ticket(site_id="hq"), build.ticket("t2", site_id="branch"), build.ticket("t3"))
    given = build.problem(
        *tickets,
        desk=build.desk(travel_times=ways),
        engineers=(build.engineer(home_site="home"),),
        sites=tuple(build.site(each) for each in ("home", "hq", "branch")),
    )
    found = build.findings(given, Travel(), ("t1", "ann", 20, 80), ("t2", "ann", 120, 180))
    assert [(each.amount, each.ticket_id) for each in found] == [(20, "t1"), (40, "t2"), (30, "")]
    assert found[0].message == "ann travels 20 minutes from home to hq on 2026-03-02"
    assert build.total(given, Travel(), {"ann": ["t1", "t3", "t2"]}) == 90
    assert build.total(given, Travel(), {"ann": ["t1"], ("ann", 1): ["t2"]}) == 40 + 60
    assert build.total(given, Travel(), {"ann": ["t3"]}) == build.total(given, Travel()) == 0
