"""Breaks, fixed and floating."""

import build

from constraints.breaks import Breaks

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


def test_two_breaks_alike_are_two() -> None:
    """Ten minutes twice before 09:30: work from 08:10 to 09:10 leaves room for both, five minutes later for one."""
    coffee = {"window_start": 510, "window_end": 570, "minutes": 10}
    given = build.problem(build.ticket(), engineers=(build.engineer(breaks=[coffee, coffee]),))
    assert build.accepts(given, Breaks(), "ann", ("t1", 10))
    assert not build.accepts(given, Breaks(), "ann", ("t1", 15))
    assert not build.findings(given, Breaks(), ("t1", "ann", 10, 70))
    assert len(build.findings(given, Breaks(), ("t1", "ann", 15, 75))) == 1
