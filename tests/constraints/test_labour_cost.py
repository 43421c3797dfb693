"""What an hour costs."""

import build

from constraints.labour_cost import LabourCost


def test_the_dearer_hour_costs_more() -> None:
    """An hour at 90 where 60 is the reference is 90 minutes' worth."""
    given = build.problem(build.ticket(), engineers=(build.engineer(), build.engineer("bob", cost_per_hour=90)))
    (found,) = build.findings(given, LabourCost(), ("t1", "bob", 0, 60))
    assert (found.amount, found.message) == (90, "t1 takes 60 minutes of bob at 90 an hour")
    assert build.total(given, LabourCost(), {"bob": ["t1"]}) == 90
    assert build.total(given, LabourCost(), {"ann": ["t1"]}) == 60
    assert build.total(given, LabourCost()) == 0


def test_amounts_are_rounded_down_once() -> None:
    """7 minutes at 55 an hour, a third of it, over 61: 12705 / 6100 = 2.08, whole minutes in both faces."""
    given = build.problem(build.ticket(estimated_minutes=7), engineers=(build.engineer(cost_per_hour=55),))
    rule = LabourCost(percent=33, reference_cost_per_hour=61)
    assert build.total(given, rule, {"ann": ["t1"]}) == 2
