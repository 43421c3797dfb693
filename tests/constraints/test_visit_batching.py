"""The price of a visit."""

import build

from constraints.visit_batching import VisitBatching

RULE = VisitBatching()


def test_tickets_of_one_site_share_a_visit() -> None:
    """Set-up 10 and 15 more: 25 for one visit, 50 for two, however the remote work between them lies."""
    tickets = (build.ticket(site_id="hq"), build.ticket("t2", site_id="hq"), build.ticket("t3"))
    given = build.problem(*tickets, sites=(build.site(setup_minutes=10),))
    (found,) = build.findings(given, RULE, ("t1", "ann", 10, 70), ("t2", "ann", 70, 130))
    assert (found.amount, found.message) == (25, "ann visits hq on 2026-03-02, first for t1")
    assert build.total(given, RULE, {"ann": ["t1", "t3", "t2"]}) == 25
    assert build.total(given, RULE, {"ann": ["t1"], ("ann", 1): ["t2"]}) == 50
    assert build.total(given, RULE, {"ann": ["t3"]}) == build.total(given, RULE) == 0


def test_another_place_ends_the_visit() -> None:
    """Hq, branch, hq are three visits: 25 + 15 + 25."""
    tickets = (build.ticket(site_id="hq"), build.ticket("t2", site_id="hq"), build.ticket("t3", site_id="branch"))
    given = build.problem(*tickets, sites=(build.site(setup_minutes=10), build.site("branch")))
    assert build.total(given, RULE, {"ann": ["t1", "t3", "t2"]}) == 65
    assert build.total(given, RULE, {"ann": ["t1", "t2", "t3"]}) == 40
