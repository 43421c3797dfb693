"""``openday relieve``."""

import csv
import json
from pathlib import Path

import pytest
from cli_said import Cli
from decided import decided

from api.cli.refusing import record
from engine.files.decisionfile import read_decisions
from engine.learning.decision import Asked

AFTERNOON = ("--from", "2026-03-02T08:00", "--to", "2026-03-02T17:00")


@pytest.fixture
def busy(cli: Cli, desk: Path, plan: Path) -> str:
    """Return an engineer whose first day can be freed by moving work."""
    with (desk / "engineers.csv").open(newline="") as file:
        people = [row["id"] for row in csv.DictReader(file)]
    for each in people:
        said = cli("relieve", desk, "--engineer", each, *AFTERNOON, "--schedule", plan, "--json")
        if said.code == 0 and said.json["options"][0]["moves"]:
            return each
    raise AssertionError("somebody has work that can move")


def test_what_can_move(cli: Cli, desk: Path, plan: Path, busy: str, tmp_path: Path) -> None:
    """Options in words with their prices; the one that is written holds in ``check`` at the price that was said."""
    asked = ("relieve", desk, "--engineer", busy, *AFTERNOON, "--schedule", plan)
    said = cli(*asked, "--out", tmp_path)
    assert said.code == 0
    assert "1. " in said.out
    assert "Nothing has been changed" in said.out
    answer = cli(*asked, "--json").json
    costs = [each["cost_difference"] for each in answer["options"]]
    assert costs == sorted(costs)
    assert all(move["words"].startswith(move["ticket_id"]) for each in answer["options"] for move in each["moves"])
    before, after = (cli("check", desk, each, "--json").json["score"]["total"] for each in (plan, tmp_path))
    # To `check`, nothing is published that the moves could disturb.
    assert after - before == costs[0] - answer["options"][0]["by_rule"].get("stability", 0)


def test_slips_are_told(cli: Cli, desk: Path, plan: Path, busy: str, tmp_path: Path) -> None:
    """An unknown client, a time that is swapped, and an option that is not there."""
    asked = ("relieve", desk, "--engineer", busy, "--schedule", plan)
    unknown = cli(*asked, *AFTERNOON, "--keep", "nobody")
    assert unknown.code == 2
    assert "no ticket or client 'nobody'" in unknown.err
    swapped = cli(*asked, "--from", "2026-03-02T12:00", "--to", "2026-03-02T09:00")
    assert swapped.code == 2
    assert "is not after --from" in swapped.err
    many = cli(*asked, *AFTERNOON, "--take", "19", "--out", tmp_path)
    assert many.code == 2
    assert "there is no such option" in many.err


def test_no_that_one_stays_is_recorded_once(cli: Cli, desk: Path, plan: Path, busy: str, tmp_path: Path) -> None:
    """The decision has the place that was shown and the reason; asked again it is there once; weights learn from it."""
    asked = ("relieve", desk, "--engineer", busy, *AFTERNOON, "--schedule", plan)
    shown = next(each for each in cli(*asked, "--json").json["options"][0]["moves"] if each["was"])
    no = (*asked, "--keep", shown["ticket_id"], "--decisions", tmp_path / "no.json", "--why", "she promised")
    first = cli(*no, "--by", "dana", "--json").json["turned_down"]
    assert first["reason"] == "she promised"
    assert [each["engineer_id"] for each in first["options"]] == (shown["now"] or {"engineer_ids": []})["engineer_ids"]
    (kept,) = read_decisions(tmp_path / "no.json")
    assert (kept.id, kept.actor, kept.asked) == (first["id"], "dana", Asked.RELIEF)
    assert kept.chosen
    assert kept.chosen.engineer_id == busy
    assert "already" in " ".join(cli(*no).out.split())
    assert read_decisions(tmp_path / "no.json") == [kept]
    cli(*no[:-1], "she promised it to the client")
    assert [each.reason for each in read_decisions(tmp_path / "no.json")] == ["she promised it to the client"]
    assert cli("learn", desk, tmp_path / "no.json").code == 0


def test_nothing_is_recorded_of_what_was_not_turned_down(
    cli: Cli, desk: Path, plan: Path, busy: str, tmp_path: Path
) -> None:
    """A ticket that no way moves, a file without --keep, a reason without a file, a file of something else."""
    asked = ("relieve", desk, "--engineer", busy, *AFTERNOON, "--schedule", plan)
    moved = {move["ticket_id"] for way in cli(*asked, "--json").json["options"] for move in way["moves"]}
    placed = json.loads((plan / "schedule.json").read_text())["assignments"]
    other = next(each["ticket_id"] for each in placed if each["ticket_id"] not in moved)
    said = cli(*asked, "--keep", other, "--decisions", tmp_path / "no.json")
    assert "Nothing recorded" in said.out
    assert not (tmp_path / "no.json").exists()
    assert "say with --keep what is to stay" in cli(*asked, "--decisions", tmp_path / "no.json").err
    assert "name a file with --decisions" in cli(*asked, "--why", "so").err
    nobody = cli(*asked, "--keep", other, "--decisions", tmp_path / "no.json", "--by", "")
    assert nobody.code == 2
    assert "--by" in nobody.err
    wrong = cli(*asked, "--keep", other, "--decisions", plan / "schedule.json")
    assert wrong.code == 2
    assert "is no JSON list" in wrong.err


def test_what_others_have_recorded_meanwhile_stays(tmp_path: Path) -> None:
    """A decision is written behind those that are in the file by then."""
    first, second = (decided(at, "mike", mike={"travel": 10}) for at in range(2))
    record(first, tmp_path / "no.json")
    assert "Recorded" in record(second, tmp_path / "no.json")
    assert read_decisions(tmp_path / "no.json") == [first, second]
