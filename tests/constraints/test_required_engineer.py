"""Required engineers."""

import build

from constraints.required_engineer import RequiredEngineer


def test_only_the_engineers_required_take_the_ticket() -> None:
    """Bob is required, so ann is refused by name."""
    given = build.problem(build.ticket(required_engineers=["bob"]), engineers=(build.engineer(), build.engineer("bob")))
    (found,) = build.findings(given, RequiredEngineer(), ("t1", "ann", 0, 60))
    assert (found.is_hard, found.message) == (True, "t1 is for bob only, not for ann")
    assert not build.findings(given, RequiredEngineer(), ("t1", "bob", 0, 60))
    assert not build.accepts(given, RequiredEngineer(), "ann", ("t1", 0))
    assert build.accepts(given, RequiredEngineer(), "bob", ("t1", 0))
