"""Territories."""

import build

from constraints.territory import Territory


def test_an_engineer_with_territories_visits_no_site_of_another() -> None:
    """Ann of the south does not go north; bob of no territory goes anywhere, and remote work has none."""
    people = (build.engineer(territories=["south"]), build.engineer("bob"))
    tickets = (build.ticket(site_id="hq"), build.ticket("t2"))
    given = build.problem(*tickets, engineers=people, sites=(build.site(territory="north"),))
    (found,) = build.findings(given, Territory(), ("t1", "ann", 0, 60), ("t2", "ann", 60, 120))
    assert (found.is_hard, found.message) == (True, "t1 is at hq in north, ann visits south")
    assert not build.accepts(given, Territory(), "ann", ("t1", 0))
    assert build.accepts(given, Territory(), "bob", ("t1", 0))
    assert build.accepts(given, Territory(), "ann", ("t2", 0))
