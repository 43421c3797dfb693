"""Skill fit."""

import build
import pytest

from constraints.skill_fit import SkillFit


@pytest.mark.parametrize(("level", "amount"), [(2, 10), (3, 0), (5, 0)])
def test_an_engineer_at_the_bare_minimum_pays(level: int, amount: int) -> None:
    """Level 2 for what asks for level 2 lacks one to spare: 10 minutes."""
    expert = build.engineer(skills=[{"name": "firewall", "level": level}])
    given = build.problem(build.ticket(skills=[{"name": "firewall", "min_level": 2}]), engineers=(expert,))
    assert [each.amount for each in build.findings(given, SkillFit(), ("t1", "ann", 0, 60))] == [amount] * bool(amount)
    assert build.total(given, SkillFit(), {"ann": ["t1"]}) == amount
    assert build.total(given, SkillFit()) == 0


def test_the_finding_says_what_is_missing() -> None:
    """Without the skill (sent there by a pin), three levels are missing to one above level 2."""
    given = build.problem(build.ticket(skills=[{"name": "firewall", "min_level": 2}]))
    (found,) = build.findings(given, SkillFit(), ("t1", "ann", 0, 60))
    assert found.amount == 30
    assert found.message == "t1 needs firewall at level 2, ann at level 0 has none to spare"
    assert build.total(given, SkillFit(), {"ann": ["t1"]}) == 30
