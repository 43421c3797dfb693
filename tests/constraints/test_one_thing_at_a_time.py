"""One thing at a time."""

import build

from constraints.one_thing_at_a_time import OneThingAtATime

RULE = OneThingAtATime()


def test_work_does_not_overlap_work() -> None:
    """Two tickets share half an hour."""
    given = build.problem(build.ticket(), build.ticket("t2"))
    (found,) = build.findings(given, RULE, ("t1", "ann", 0, 60), ("t2", "ann", 30, 90))
    assert (found.is_hard, found.amount) == (True, 30)
    assert found.message == "ann has t1 and t2 at once for 30 minutes on 2026-03-02"
    assert not build.accepts(given, RULE, "ann", ("t1", 0), ("t2", 30))
    assert build.accepts(given, RULE, "ann", ("t1", 0), ("t2", 60))


def test_work_does_not_overlap_an_appointment() -> None:
    """A meeting from 08:30 to 09:00 keeps work out."""
    meeting = {"start": build.at(30), "end": build.at(60), "summary": "stand-up"}
    given = build.problem(build.ticket(), engineers=(build.engineer(busy=[meeting]),))
    (found,) = build.findings(given, RULE, ("t1", "ann", 0, 60))
    assert "the appointment 'stand-up'" in found.message
    assert not build.accepts(given, RULE, "ann", ("t1", 0))
    assert build.accepts(given, RULE, "ann", ("t1", 60))


def test_a_trip_has_room() -> None:
    """The branch is 40 minutes away; 30 are too few."""
    tickets = (build.ticket(site_id="hq"), build.ticket("t2", site_id="branch"))
    given = build.problem(*tickets, desk=build.desk(travel_times=build.roads(("hq", "branch", 40))))
    (found,) = build.findings(given, RULE, ("t1", "ann", 0, 60), ("t2", "ann", 90, 150))
    assert found.message == "ann has no room for the trip from hq to branch (40 minutes) on 2026-03-02"
    assert not build.accepts(given, RULE, "ann", ("t1", 0), ("t2", 90))
    assert build.accepts(given, RULE, "ann", ("t1", 0), ("t2", 100))


def test_a_ticket_is_planned_once() -> None:
    """Two entries of one ticket are one too many."""
    found = build.findings(build.problem(build.ticket()), RULE, ("t1", "ann", 0, 60), ("t1", "ann", 60, 120))
    assert [each.message for each in found] == ["t1 is planned twice"]
