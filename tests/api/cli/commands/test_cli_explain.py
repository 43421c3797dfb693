"""``openday explain``."""

import json
from pathlib import Path
from typing import Any

import pytest
from cli_said import Cli

from api.cli.explanations import say_explanation
from api.cli.loading import load
from engine.files import read_schedule
from engine.questions.explain import Explanation


@pytest.fixture
def schedule(plan: Path) -> dict[str, Any]:
    """Return the small desk's schedule."""
    return json.loads((plan / "schedule.json").read_text())


def test_assigned_ticket(cli: Cli, desk: Path, plan: Path, schedule: dict[str, Any]) -> None:
    """For an assigned ticket: who and when, and a line for each engineer."""
    given = schedule["assignments"][0]
    said = cli("explain", desk, plan, "--ticket", given["ticket_id"])
    assert said.code == 0
    assert "Planned:" in said.out
    assert f"({given['engineer_ids'][0]})" in said.out
    answer = cli("explain", desk, plan, "--ticket", given["ticket_id"], "--json").json
    assert len(answer["verdicts"]) == 4


def test_unassigned_ticket(cli: Cli, desk: Path, plan: Path, schedule: dict[str, Any]) -> None:
    """For an unassigned ticket: the reasons."""
    said = cli("explain", desk, plan, "--ticket", schedule["unassigned"][0]["ticket_id"])
    assert said.code == 0
    assert "Unassigned" in said.out


def test_unknown_ticket(cli: Cli, desk: Path, plan: Path) -> None:
    """A slip in the id is answered with close matches."""
    said = cli("explain", desk, plan, "--ticket", "T1001")
    assert said.code == 2
    assert "Maybe you mean T-1001" in said.err


def test_pinned_ticket(desk: Path, plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a person has fixed stands right after the place."""
    problem, _ = load(desk)
    given = read_schedule(plan, problem).assignments[0]
    say_explanation(problem, Explanation(given.ticket_id, given, {}, (), (), (), "Fixed by a person."))
    lines = capsys.readouterr().out.splitlines()
    at = lines.index("Fixed by a person.")
    assert lines[at - 1].startswith("Planned:")
