"""Shifts, by hand: minute 0 is Monday 2026-03-02 08:00 UTC unless a test says otherwise."""

import datetime as dt

import build

from engine.context import Context
from engine.domain.desk import PlanningWindow
from engine.domain.problem import Problem
from engine.shifts import Shift, ShiftKind, break_windows, build_shifts


def of(days: int = 1, start: dt.datetime = build.MONDAY, **fields: object) -> tuple[Shift, ...]:
    """Return the shifts of an engineer over some days from an instant."""
    return build_shifts(given(days, start, **fields))


def given(days: int = 1, start: dt.datetime = build.MONDAY, **fields: object) -> Problem:
    """Return a problem with one engineer over some days from an instant."""
    window = PlanningWindow(start=start, end=start + dt.timedelta(days))
    return build.problem(engineers=(build.engineer(**fields),), desk=build.desk(planning_window=window, now=start))


def test_a_day_with_a_gap_is_one_shift() -> None:
    """Eight to twelve and one to five are two spans of one shift, with overtime after the second."""
    (shift,) = of(working_hours="mon 08:00-12:00 13:00-17:00", overtime_minutes=60)
    assert shift.spans == ((0, 240), (300, 540))
    assert (shift.normal_end, shift.hard_end, shift.kind) == (540, 600, ShiftKind.REGULAR)
    assert shift.working == ((0, 240), (300, 600))


def test_a_night_belongs_to_the_day_on_which_it_starts() -> None:
    """Monday 22:00 to 06:00 is Monday's shift, from minute 840 to 1320."""
    (shift,) = of(days=2, working_hours="mon 22:00-06:00")
    assert (shift.day, shift.spans) == (dt.date(2026, 3, 2), ((840, 1320),))


def test_the_window_cuts_shifts() -> None:
    """The night before the window is cut at its start; the window's end cuts hours and overtime."""
    start = build.MONDAY.replace(hour=2)
    (shift,) = of(days=1, start=start, working_hours="sun 22:00-06:00", overtime_minutes=30)
    assert (shift.day, shift.spans, shift.hard_end) == (dt.date(2026, 3, 1), ((0, 240),), 270)
    (late,) = of(days=1, start=start, working_hours="mon 20:00-04:00", overtime_minutes=30)
    assert (late.spans, late.normal_end, late.hard_end) == (((1080, 1440),), 1440, 1440)


def test_shifts_over_the_change_of_the_clock() -> None:
    """In Berlin 22:00 to 06:00 on 28 March lasts 420 minutes, on 24 October 540."""
    for day, minutes in (
        (dt.datetime(2026, 3, 28, 12, tzinfo=dt.UTC), 420),
        (dt.datetime(2026, 10, 24, 12, tzinfo=dt.UTC), 540),
    ):
        (shift,) = of(start=day, working_hours="sat 22:00-06:00", time_zone="Europe/Berlin")
        assert shift.spans[0][1] - shift.spans[0][0] == minutes


def test_holidays_have_no_shift() -> None:
    """Friday 1 May 2026 is a holiday in Germany, Thursday and Monday are not."""
    start = dt.datetime(2026, 4, 30, tzinfo=dt.UTC)
    shifts = of(days=5, start=start, holiday_country="DE")
    assert [shift.day.day for shift in shifts] == [30, 4]


def test_overtime_ends_where_the_next_shift_begins() -> None:
    """Eight hours of overtime after midnight stop at 06:00, when Tuesday's shift begins."""
    monday, tuesday = of(days=2, working_hours="mon 16:00-00:00; tue 06:00-14:00", overtime_minutes=480)
    assert (monday.normal_end, monday.hard_end) == (960, 1320)
    assert tuesday.start == 1320


