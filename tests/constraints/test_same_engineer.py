"""Groups of tickets."""

import build

from constraints.same_engineer import SameEngineer

RULE = SameEngineer()
TICKETS = tuple(build.ticket(f"t{at}", group="move") for at in (1, 2, 3))
GIVEN = build.problem(*TICKETS, engineers=tuple(build.engineer(each) for each in ("ann", "bob", "cleo")))


def test_every_engineer_beyond_the_first_costs() -> None:
    """Two engineers on three tickets cost 30, three cost 60; what is left out costs nothing here."""
    (found,) = build.findings(GIVEN, RULE, ("t1", "ann", 0, 60), ("t2", "bob", 0, 60), ("t3", "ann", 60, 120))
    assert (found.amount, found.message) == (30, "the tickets of group move (t1, t2, t3) are shared by ann, bob")
    assert build.total(GIVEN, RULE, {"ann": ["t1", "t3"], "bob": ["t2"]}) == 30
    assert build.total(GIVEN, RULE, {"ann": ["t1"], "bob": ["t2"], "cleo": ["t3"]}) == 60
    assert build.total(GIVEN, RULE, {"ann": ["t1", "t2"], ("ann", 1): ["t3"]}) == 0
    assert build.total(GIVEN, RULE, {"cleo": ["t2"]}) == build.total(GIVEN, RULE) == 0


def test_a_group_of_one_writes_nothing() -> None:
    """A ticket alone has nobody to share with; closed tickets do not count."""
    given = build.problem(build.ticket(group="a"), build.ticket("t2", group="a", status="closed"))
    assert build.instance_of(given, RULE).groups == ()
    assert build.total(given, RULE, {"ann": ["t1"]}) == 0
