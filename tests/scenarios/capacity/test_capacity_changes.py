"""The two changes that add time: an hour of somebody new, and a longer day."""

from itertools import permutations

import pytest
from build import DAY, MONDAY, at, desk, engineer, problem, ticket

from engine.context import Context
from engine.domain.desk import PlanningWindow
from engine.domain.engineer import Busy, Skill
from engine.domain.problem import Problem
from engine.timeline import subtract
from scenarios.changes.longer_day import LongerDay
from scenarios.changes.more_hours import MoreHours
from scenarios.changes.new_hire import NewHire
from scenarios.changes.overtime_allowed import OvertimeAllowed

TWO_WEEKS = desk(planning_window=PlanningWindow(start=MONDAY, end=at(11 * DAY + 600)))


def _free(given: Problem, who: str) -> list[tuple[int, int]]:
    context = Context(given)
    return [span for shift in context.shifts_of[who] for span in subtract(shift.spans, context.busy_in(shift))]


def test_an_hour_more_is_there_once() -> None:
    """Of two Wednesdays the hour is on the first; tier and skill are those asked for, and nobody else changes."""
    base = problem(ticket(), desk=TWO_WEEKS)
    change = MoreHours(tier=3, skills=(Skill(name="firewall", level=4),), start="wed 12:00")
    more = change.apply(base)
    assert _free(more, change.engineer_id) == [(2 * DAY + 240, 2 * DAY + 300)]
    added = more.engineer[change.engineer_id]
    assert (added.tier, [skill.name for skill in added.skills], added.home_site) == (3, ["firewall"], None)
    assert more.engineers[:-1] == base.engineers
    assert change.say(base) == "1 h more of somebody of tier 3 with firewall, from Wed 4 Mar 12:00"


def test_no_two_hours_are_of_the_same_person() -> None:
    """Level, minutes and the end of long names tell them apart; the very same hour twice is refused."""
    long = tuple(Skill(name=f"{letter * 60} administration", level=1) for letter in "abc")
    changes = [
        MoreHours(tier=2, skills=(Skill(name="vpn", level=level),), start="wed 12:00", minutes=minutes)
        for level, minutes in ((1, 60), (5, 60), (5, 90))
    ]
    changes += [MoreHours(tier=2, skills=long[:count], start=start) for count in (2, 3) for start in ("wed", "thu")]
    after = problem(ticket(), desk=TWO_WEEKS)
    for change in changes:
        after = change.apply(after)
        assert (after.engineers[-1].id, after.engineers[-1].skills) == (change.engineer_id, change.skills)
        assert len(change.engineer_id) <= 128
    assert len(after.engineers) == 1 + len(changes)
    with pytest.raises(ValueError, match="just this time already"):
        changes[0].apply(after)


@pytest.mark.parametrize(("start", "hours"), [("2026-02-24T09:00", "Tue 24 Feb"), ("2026-03-13T18:00", "Fri 13 Mar")])
def test_hours_outside_the_window_are_refused(start: str, hours: str) -> None:
    """The message names the hours and the window; what is partly inside is there."""
    base = problem(ticket(), desk=TWO_WEEKS)
    with pytest.raises(ValueError, match=f"the hours, {hours} 2026 .* lie outside the planning window, Mon 2 Mar 2026"):
        MoreHours(tier=1, start=start).apply(base)
    change = MoreHours(tier=1, start="2026-03-02T07:30")
    assert _free(change.apply(base), change.engineer_id) == [(0, 30)]


def test_a_day_is_longer_once() -> None:
    """Tuesday ends an hour later, the Tuesday after it does not."""
    base = problem(ticket(), desk=TWO_WEEKS)
    change = LongerDay(engineer="ann", day="tue", minutes=60)
    was, now = _free(base, "ann"), _free(change.apply(base), "ann")
    assert set(now) - set(was) == {(DAY, DAY + 600)}
    assert len(now) == len(was) == 10
    assert change.say(base) == "ann stays 1 h longer on Tue 3 Mar"


