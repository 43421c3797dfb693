"""Breaks, fixed and floating."""

import build

from constraints.breaks import Breaks
from constraints.effort import Effort
from engine.audit import audit
from engine.context import Context
from engine.domain.schedule import Schedule, Trip

LUNCH = {"window_start": 720, "window_end": 780, "minutes": 60}
SOME_TIME = {"window_start": 720, "window_end": 840, "minutes": 60}


def test_nothing_lies_on_a_fixed_break() -> None:
    """Work from 11:30 to 12:30 takes half of the lunch hour."""
    given = build.problem(build.ticket(), engineers=(build.engineer(breaks=[LUNCH]),))
    (found,) = build.findings(given, Breaks(), ("t1", "ann", 210, 270))
    assert (found.is_hard, found.amount) == (True, 30)
    assert found.message == "t1 takes 30 minutes of the 60 minute break of ann on 2026-03-02"
    assert not build.accepts(given, Breaks(), "ann", ("t1", 210))
    assert build.accepts(given, Breaks(), "ann", ("t1", 180))


def test_a_floating_break_finds_room_in_its_window() -> None:
    """Work from 12:30 to 13:30 leaves two halves of an hour, which are no break."""
    given = build.problem(build.ticket(), engineers=(build.engineer(breaks=[SOME_TIME]),))
    (found,) = build.findings(given, Breaks(), ("t1", "ann", 270, 330))
    assert found.message == "ann has no room for the 60 minute break in its window on 2026-03-02"
    assert not build.findings(given, Breaks(), ("t1", "ann", 240, 300))
    assert not build.accepts(given, Breaks(), "ann", ("t1", 270))
    assert build.accepts(given, Breaks(), "ann", ("t1", 240))


def test_pausable_work_runs_on_after_the_break() -> None:
    """Two hours from 11:00 end at 14:00, with lunch in between."""
    given = build.problem(
        build.ticket(pausable=True, estimated_minutes=120), engineers=(build.engineer(breaks=[LUNCH]),)
    )
    assert not build.findings(given, Breaks(), ("t1", "ann", 180, 360))
    assert build.accepts(given, Breaks(), "ann", ("t1", 180))


def test_a_break_inside_pausable_work_lies_in_working_time() -> None:
    """Two hours from 11:00 over a meeting at noon and a break from 12:10 on end at 14:20: the meeting is no break."""
    meeting = {"start": build.at(240), "end": build.at(300)}
    pause = {"window_start": 730, "window_end": 810, "minutes": 20}
    given = build.problem(
        build.ticket(pausable=True, estimated_minutes=120), engineers=(build.engineer(breaks=[pause], busy=[meeting]),)
    )
    (found,) = build.findings(given, Effort(), ("t1", "ann", 180, 360))
    assert found.amount == 20
    assert not build.findings(given, Effort(), ("t1", "ann", 180, 380))


def test_a_break_that_has_no_room_is_not_asked_for() -> None:
    """Neither beside a meeting that takes its window up, nor when most of the window has passed."""
    meeting = {"start": build.at(240), "end": build.at(330)}
    busy = build.problem(build.ticket(), engineers=(build.engineer(breaks=[SOME_TIME], busy=[meeting]),))
    late = build.desk(now=build.at(310))
    past = build.problem(build.ticket(), engineers=(build.engineer(breaks=[SOME_TIME]),), desk=late)
    for given in (busy, past):
        assert not build.findings(given, Breaks(), ("t1", "ann", 330, 390))
        assert build.accepts(given, Breaks(), "ann", ("t1", 330))
        assert build.instance_of(given, Breaks()).shifts[0].breaks == ()


def test_a_break_that_facts_crowd_out_takes_no_minutes_of_pausable_work() -> None:
    """A pinned ticket from 09:00 fills the break's window; two hours of pausable work before and after it stay two."""
    pinned = build.ticket("t2", pin={"engineer_id": "ann", "start": build.at(60)})
    pause = {"window_start": 535, "window_end": 605, "minutes": 15}
    given = build.problem(
        build.ticket(pausable=True, estimated_minutes=120),
        pinned,
        engineers=(build.engineer(breaks=[pause]),),
    )
    plans = ("t2", "ann", 60, 120), ("t1", "ann", 0, 180)
    assert not build.findings(given, Effort(), *plans)
    assert [each.inherited for each in build.findings(given, Breaks(), *plans)] == [True]


def test_a_day_with_only_an_appointment_elsewhere_has_its_break_too() -> None:
    """Between 12:00 and 14:00 an hour's break and the way to a meeting at 14:00 fit; 70 minutes on the road do not."""
    meeting = {"start": build.at(360), "end": build.at(420), "site_id": "hq"}

    def found(minutes: int, depart: int) -> list[str]:
        given = build.problem(
            build.ticket(site_id="hq"),
            engineers=(build.engineer(home_site="home", breaks=[SOME_TIME], busy=[meeting]),),
            sites=(build.site("hq"), build.site("home")),
            desk=build.desk(travel_times=build.roads(("home", "hq", minutes))),
        )
        there = Trip(engineer_id="ann", depart=build.at(depart), arrive=build.at(360), from_site="home", to_site="hq")
        return [
            each.message
            for each in audit(Context(given), (Breaks(),), Schedule(assignments=(), trips=(there,))).findings
        ]

    assert found(60, 300) == []
    assert found(70, 290) == ["ann has no room for the 60 minute break in its window on 2026-03-02"]


def test_two_breaks_alike_are_two() -> None:
    """Ten minutes twice before 09:30: work from 08:10 to 09:10 leaves room for both, five minutes later for one."""
    coffee = {"window_start": 510, "window_end": 570, "minutes": 10}
    given = build.problem(build.ticket(), engineers=(build.engineer(breaks=[coffee, coffee]),))
    assert build.accepts(given, Breaks(), "ann", ("t1", 10))
    assert not build.accepts(given, Breaks(), "ann", ("t1", 15))
    assert not build.findings(given, Breaks(), ("t1", "ann", 10, 70))
    assert len(build.findings(given, Breaks(), ("t1", "ann", 15, 75))) == 1
