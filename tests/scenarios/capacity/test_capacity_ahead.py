"""The desk some weeks ahead."""

import datetime as dt

from build import DAY, MONDAY, at, desk, engineer, problem, ticket
from scanty import RULES

from engine.domain.desk import PlanningWindow
from engine.domain.engineer import Busy
from engine.domain.ticket import Status, TimeWindow
from engine.validate import validate
from scenarios.capacity import capacity_report
from scenarios.capacity.ahead import ahead
from scenarios.generator import generate

WEEK = 7 * DAY


def test_last_weeks_tickets_come_again_every_week() -> None:
    """What was created in the last seven days comes again one and two weeks later, untouched; older work does not."""
    newest = ticket("new", status=Status.IN_PROGRESS, responded_at=at(5), resolve_by=at(300), group="g")
    old = ticket("old", created=at(-WEEK))
    closed = ticket("closed", created=at(-WEEK + 1), status=Status.CLOSED)
    found = ahead(problem(newest, old, closed), 2)
    assert [each.id for each in found.tickets] == ["new", "old", "closed", "new +1 w", "closed +1 w", "closed +2 w"]
    again = found.ticket["new +1 w"]
    assert (again.created, again.earliest_start, again.resolve_by) == (at(WEEK), at(WEEK), at(WEEK + 300))
    assert (again.status, again.responded_at, again.group) == (Status.OPEN, None, None)
    assert found.desk.planning_window.end == MONDAY + dt.timedelta(weeks=2)


def test_a_window_that_is_longer_already_stays() -> None:
    """Nothing is added to a desk whose window holds the weeks asked for."""
    given = problem(ticket())
    assert ahead(given, 0) is given


def test_a_generated_desk_stays_sound() -> None:
    """The desk six weeks ahead has no flaw, and its report counts what is not in yet."""
    given = generate(4, 25, 5, 1)
    longer = ahead(given, 6)
    assert validate(longer) == []
    report = capacity_report(given, RULES, 6)
    assert report.expected == len(longer.tickets) - 25 > 25
    assert len(report.days) == 30


def test_what_begins_after_the_window_is_later_and_not_impossible() -> None:
    """No hours help a part that comes next week: its minutes are told as later, in two weeks' time as wanted."""
    next_week = TimeWindow(start=at(WEEK), end=at(WEEK + 400))
    given = problem(ticket("part", earliest_start=at(WEEK)), ticket("date", time_windows=(next_week,)), ticket("now"))
    found = capacity_report(given, RULES)
    assert found.impossible == ()
    assert (found.loads[0].tickets, found.loads[0].later) == (1, 120)
    longer = capacity_report(given, RULES, weeks=2)
    assert longer.impossible == ()
    # These three, and the one that comes again within the two weeks.
    assert longer.loads[0].tickets == 4


def test_what_only_weeks_ahead_can_do_is_not_impossible() -> None:
    """Ann is away for the window's week, and back in the next."""
    away = engineer("ann", busy=(Busy(start=at(0), end=at(5 * DAY)),))
    given = problem(ticket("a"), engineers=(away,))
    assert capacity_report(given, RULES).impossible == ("a",)
    assert capacity_report(given, RULES, weeks=2).impossible == ()


def test_no_time_is_asked_about_before_the_window() -> None:
    """The window begins on Monday at 13:00 and it is 08:00: the hour at midday is none of it."""
    window = PlanningWindow(start=at(300), end=at(4 * DAY))
    found = capacity_report(problem(ticket(), desk=desk(planning_window=window, now=at(0))), RULES)
    assert found.visitors
    assert all(each.day > MONDAY.date() for each in found.visitors)
