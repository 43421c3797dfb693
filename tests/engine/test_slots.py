"""What may start when, by hand."""

import build

from constraints.breaks import Breaks
from constraints.time_windows import TimeWindows
from engine.instance import BreakForm
from engine.slots import clip, first_start, pausable_slots, slots
from engine.timeline import ALWAYS

FREE = ((0, 30), (40, 70))


def test_work_that_does_not_pause_stays_inside_a_gap() -> None:
    """An hour beside a meeting from 09:00 to 09:30: from 08:00, or from 09:30 to 16:00."""
    meeting = {"start": build.at(60), "end": build.at(90)}
    given = build.problem(build.ticket(), engineers=(build.engineer(busy=(meeting,)),))
    assert slots(build.instance_of(given, Breaks()), 0, 0, 60) == ((0, 0, 0), (90, 480, 0))


def test_pausable_work_runs_on_after_a_gap() -> None:
    """40 ticks, free to 30 and from 40 to 70, pause once; 20 fit into either, or pause when started from 11 on."""
    assert pausable_slots(FREE, (), ALWAYS, [], 40) == [(0, 20, 10)]
    assert pausable_slots(FREE, (), ALWAYS, [], 20) == [(0, 10, 0), (11, 29, 10), (40, 50, 0)]


def test_a_barrier_is_not_run_over() -> None:
    """With a fact in the gap 40 ticks fit nowhere, and 20 only on one side of it."""
    assert pausable_slots(FREE, ((30, 40),), ALWAYS, [], 40) == []
    assert pausable_slots(FREE, ((30, 40),), ALWAYS, [], 20) == [(0, 10, 0), (40, 50, 0)]


def test_the_window_holds_the_pause_too() -> None:
    """Twenty ticks inside [15, 45): started at 15 they end at 45, for they pause from 30 to 40."""
    assert pausable_slots(FREE, (), ((15, 45),), [], 20) == [(15, 15, 10)]


def test_a_floating_break_inside_the_work() -> None:
    """A break of 5 in [10, 20) inside 10 ticks of work: after the first tick and before the last.

    It starts at 10 to 15, the work at s needs s + 1 <= break and break + 5 <= s + 14: s from 1 to 14.
    """
    assert pausable_slots(((0, 60),), (), ALWAYS, [BreakForm(10, 20, 5)], 10) == [(1, 14, 5)]


def test_starts_and_setup() -> None:
    """Work at a site open from 09:00 with ten minutes of set-up starts at 09:10; without, at 09:00."""
    given = build.problem(
        build.ticket(site_id="hq"), sites=(build.site(opening_hours="mon-fri 09:00-11:00", setup_minutes=10),)
    )
    instance = build.instance_of(given, TimeWindows())
    assert slots(instance, 0, 0, 60, setup=10) == ((70, 120, 0),)
    assert slots(instance, 0, 0, 60) == ((60, 120, 0),)


def test_clip_and_first_start() -> None:
    """Slots cut down to allowed starts, and the first at or after a tick."""
    found = clip([(0, 10, 0), (11, 29, 10), (40, 50, 0)], ((5, 15), (45, 46)))
    assert found == ((5, 10, 0), (11, 14, 10), (45, 45, 0))
    assert [first_start(found, at) for at in (0, 7, 12, 20, 46)] == [(5, 0), (7, 0), (12, 10), (45, 0), None]


def test_two_breaks_inside_the_work_need_room_side_by_side() -> None:
    """Two breaks of 10 in [100, 125) inside 20 ticks of work: both only fit when they end a tick before the work does.

    Started at s the work ends at s + 40; the breaks end at 120 at the earliest, so s is at least 81; they start at 105
    at the latest, after the work's first tick, so s is at most 104.
    """
    pauses = [BreakForm(100, 125, 10), BreakForm(100, 125, 10)]
    assert pausable_slots(((0, 200),), (), ALWAYS, pauses, 20) == [(81, 104, 20)]