def test_on_call_fills_what_regular_shifts_leave() -> None:
    """On call from 16:00 to 20:00 with work until 17:00 and half an hour of overtime: from 17:30, priority 1 only."""
    duty = {"hours": "mon 16:00-20:00", "priorities": (1,)}
    regular, on_call = of(overtime_minutes=30, on_call=(duty,))
    assert (regular.kind, regular.priorities) == (ShiftKind.REGULAR, (1, 2, 3, 4))
    assert (on_call.kind, on_call.spans, on_call.priorities) == (ShiftKind.ON_CALL, ((570, 720),), (1,))
    assert on_call.normal_end == on_call.hard_end == 720


def test_each_stretch_on_call_is_a_shift() -> None:
    """On call around the clock, a working day leaves the morning and the evening."""
    start = build.MONDAY.replace(hour=0)
    duty = {"hours": "mon 00:00-24:00", "priorities": (1, 2)}
    shifts = of(start=start, on_call=(duty,))
    assert [(shift.kind, shift.spans) for shift in shifts] == [
        (ShiftKind.ON_CALL, ((0, 480),)),
        (ShiftKind.REGULAR, ((480, 1020),)),
        (ShiftKind.ON_CALL, ((1020, 1440),)),
    ]


def test_remote_only_days() -> None:
    """Of Monday and Tuesday the second is remote."""
    assert [shift.remote_only for shift in of(days=2, remote_only_days=(1,))] == [False, True]


def test_break_windows_follow_the_hours() -> None:
    """A window is cut by the shift; one cut shorter than its break asks for none."""
    lunch = {"window_start": 690, "window_end": 810, "minutes": 60}  # 11:30 to 13:30
    for hours, expected in (
        ("mon 08:00-17:00", ((210, 330, 60),)),
        ("mon 12:00-17:00", ((240, 330, 60),)),
        ("mon 08:00-12:20", ()),
    ):
        problem = given(working_hours=hours, breaks=(lunch,))
        context = Context(problem)
        assert break_windows(problem, context.shifts[0]) == expected


def test_breaks_that_meetings_leave_no_room_for_are_not_asked_for() -> None:
    """With a meeting from 11:30 to 12:40 lunch is left 50 minutes, with one to 12:30 it is left its hour."""
    lunch = {"window_start": 690, "window_end": 810, "minutes": 60}
    for end, expected in ((280, ()), (270, ((210, 330, 60),))):
        meeting = {"start": build.at(210), "end": build.at(end)}
        context = Context(given(breaks=(lunch,), busy=(meeting,)))
        assert context.breaks_in(context.shifts[0]) == expected


def test_capacity_leaves_meetings_and_unpaid_breaks_out() -> None:
    """Nine hours less an hour of meeting and an unpaid half hour are 450 minutes; a paid break counts as hours."""
    meeting = {"start": build.at(60), "end": build.at(120)}
    breaks = (
        {"window_start": 720, "window_end": 750, "minutes": 30},
        {"window_start": 900, "window_end": 915, "minutes": 15, "paid": True},
    )
    context = Context(given(breaks=breaks, busy=(meeting,)))
    assert context.capacity(context.shifts[0]) == 450


def test_capacity_takes_off_only_the_breaks_that_a_shift_has() -> None:
    """A lunch that lies between the hours, or that half a day does not reach, costs no capacity."""
    lunch = {"window_start": 720, "window_end": 780, "minutes": 60}
    for hours, minutes in (
        ("mon-fri 08:00-12:00 13:00-17:00", 480),
        ("mon-fri 08:00-11:00", 180),
        ("mon-fri 08:00-17:00", 480),
    ):
        context = Context(given(breaks=(lunch,), working_hours=hours))
        assert context.capacity(context.shifts[0]) == minutes


def test_work_belongs_to_the_shift_it_lies_in() -> None:
    """Inside a shift it is that one, after hours the nearest of the day, on a free day an empty one."""
    context = Context(given(days=6))
    assert context.shift_at("ann", 10).day == dt.date(2026, 3, 2)
    assert context.shift_at("ann", 700).day == dt.date(2026, 3, 2)
    saturday = context.shift_at("ann", 5 * build.DAY + 60)
    assert (saturday.kind, saturday.spans) == (ShiftKind.NONE, ())
