"""The tier gate, both ways."""

import build
import pytest

from constraints.skill_tier import SkillTier


@pytest.mark.parametrize(
    ("tier", "tiers_above", "is_open"),
    [(1, None, False), (2, None, True), (3, None, False), (3, 1, True), (4, 1, False)],
)
def test_a_ticket_goes_to_its_own_tier_or_as_far_above_as_tolerated(
    tier: int, tiers_above: int | None, is_open: bool
) -> None:
    """Tier 2 work goes neither down nor up, unless the ticket itself tolerates a tier above."""
    given = build.problem(build.ticket(tier=2, tiers_above=tiers_above), engineers=(build.engineer(tier=tier),))
    found = build.findings(given, SkillTier(), ("t1", "ann", 0, 60))
    assert build.accepts(given, SkillTier(), "ann", ("t1", 0)) is is_open
    assert not found if is_open else found[0].is_hard and "t1 is tier 2 work, ann is tier" in found[0].message


def test_the_desk_says_how_far_above_is_tolerated() -> None:
    """The parameter holds where the ticket says nothing."""
    given = build.problem(build.ticket(tier=1), engineers=(build.engineer(tier=2),))
    assert not build.findings(given, SkillTier(tiers_above=1), ("t1", "ann", 0, 60))
