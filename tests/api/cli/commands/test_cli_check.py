"""``openday check``."""

import json
from pathlib import Path
from typing import Any

import pytest
from cli_said import Cli


@pytest.fixture
def spoilt(plan: Path, tmp_path: Path) -> Path:
    """Return the schedule spoilt by hand: everything of one engineer at once, and all of it for one more engineer."""
    schedule: dict[str, Any] = json.loads((plan / "schedule.json").read_text())
    remote = [each for each in schedule["assignments"] if not each["site_id"]]
    first, second = remote[0], remote[1]
    second["engineer_ids"] = first["engineer_ids"]
    second["start"], second["end"] = first["start"], first["end"]
    path = tmp_path / "hand.json"
    path.write_text(json.dumps({"assignments": [first, second]}))
    return path


def test_own_schedule_is_clean(cli: Cli, desk: Path, plan: Path) -> None:
    """The audit finds no broken rule in a schedule of ours, and the cost that it states."""
    said = cli("check", desk, plan)
    assert said.code == 0
    assert "No broken rule" in said.out
    assert "Cost by rule" in said.out
    written = json.loads((plan / "schedule.json").read_text())
    assert cli("check", desk, plan, "--json").json["score"] == written["score"]


def test_all_lists_every_price(cli: Cli, desk: Path, plan: Path) -> None:
    """``--all`` names each finding and not only the sums."""
    findings = cli("check", desk, plan, "--json").json["findings"]
    said = cli("check", desk, plan, "--all")
    assert "Every price" in said.out
    assert all(finding["constraint"].replace("_", " ") in said.out for finding in findings if finding["amount"])


def test_broken_rules_are_named(cli: Cli, desk: Path, spoilt: Path) -> None:
    """Two tickets at once are a broken rule in words, and the exit code is 1."""
    said = cli("check", desk, spoilt)
    assert said.code == 1
    assert "Broken rules" in said.out
    assert "one thing at a time" in said.out
    assert "at once for" in " ".join(said.out.split())
    hard = [each for each in cli("check", desk, spoilt, "--json").json["findings"] if each["is_hard"]]
    assert any(each["constraint"] == "one_thing_at_a_time" for each in hard)


def test_folder_without_a_schedule_is_named(cli: Cli, desk: Path, tmp_path: Path) -> None:
    """A folder that holds no schedule.json exits with 2, and the message has the folder."""
    said = cli("check", desk, tmp_path)
    assert said.code == 2
    assert f"{tmp_path}: this folder holds no schedule.json" in said.err


def test_unknown_ticket_is_bad_input(cli: Cli, desk: Path, spoilt: Path) -> None:
    """A schedule that names a ticket the desk does not have exits with 2 and says which."""
    spoilt.write_text(spoilt.read_text().replace('"ticket_id": "T-', '"ticket_id": "X-'))
    said = cli("check", desk, spoilt)
    assert said.code == 2
    assert "X-" in said.err
