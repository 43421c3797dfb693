"""What holds for a problem whatever the rules say."""

import datetime as dt

import build
import pytest

from engine.context import Context, Fact
from engine.domain.engineer import Break
from engine.domain.schedule import BreakTaken, Schedule
from engine.shifts import ShiftKind

SPEEDS = ({"type": "incident", "percent": 80}, {"type": "incident/mail", "percent": 33})


@pytest.mark.parametrize(
    ("fields", "minutes"),
    [
        ({}, 48),
        ({"subtype": "mail"}, 20),
        ({"subtype": "print"}, 48),
        ({"type": "request"}, 60),
        ({"estimated_minutes": 1}, 1),
    ],
    ids=str,
)
def test_minutes_needed(fields: dict[str, object], minutes: int) -> None:
    """An hour at 80 per cent is 48 minutes; the subtype's own 33 per cent go first: 19.8 rounds up; never below one."""
    context = Context(build.problem(build.ticket(**fields), engineers=(build.engineer(speeds=SPEEDS),)))
    assert context.minutes_needed(context.problem.engineers[0], context.problem.tickets[0]) == minutes


def test_busy_time_rounds_outward() -> None:
    """A meeting from 08:10:30 to 08:20:30 takes the minutes 10 to 21."""
    half = dt.timedelta(seconds=30)
    busy = {"start": build.at(10) + half, "end": build.at(20) + half}
    context = Context(build.problem(engineers=(build.engineer(busy=(busy,)),)))
    assert context.busy_in(context.shifts[0]) == ((10, 21),)
    assert context.busy_in(context.shifts[1]) == ()


def test_now_rounds_up_and_the_horizon_down() -> None:
    """Half a minute past counts as the next minute for now, and as the last one for the window's end."""
    half = dt.timedelta(seconds=30)
    window = {"start": build.at(0), "end": build.at(1440) + half}
    context = Context(build.problem(desk=build.desk(now=build.at(5) + half, planning_window=window)))
    assert (context.now, context.horizon) == (6, 1440)


def test_the_shift_of_a_minute() -> None:
    """Inside a shift it is that one, at night that of the day, on a Sunday an empty one."""
    context = Context(build.problem(desk=build.desk(planning_window={"start": build.at(0), "end": build.at(8 * 1440)})))
    monday = context.shifts[0]
    assert context.shift_at("ann", 100) == context.shift_at("ann", 700) == monday
    sunday = context.shift_at("ann", 6 * 1440)
    assert (sunday.kind, sunday.day, sunday.spans) == (ShiftKind.NONE, dt.date(2026, 3, 8), ())


def test_facts() -> None:
    """A full pin is a fact without an end; published work is one inside the freeze; a partial pin is none."""
    given = build.problem(
        build.ticket("full", pin={"engineer_id": "ann", "start": build.at(300)}),
        build.ticket("who", pin={"engineer_id": "ann"}),
        build.ticket("frozen"),
        build.ticket("open"),
        build.ticket("closed", status="closed"),
        desk=build.desk(freeze_minutes=60),
        published=build.schedule(
            ("frozen", "ann", 59, 119), ("open", "ann", 60, 120), ("closed", "ann", 0, 10), ("gone", "ann", 0, 10)
        ),
    )
    assert Context(given).facts == {
        "full": Fact("full", ("ann",), 300, None),
        "frozen": Fact("frozen", ("ann",), 59, 119),
    }


def test_a_pin_goes_before_what_was_published() -> None:
    """Pinned elsewhere since, the ticket is where the pin says; pinned to the same place, it keeps its end."""
    for start, end in ((200, None), (0, 90)):
        given = build.problem(
            build.ticket(pin={"engineer_id": "ann", "start": build.at(start)}),
            desk=build.desk(freeze_minutes=60),
            published=build.schedule(("t1", "ann", 0, 90)),
        )
        assert Context(given).facts == {"t1": Fact("t1", ("ann",), start, end)}


def test_floating_breaks_that_have_no_room_are_not_asked_for() -> None:
    """Lunch between 12:00 and 13:00 beside a meeting from 12:10 to 12:50 is not asked for, on other days it is."""
    lunch = {"window_start": 720, "window_end": 780, "minutes": 30}
    meeting = {"start": build.at(250), "end": build.at(290)}
    context = Context(build.problem(engineers=(build.engineer(breaks=[lunch], busy=(meeting,)),)))
    assert context.breaks_in(context.shifts[0]) == ()
    assert context.breaks_in(context.shifts[1]) == ((1680, 1740, 30),)


def test_capacity() -> None:
    """Nine hours less an hour's meeting and half an hour's unpaid lunch; the meeting counts where the desk says so."""
    lunch = {"window_start": 720, "window_end": 750, "minutes": 30}
    meeting = {"start": build.at(0), "end": build.at(60)}
    team = (build.engineer(breaks=[lunch], busy=(meeting,)),)
    for is_load, minutes in ((False, 450), (True, 510)):
        context = Context(build.problem(desk=build.desk(appointments_are_load=is_load), engineers=team))
        assert context.capacity(context.shifts[0]) == minutes


def test_a_floating_break_that_has_begun_is_where_it_was_taken() -> None:
    """Lunch from 12:10 by the published schedule: at 12:20 it has no room to move, at 12:10 it may still."""
    lunch = Break(window_start=690, window_end=840, minutes=30)
    given = build.engineer(breaks=(lunch,))
    taken = BreakTaken(engineer_id="ann", start=build.at(250), end=build.at(280))
    published = Schedule(assignments=(), breaks=(taken,))

    def breaks(now: int) -> tuple[tuple[int, int, int], ...]:
        desk = build.desk(now=build.at(now))
        context = Context(build.problem(engineers=(given,), desk=desk, published=published))
        return context.breaks_in(context.shifts[0])

    assert breaks(250) == ((250, 360, 30),)
    assert breaks(260) == ((250, 280, 30),)
