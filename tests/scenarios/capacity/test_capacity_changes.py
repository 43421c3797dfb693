"""The two changes that add time: an hour of somebody new, and a longer day."""

import pytest
from build import DAY, MONDAY, at, desk, engineer, problem, ticket

from engine.context import Context
from engine.domain.desk import PlanningWindow
from engine.domain.engineer import Skill
from engine.domain.problem import Problem
from engine.timeline import subtract
from scenarios.changes.longer_day import LongerDay
from scenarios.changes.more_hours import MoreHours

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


def test_a_day_is_longer_once() -> None:
    """Tuesday ends an hour later, the Tuesday after it does not."""
    base = problem(ticket(), desk=TWO_WEEKS)
    change = LongerDay(engineer="ann", day="tue", minutes=60)
    was, now = _free(base, "ann"), _free(change.apply(base), "ann")
    assert set(now) - set(was) == {(DAY, DAY + 600)}
    assert len(now) == len(was) == 10
    assert change.say(base) == "ann stays 1 h longer on Tue 3 Mar"


@pytest.mark.parametrize(("hours", "words"), [("tue 08:00-17:00", "does not work"), ("mon 08:00-23:30", "until 23:30")])
def test_a_day_that_cannot_be_longer_is_refused(hours: str, words: str) -> None:
    """Somebody who is not there, or whose day has no hour left, cannot stay."""
    base = problem(ticket(), engineers=(engineer(working_hours=hours),))
    with pytest.raises(ValueError, match=words):
        LongerDay(engineer="ann", day="mon").apply(base)
