"""The price of a tier above."""

import build

from constraints.tier_stretch import TierStretch


def test_each_tier_above_costs_a_quarter_of_the_estimate() -> None:
    """Two tiers above for 60 minutes: 2 x 60 x 25 % = 30 minutes."""
    given = build.problem(build.ticket(), engineers=(build.engineer(), build.engineer("bob", tier=3)))
    (found,) = build.findings(given, TierStretch(), ("t1", "bob", 0, 60))
    assert (found.amount, found.is_hard) == (30, False)
    assert found.message == "t1 is tier 1 work, bob of tier 3 does it"
    assert build.total(given, TierStretch(), {"bob": ["t1"]}) == 30
    assert build.total(given, TierStretch(), {"ann": ["t1"]}) == build.total(given, TierStretch()) == 0


def test_every_engineer_of_a_crew_pays() -> None:
    """A ticket of two engineers pays for each of them."""
    given = build.problem(
        build.ticket(engineers_needed=2), engineers=(build.engineer(tier=2), build.engineer("bob", tier=3))
    )
    assert sum(each.amount for each in build.findings(given, TierStretch(), ("t1", ("ann", "bob"), 0, 60))) == 15 + 30
