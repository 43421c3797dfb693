"""Sooner is better."""

import build

from constraints.promptness import Promptness

RULE = Promptness()
HORIZON = 4 * build.DAY + 600


def test_every_minute_of_waiting_costs() -> None:
    """P3 waits 60 minutes at 2 a minute, because another ticket comes first."""
    given = build.problem(build.ticket(), build.ticket("t2"))
    (found,) = build.findings(given, RULE, ("t1", "ann", 0, 60), ("t2", "ann", 60, 120))
    assert (found.amount, found.message) == (120, "t2, priority 3, waits 60 minutes")
    assert build.total(given, RULE, {"ann": ["t1", "t2"]}) == 120
    assert build.total(given, RULE, {"ann": ["t1"]}) == 2 * HORIZON
    assert build.total(given, RULE) == 4 * HORIZON


def test_waiting_begins_at_the_earliest_start_or_now() -> None:
    """From 09:00, and from now at 10:00, it is 30 minutes to 10:30."""
    part = ("t1", "ann", 150, 210)
    for fields, waits in (({}, 150), ({"earliest_start": build.at(60)}, 90), ({"earliest_start": build.at(-5)}, 150)):
        assert [each.amount for each in build.findings(build.problem(build.ticket(**fields)), RULE, part)] == [
            2 * waits
        ]
    late = build.problem(build.ticket(earliest_start=build.at(60)), desk=build.desk(now=build.at(120)))
    assert [each.amount for each in build.findings(late, RULE, part)] == [60]
    assert build.total(late, RULE, {("ann", 1): ["t1"]}) == 2 * (build.DAY - 120)


def test_a_vip_client_s_minutes_cost_more() -> None:
    """P1 at 8 a minute is 12 for a VIP, P4 at 1 stays 1: the rate is scaled, never the product."""
    tickets = (build.ticket(priority=1), build.ticket("t2", priority=4))
    given = build.problem(*tickets, clients=(build.client(vip=True),))
    assert build.total(given, RULE, {"ann": ["t1", "t2"]}) == 60
    assert build.total(given, RULE, {"ann": ["t2", "t1"]}) == 60 * 12


def test_a_first_start_past_the_window_makes_leaving_out_free() -> None:
    """What cannot start inside the window does not wait in it."""
    given = build.problem(build.ticket(earliest_start=build.at(HORIZON + 60)))
    assert build.total(given, RULE) == 0
