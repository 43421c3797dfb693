"""Required skills."""

import build

from constraints.skills import Skills

ASKS = [{"name": "firewall", "min_level": 3}]


def test_a_skill_too_low_or_missing_is_refused() -> None:
    """The finding says what is asked for and what there is; its amount is the levels missing."""
    low = build.engineer(skills=[{"name": "firewall", "level": 2}])
    given = build.problem(build.ticket(skills=ASKS), engineers=(low, build.engineer("bob")))
    found = (
        *build.findings(given, Skills(), ("t1", "ann", 0, 60)),
        *build.findings(given, Skills(), ("t1", "bob", 0, 60)),
    )
    assert [each.amount for each in found] == [1, 3]
    assert found[0].message == "t1 needs firewall at level 3, ann is at level 2"
    assert found[1].message == "t1 needs firewall at level 3, bob has none of it"
    assert not build.accepts(given, Skills(), "ann", ("t1", 0))
    assert not build.accepts(given, Skills(), "bob", ("t1", 0))


def test_the_level_itself_is_enough() -> None:
    """Level 3 takes what asks for level 3."""
    given = build.problem(
        build.ticket(skills=ASKS), engineers=(build.engineer(skills=[{"name": "firewall", "level": 3}]),)
    )
    assert not build.findings(given, Skills(), ("t1", "ann", 0, 60))
    assert build.accepts(given, Skills(), "ann", ("t1", 0))


def test_a_pin_goes_over_the_gate() -> None:
    """A person may send whom she likes: the finding stays, marked as inherited."""
    given = build.problem(build.ticket(skills=ASKS, pin={"engineer_id": "ann", "start": build.at(0)}))
    assert [each.inherited for each in build.findings(given, Skills(), ("t1", "ann", 0, 60))] == [True]
