"""SLA clocks, by hand: minute 0 is Monday 2026-03-02 08:00 UTC, the desk is open from 08:00 to 17:00."""

import datetime as dt
from zoneinfo import ZoneInfo

import build
import pytest

from engine.domain.desk import PlanningWindow
from engine.domain.problem import Problem
from engine.sla import Due, SlaClocks, after, late_minutes, lateness_steps
from engine.steps import evaluate, is_non_decreasing

FRIDAY = 4 * build.DAY


def problem(clock: str, minutes: int, *, desk: dict[str, object] | None = None, **fields: object) -> Problem:
    """Return a problem of one ticket whose policy gives it so many minutes to respond."""
    client = {"sla_policy": "p"} | {key: fields.pop(key) for key in ("business_hours", "time_zone") if key in fields}
    target = {"priority": 3, "respond_minutes": minutes}
    policy = {"id": "p", "clock": clock, "targets": (target,)}
    return build.problem(
        build.ticket(**fields),
        clients=(build.client(**client),),
        desk=build.desk(**{"sla_policies": (policy,)} | (desk or {})),
    )


def due(given: Problem) -> int | None:
    """Return the minute at which the ticket's response is due."""
    found = SlaClocks(given).due(given.tickets[0], "respond")
    return None if found is None else found.minute


@pytest.mark.parametrize(
    ("created", "minutes", "expected"),
    [
        (0, 60, 60),
        (480, 60, 540),  # closes on the minute
        (480, 61, build.DAY + 1),  # 60 minutes on Monday, one on Tuesday
        (600, 30, build.DAY + 30),  # created after hours: the clock starts in the morning
        (FRIDAY + 510, 60, 7 * build.DAY + 30),  # 30 minutes on Friday, the rest after the weekend
        (-60, 30, 30),  # before the opening
        (0, 540 * 2 + 5, 2 * build.DAY + 5),
    ],
)
def test_desk_hours(created: int, minutes: int, expected: int) -> None:
    """The clock stands still at night and on the weekend."""
    assert due(problem("desk", minutes, created=build.at(created))) == expected


def test_around_the_clock() -> None:
    """A 24x7 clock does not look at hours."""
    assert due(problem("24x7", 61, created=build.at(FRIDAY + 510))) == FRIDAY + 571


def test_paused_minutes_are_added() -> None:
    """An hour on hold moves the due by an hour of the calendar."""
    assert due(problem("desk", 60, created=build.at(450), paused_minutes=45)) == build.DAY + 15


def test_the_clients_hours_and_zone() -> None:
    """A client in Chicago (UTC-6 in March) open from 09:00 to 12:00: created at 08:00 UTC, due at 15:30 UTC."""
    given = problem("client", 30, business_hours="mon-fri 09:00-12:00", time_zone="America/Chicago")
    assert due(given) == 450
    assert due(problem("client", 30)) == 30  # no hours of its own: the desk's


def test_holidays_stop_the_desks_clock() -> None:
    """Created on Thursday 30 April 2026 at 16:30, an hour is over on Monday 4 May at 08:30: Friday is a holiday."""
    start = dt.datetime(2026, 4, 30, 8, 0, tzinfo=dt.UTC)
    window = PlanningWindow(start=start, end=start + dt.timedelta(3))
    desk = {"planning_window": window, "now": start, "holiday_country": "DE"}
    assert due(problem("desk", 60, desk=desk, created=start + dt.timedelta(minutes=510))) == 4 * build.DAY + 30


@pytest.mark.parametrize(
    ("day", "shift"),
    # Friday's 17:00 to Monday's 08:00 are 63 hours; 62 over the spring change, 64 over the autumn change.
    [("2026-03-20", 0), ("2026-03-27", -60), ("2026-10-23", 60)],
)
def test_business_hours_over_the_change_of_the_clock(day: str, shift: int) -> None:
    """The due is at the same time of day on Monday, an hour of elapsed time earlier or later."""
    start = dt.datetime.fromisoformat(f"{day}T08:00").replace(tzinfo=ZoneInfo("Europe/Berlin"))
    window = PlanningWindow(start=start, end=start + dt.timedelta(3))
    desk = {"planning_window": window, "now": start, "time_zone": "Europe/Berlin"}
    given = problem("desk", 60, desk=desk, created=start + dt.timedelta(minutes=510))
    assert due(given) == 3 * build.DAY + 30 + shift


def test_targets_met_or_given() -> None:
    """A response that has been given has no due; a time on the ticket goes before the policy, rounded down."""
    assert due(problem("desk", 60, responded_at=build.at(-5))) is None
    given = build.at(100) + dt.timedelta(seconds=59)
    assert due(problem("desk", 60, respond_by=given)) == 100
    planned = problem("desk", 60, plan_by=build.at(90), planned_at=build.at(-5))
    assert SlaClocks(planned).due(planned.tickets[0], "plan") is None
    assert due(problem("desk", 60, priority=4)) is None


@pytest.mark.parametrize(("clock", "created", "expected"), [("24x7", 0, 60), ("desk", 539, build.DAY + 59)])
def test_seconds_round_a_due_down(clock: str, created: int, expected: int) -> None:
    """Half a minute past: the hour is over at half past a minute, which counts as the minute before."""
    given = problem(clock, 60, created=build.at(created) + dt.timedelta(seconds=30))
    assert due(given) == expected


def test_after_on_a_calendar() -> None:
    """Minutes pass inside the calendar only, and a calendar may be too short."""
    calendar = ((0, 10), (20, 30))
    assert [after(calendar, start, 5) for start in (-3, 7, 10, 26)] == [5, 22, 25, None]
    assert after(calendar, 7, 0) == 7
    assert after(calendar, 12, 0) == 20


def test_lateness_counts_calendar_minutes_to_the_cap() -> None:
    """Due at 5: at 10 five are late, at 20 still five, at 24 nine, at 30 the cap of 12."""
    late = Due(5, ((0, 10), (20, 30)))
    assert [late_minutes(late, at, 12) for at in (4, 5, 6, 10, 20, 24, 30)] == [0, 0, 1, 5, 5, 9, 12]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        # 3 a late minute up to 12 of them, and 100 at the breach.
        (0, {5: 0, 6: 103, 10: 115, 20: 115, 24: 127, 27: 136, 40: 136}),
        # Three late minutes and the breach are sunk at minute 8: only what is added counts.
        (8, {8: 0, 9: 3, 10: 6, 20: 6, 24: 18, 27: 27, 40: 27}),
        (5, {5: 0, 6: 103}),
    ],
)
def test_lateness_as_steps(now: int, expected: dict[int, int]) -> None:
    """The price as a function of time: rate, breach, cap, closed hours, and nothing for what is sunk."""
    steps = lateness_steps(Due(5, ((0, 10), (20, 30))), now, 50, rate=3, cap=12, breach=100)
    assert is_non_decreasing(steps)
    assert {at: evaluate(steps, at) for at in expected} == expected
