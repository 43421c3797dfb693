"""Several engineers on one ticket."""

import build

from constraints.together import Together
from engine.timing import timing

RULE = Together()
GIVEN = build.problem(build.ticket(engineers_needed=2), engineers=(build.engineer(), build.engineer("bob")))


def test_a_ticket_has_as_many_engineers_as_it_needs() -> None:
    """One of two is a finding, and no plan."""
    (found,) = build.findings(GIVEN, RULE, ("t1", "ann", 0, 60))
    assert (found.is_hard, found.message) == (True, "t1 needs 2 engineers, it has 1: ann")
    assert not build.findings(GIVEN, RULE, ("t1", ("ann", "bob"), 0, 60))
    instance = build.instance_of(GIVEN, RULE)
    assert timing(instance, build.plan(instance, {"ann": ["t1"]})) is None
    assert timing(instance, build.plan(instance, {"ann": ["t1"], "bob": ["t1"]})) is not None


def test_all_start_together() -> None:
    """Two entries of one ticket that start ten minutes apart are a finding."""
    (found,) = build.findings(GIVEN, RULE, ("t1", "ann", 0, 60), ("t1", "bob", 10, 70))
    assert (found.amount, found.message) == (10, "t1 is started 10 minutes apart by ann, bob")


def test_one_engineer_is_enough_where_one_is_asked_for() -> None:
    """A second engineer on ordinary work is a finding as well."""
    given = build.problem(build.ticket(), engineers=(build.engineer(), build.engineer("bob")))
    assert [each.amount for each in build.findings(given, RULE, ("t1", ("ann", "bob"), 0, 60))] == [1]
