"""``openday capacity``."""

import json
from pathlib import Path

from cli_said import Cli

QUICK = ("--test", "1", "--seeds", "2", "--deterministic-limit", "0.5")


def test_where_it_fails_and_what_an_hour_is_worth(cli: Cli, desk: Path, tmp_path: Path) -> None:
    """The sentence, the load, the worth foretold and tested, the picture; as JSON the same figures."""
    said = cli("capacity", desk, *QUICK, "--out", tmp_path / "load")
    assert said.code == 0
    for words in (
        "Hours wanted by each evening",
        "What 1 h more is worth",
        "Tested by really adding it",
        "capacity.png",
    ):
        assert words in said.out
    assert "solves done" in said.err
    written = json.loads((tmp_path / "load" / "capacity.json").read_text())
    assert (tmp_path / "load" / "capacity.png").read_bytes().startswith(b"\x89PNG")
    answer = cli("capacity", desk, *QUICK, "--json").json
    assert answer.pop("files") == []
    assert answer == written
    assert " ".join(said.out.split()).startswith(answer["summary"])
    binding, loads = answer["binding"], answer["loads"]
    assert binding["capacity_minutes"] + binding["shortfall_minutes"] >= min(binding["asked_minutes"], 1)
    assert {each["tier"] for each in loads if each["binds"]} == {each["tier"] for each in binding["work"]}
    tested = answer["tested"]
    assert [each["worth"] > 0 for each in tested] == sorted((each["worth"] > 0 for each in tested), reverse=True)
    assert all(each["proven_least"] <= each["proven_most"] for each in tested)


def test_weeks_ahead(cli: Cli, desk: Path) -> None:
    """The load stands by the week, and tickets that are not in yet are counted; no test, no solve."""
    said = cli("capacity", desk, "--weeks", "3", "--test", "0")
    assert said.code == 0
    assert "in the week from each day on" in said.out
    assert "not in yet" in " ".join(said.out.split())
    assert "Tested" not in said.out
    assert said.err == ""


def test_bad_input(cli: Cli, desk: Path, tmp_path: Path) -> None:
    """A limit that is none and a desk that is none are refused before anything is written."""
    said = cli("capacity", desk, "--deterministic-limit", "-1", "--out", tmp_path / "no")
    assert said.code == 2
    assert "--deterministic-limit" in said.err
    assert cli("capacity", tmp_path / "nowhere", "--out", tmp_path / "no").code == 2
    assert not (tmp_path / "no").exists()
