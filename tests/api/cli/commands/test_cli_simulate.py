"""``openday simulate``."""

from pathlib import Path

import pytest
from cli_said import Cli

from scenarios.simulation import run as running

SMALL = ("--engineers", 3, "--weeks", 1, "--seeds", 2, "--policies", "lowest-workload,best-skilled", "--workers", 1)


def test_simulate_and_again(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Table, picture and document are there; the same command again simulates nothing and says the same."""
    out = tmp_path / "out"
    said = cli("simulate", *SMALL, "--out", out)
    assert said.code == 0
    assert "SLA targets met, %" in said.out
    assert "4 of 4: best-skilled, seed 2" in said.err
    assert (out / "simulation.png").stat().st_size
    monkeypatch.setattr(running, "simulate", lambda *_: pytest.fail("everything is there already"))
    again = cli("simulate", *SMALL, "--out", out, "--json")
    assert again.code == 0
    assert [(each["policy"], each["seed"]) for each in again.json["runs"]] == [
        (policy, seed) for seed in (1, 2) for policy in ("lowest-workload", "best-skilled")
    ]
    assert all(0 < each["sla_met"] <= 100 and each["finished"] for each in again.json["runs"])


def test_what_was_done_is_kept_when_stopped(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C after the first of two runs: its row is there, a line cut short counts for nothing, the rest is done."""
    real, calls = running.simulate, []

    def stopped(*given: object) -> object:
        calls.append(given)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(*given)  # type: ignore[arg-type]

    arguments = ("simulate", *SMALL[:4], "--seeds", 1, *SMALL[6:], "--out", tmp_path)
    monkeypatch.setattr(running, "simulate", stopped)
    assert cli(*arguments).code == 130
    with (tmp_path / running.RESULTS).open("a", encoding="utf-8") as lines:
        lines.write('{"policy": "best-sk\n')
    assert [each.policy for each in running.kept(tmp_path / running.RESULTS)] == ["lowest-workload"]
    assert cli(*arguments).code == 0
    assert len(calls) == 3


@pytest.mark.parametrize(
    ("option", "words"),
    [
        (("--policies", "nightlly"), "there is no such policy (found 'nightlly')"),
        (("--at", "2016-03-09"), "there is no log"),
        (("--incidents", "nowhere.csv"), "there is no such file"),
    ],
)
def test_what_cannot_be_simulated(cli: Cli, tmp_path: Path, option: tuple[str, str], words: str) -> None:
    """Each bad option is named, with what to do, and nothing is written."""
    said = cli("simulate", *option, "--out", tmp_path / "out")
    assert said.code == 2
    assert words in said.err
    assert "Maybe" in said.err
    assert not (tmp_path / "out").exists()
