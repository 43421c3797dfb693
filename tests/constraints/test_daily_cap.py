"""The daily cap."""

import build

from constraints.daily_cap import DailyCap

RULE = DailyCap()
TWO = (build.ticket(), build.ticket("t2"))


def test_a_day_stays_under_the_cap() -> None:
    """Two hours of load against a cap of 100 minutes are 20 too many."""
    given = build.problem(*TWO, engineers=(build.engineer(daily_cap_minutes=100),))
    (found,) = build.findings(given, RULE, ("t1", "ann", 0, 60), ("t2", "ann", 60, 120))
    assert (found.is_hard, found.amount, found.other) == (True, 20, "2026-03-02")
    assert found.message == "ann has 120 minutes of load on 2026-03-02, the cap is 100"
    assert not build.findings(given, RULE, ("t1", "ann", 0, 60), ("t2", "ann", build.DAY, build.DAY + 60))
    assert not build.accepts(given, RULE, "ann", ("t1", 0), ("t2", 60))
    assert build.accepts(given, RULE, "ann", ("t1", 0))


def test_appointments_count_where_the_desk_says_so() -> None:
    """A meeting of 50 minutes leaves 50 of the 100; an hour's work is 10 above."""
    meeting = {"start": build.at(60), "end": build.at(110)}
    people = (build.engineer(daily_cap_minutes=100, busy=[meeting]),)
    counted = build.problem(*TWO, engineers=people, desk=build.desk(appointments_are_load=True))
    assert [each.amount for each in build.findings(counted, RULE, ("t1", "ann", 0, 60))] == [10]
    assert not build.accepts(counted, RULE, "ann", ("t1", 0))
    assert build.accepts(build.problem(*TWO, engineers=people), RULE, "ann", ("t1", 0))
