"""``openday learn``."""

import json
from pathlib import Path

import pytest
from cli_said import Cli
from decided import decided

from constraints import by_name
from engine.files import read_problem


@pytest.fixture
def decisions(desk: Path, tmp_path: Path) -> Path:
    """Return a file in which a near place is passed over again and again, six times for a known engineer."""
    problem = read_problem(desk, by_name())
    near, known = problem.engineers[0].id, problem.engineers[1].id
    client = problem.clients[0].id
    places = {near: {"travel": 10, "familiarity": 20}, known: {"travel": 14}}
    worse = {near: {"travel": 10}, known: {"travel": 30, "familiarity": 20}}
    made = [decided(at, known, at // 4, client="other", **places) for at in range(8)]
    made += [decided(20 + at, known, at // 3, client=client, **worse) for at in range(6)]
    file = tmp_path / "decisions.json"
    file.write_text(json.dumps([each.model_dump(mode="json") for each in made]), encoding="utf-8")
    return file


def test_weights_and_what_they_cannot_explain(cli: Cli, desk: Path, decisions: Path) -> None:
    """The table shows what has moved, a line asks about the habit in names, and the last week is compared."""
    said = cli("learn", desk, decisions, "--replay")
    problem = read_problem(desk, by_name())
    near, known, client = problem.engineers[0].label, problem.engineers[1].label, problem.clients[0].label
    assert said.code == 0
    assert "familiarity" in said.out
    asked = f"- You chose {known} over a better-priced {near} 6 times for {client}: prefer {known} there?"
    assert asked in said.out
    assert "learned before that week" in said.out


def test_json_and_freezing(cli: Cli, desk: Path, decisions: Path) -> None:
    """As JSON the weights before and after are there, and a frozen rule has not moved."""
    found = cli("learn", desk, decisions, "--freeze", "familiarity", "--json").json
    assert found["learned"]["weights"]["familiarity"] == found["before"]["familiarity"]
    assert {each["rule"] for each in found["learned"]["steps"]} == {"travel"}
    early = cli("learn", desk, decisions, "--at", "2026-03-01T08:00", "--json").json
    assert early["learned"]["weights"] == early["before"]


def test_bad_input(cli: Cli, desk: Path, decisions: Path, tmp_path: Path) -> None:
    """A rule that has no weight, and a file that is no list of decisions, are named; the exit code is 2."""
    said = cli("learn", desk, decisions, "--freeze", "skills")
    assert (said.code, "--freeze: there is no rule of this name with a weight" in said.err) == (2, True)
    file = tmp_path / "other.json"
    file.write_text('[{"id": "1"}]', encoding="utf-8")
    said = cli("learn", desk, file)
    assert said.code == 2
    assert "other.json, [0].actor: is missing" in said.err
