"""Weeks of a log as they came in."""

import datetime as dt
from pathlib import Path

import pytest
from tiny_incidents import Write, tiny_rows

from api.connectors.incidents.arrivals import read_arrivals
from engine.context import Context
from engine.errors import DataError
from engine.validate import validate

MIDNIGHT = dt.datetime(2016, 3, 3, tzinfo=dt.UTC)


def test_what_was_opened_in_the_window_comes_in_when_it_was(tiny_log: Path) -> None:
    """Only INC8 was opened after that midnight; the team is the two who had solved the most by then."""
    found = read_arrivals(tiny_log, 3, 2, 0.5, MIDNIGHT)
    (ticket,) = found.problem.tickets
    assert (ticket.id, ticket.created) == ("INC8", MIDNIGHT + dt.timedelta(minutes=539))
    assert ticket.responded_at is None
    assert (found.opened, found.fit, found.kept) == (1, 1, 1)
    assert {each.id for each in found.problem.engineers} == {"Resolver 5", "Resolver 6"}
    assert found.problem.desk.planning_window.start == found.problem.desk.now == MIDNIGHT


def test_an_incident_is_what_its_first_row_says(write_log: Write) -> None:
    """Whoever worked it later, and however urgent it became, changes nothing."""
    later = {**tiny_rows()[-1], "sys_mod_count": "1", "incident_state": "Active", "priority": "1 - Critical"}
    rows = [*tiny_rows(), {**later, "assigned_to": "Resolver 10", "sys_updated_at": "4/3/2016 09:00"}]
    (ticket,) = read_arrivals(write_log(rows), 3, 2, 0.5, MIDNIGHT).problem.tickets
    assert ticket.priority == 3
    assert ticket.recent_contact is None


def test_nothing_that_comes_in_is_refused(tiny_log: Path) -> None:
    """A window in which nothing was opened is an error that says what to do."""
    with pytest.raises(DataError, match="choose an earlier instant"):
        read_arrivals(tiny_log, 2, 2, 0.5, MIDNIGHT + dt.timedelta(days=5))


def test_the_real_log_gives_a_team_the_work_it_can_do(real_log: Path) -> None:
    """Twenty people, a share of their capacity of incidents that they know, and no flaw; again the same."""
    found = read_arrivals(real_log, 12, 20, 0.5)
    problem, context = found.problem, Context(found.problem)
    assert not validate(problem)
    assert len(problem.engineers) == 20
    assert found.opened >= found.fit >= found.kept == len(problem.tickets)
    capacity = sum(context.capacity(shift) for shift in context.shifts)
    work = sum(each.estimated_minutes for each in problem.tickets)
    assert 0.5 * capacity <= work < 0.5 * capacity + 120
    window = problem.desk.planning_window
    assert all(window.start <= each.created < window.end for each in problem.tickets)
    known = {skill.name for each in problem.engineers for skill in each.skills}
    assert known >= {need.name for each in problem.tickets for need in each.skills}
    assert read_arrivals(real_log, 12, 20, 0.5).problem == problem
