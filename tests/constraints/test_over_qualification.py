"""Over-qualification."""

import build
import pytest

from constraints.over_qualification import OverQualification

RULE = OverQualification()


@pytest.mark.parametrize(("level", "amount"), [(1, 0), (2, 0), (3, 10), (5, 30)])
def test_levels_beyond_one_above_cost(level: int, amount: int) -> None:
    """Level 5 for what asks for level 1 is three beyond one to spare: 30 minutes."""
    expert = build.engineer(skills=[{"name": "firewall", "level": level}, {"name": "linux", "level": 5}])
    given = build.problem(build.ticket(skills=[{"name": "firewall", "min_level": 1}]), engineers=(expert,))
    found = build.findings(given, RULE, ("t1", "ann", 0, 60))
    assert [each.amount for each in found] == [amount] * bool(amount)
    assert all(each.message == f"t1 asks for firewall at level 1, ann is at level {level}" for each in found)
    assert build.total(given, RULE, {"ann": ["t1"]}) == amount
    assert build.total(given, RULE) == 0
