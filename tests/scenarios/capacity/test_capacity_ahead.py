"""The desk some weeks ahead."""

import datetime as dt

from build import DAY, MONDAY, at, problem, ticket
from scanty import RULES

from engine.domain.ticket import Status
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