def _tuesdays(given: Problem, who: str = "ann") -> list[tuple[int, int]]:
    """Return from when to when there is time on each Tuesday, overtime with it, in minutes of its own day."""
    context = Context(given)
    free = [span for shift in context.shifts_of[who] for span in subtract(shift.working, context.busy_in(shift))]
    return [(low % DAY, high - low) for low, high in free if low // DAY % 7 == 1]


def test_other_weeks_reach_no_later_with_overtime() -> None:
    """With an hour of overtime the longer Tuesday has eleven hours, and the other one its ten as before."""
    base = problem(ticket(), desk=TWO_WEEKS, engineers=(engineer(overtime_minutes=60),))
    assert _tuesdays(base) == [(0, 600), (0, 600)]
    for minutes in (30, 60, 90):
        first = LongerDay(engineer="ann", day="tue", minutes=minutes).apply(base)
        assert _tuesdays(first) == [(0, 600 + minutes), (0, 600)]


@pytest.mark.parametrize("overtime", [0, 45, 120])
def test_longer_days_of_one_weekday_may_be_told_in_any_order(overtime: int) -> None:
    """Both Tuesdays an hour and a half longer, the first one half an hour more: each order gives the same engineer.

    What is longer twice is so by both; overtime that is changed between them or after them makes no difference either.
    """
    base = problem(ticket(), desk=TWO_WEEKS, engineers=(engineer(overtime_minutes=60),))
    changes = (
        LongerDay(engineer="ann", day="day 2", minutes=90),
        LongerDay(engineer="ann", day="day 9", minutes=90),
        LongerDay(engineer="ann", day="day 2", minutes=30),
        OvertimeAllowed(engineer="ann", minutes=overtime),
    )
    made = set()
    for order in permutations(changes):
        after = base
        for change in order:
            after = change.apply(after)
        assert _tuesdays(after) == [(0, 660 + overtime), (0, 630 + overtime)]
        made.add(after.engineer["ann"].model_dump_json())
    assert len(made) == 1


@pytest.mark.parametrize("overtime", [0, 60])
def test_whoever_is_hired_like_her_has_her_other_weeks_too(overtime: int) -> None:
    """Hired after ann's first Tuesday has become an hour longer, bob has that Tuesday, and no longer one of any other
    week, nor any of ann's appointments.
    """
    busy = (Busy(start=at(2 * DAY), end=at(2 * DAY + 60)),)
    base = problem(ticket(), desk=TWO_WEEKS, engineers=(engineer(overtime_minutes=overtime, busy=busy),))
    longer = LongerDay(engineer="ann", day="tue", minutes=60).apply(base)
    after = NewHire(id="bob", like="ann").apply(longer)
    assert _tuesdays(after, "bob") == _tuesdays(after) == [(0, 600 + overtime), (0, 540 + overtime)]
    assert busy[0] not in after.engineer["bob"].busy


def test_overtime_up_to_the_next_day_stays_up_to_it() -> None:
    """Fifteen hours of overtime end at 08:00 where the next day begins: nothing of that is blocked."""
    base = problem(ticket(), desk=TWO_WEEKS, engineers=(engineer(overtime_minutes=900),))
    after = LongerDay(engineer="ann", day="tue").apply(base)
    assert _tuesdays(after) == _tuesdays(base) == [(0, 1440), (0, 1440)]
    assert after.engineer["ann"].busy == ()


def test_a_holiday_is_no_day_to_stay_longer() -> None:
    """Monday 6 April 2026 is Easter Monday in Germany."""
    at_home = desk(planning_window=PlanningWindow(start=at(35 * DAY), end=at(39 * DAY)), now=at(35 * DAY))
    base = problem(ticket(), desk=at_home, engineers=(engineer(holiday_country="DE"),))
    with pytest.raises(ValueError, match="ann does not work on Monday 2026-04-06"):
        LongerDay(engineer="ann", day="mon").apply(base)


@pytest.mark.parametrize(("hours", "words"), [("tue 08:00-17:00", "does not work"), ("mon 08:00-23:30", "until 23:30")])
def test_a_day_that_cannot_be_longer_is_refused(hours: str, words: str) -> None:
    """Somebody who is not there, or whose day has no hour left, cannot stay."""
    base = problem(ticket(), engineers=(engineer(working_hours=hours),))
    with pytest.raises(ValueError, match=words):
        LongerDay(engineer="ann", day="mon").apply(base)
