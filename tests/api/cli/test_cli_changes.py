"""A new plan beside the published one."""

import datetime as dt
from pathlib import Path

import pytest
from cli_said import Cli

from api.cli.changes import changed, say_changes
from api.cli.loading import load
from engine.files import read_schedule


def test_moved_dropped_and_new_tickets(desk: Path, plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A ticket with another start and one without a place are listed with both places; a new one is counted."""
    problem, _ = load(desk)
    given = read_schedule(plan, problem)
    moved, dropped, new, *rest = given.assignments
    later = moved.model_copy(update={"start": moved.start + dt.timedelta(minutes=1), "end": moved.end})
    published = given.model_copy(update={"assignments": (moved, dropped, *rest)})
    problem = problem.model_copy(update={"published": published})
    now = given.model_copy(update={"assignments": (later, new, *rest)})
    found = {each.ticket_id: each.now for each in changed(problem, now)}
    assert found == {moved.ticket_id: later, dropped.ticket_id: None}
    say_changes(problem, now)
    said = capsys.readouterr().out
    assert "Changed against the published plan" in said
    assert "unassigned" in said
    assert "2 tickets changed, 1 ticket newly placed" in said


def test_long_lists_are_cut(desk: Path, plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Fifteen rows are shown, the rest is counted."""
    problem, _ = load(desk)
    given = read_schedule(plan, problem)
    many = (given.assignments * 17)[:17]
    problem = problem.model_copy(update={"published": given.model_copy(update={"assignments": many})})
    say_changes(problem, given.model_copy(update={"assignments": ()}))
    assert "... and 2 more" in capsys.readouterr().out


def test_schedule_command_says_it(cli: Cli, desk: Path, plan: Path, tmp_path: Path) -> None:
    """Against its own best plan nothing changes; without a published plan nothing is said."""
    options = (desk, "--out", tmp_path, "--deterministic-limit", 2)
    assert "0 tickets changed, 0 tickets newly placed" in cli("schedule", *options, "--published", plan).out
    assert cli("schedule", *options, "--json").json["changed"] == []
    assert "published plan" not in cli("schedule", *options).out
