"""The service level of planning."""

import build

from constraints.sla_plan import SlaPlan


def test_the_start_counts_against_the_planning_target() -> None:
    """P3 starts 30 minutes late: 30 x 1 + 60."""
    given = build.problem(build.ticket(plan_by=build.at(30)), build.ticket("t2"))
    (found,) = build.findings(given, SlaPlan(), ("t1", "ann", 60, 120), ("t2", "ann", 0, 60))
    assert found.amount == 90
    assert found.message == "t1 is planned 30 minutes after its target of Mon 2 Mar 08:30"
    assert build.total(given, SlaPlan(), {"ann": ["t2", "t1"]}) == 90
    assert build.total(given, SlaPlan(), {"ann": ["t1", "t2"]}) == 0
    assert build.total(given, SlaPlan()) == 4800 + 60


def test_a_target_met_is_gone() -> None:
    """Whoever has planned it is not late any more."""
    given = build.problem(build.ticket(plan_by=build.at(30), planned_at=build.at(-5)))
    assert build.total(given, SlaPlan()) == 0
