"""How long work takes."""

import build

from constraints.effort import Effort


def test_an_entry_is_as_long_as_the_engineer_needs() -> None:
    """At 150 per cent, an hour takes 90 minutes."""
    slow = build.engineer(speeds=[{"type": "incident", "percent": 150}])
    given = build.problem(build.ticket(), engineers=(slow,))
    (found,) = build.findings(given, Effort(), ("t1", "ann", 0, 60))
    assert (found.is_hard, found.amount) == (True, 30)
    assert found.message == "t1 needs 90 minutes of ann, 60 are planned"
    assert not build.findings(given, Effort(), ("t1", "ann", 0, 90))
    assert build.instance_of(given, Effort()).pairs[0][0][0] == 90


def test_a_crew_needs_the_slowest_one_s_time() -> None:
    """Both are there for 90 minutes when one of them needs that long."""
    people = (build.engineer(), build.engineer("bob", speeds=[{"type": "incident", "percent": 150}]))
    given = build.problem(build.ticket(engineers_needed=2), engineers=people)
    assert [each.amount for each in build.findings(given, Effort(), ("t1", ("ann", "bob"), 0, 60))] == [30, 30]
