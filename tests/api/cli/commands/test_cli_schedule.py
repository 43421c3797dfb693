"""``openday schedule``."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cli_said import Cli

FILES = {"schedule.json", "schedule.csv", "gantt.png", "gantt.html", "calendars"}


def test_summary_and_files(cli: Cli, desk: Path, tmp_path: Path) -> None:
    """The summary has what a service manager asks for, with names and ids, and every file is written."""
    said = cli("schedule", desk, "--out", tmp_path / "plan", "--deterministic-limit", 1)
    assert said.code == 0
    assert {path.name for path in (tmp_path / "plan").iterdir()} == FILES
    wanted = ("Tickets assigned", "SLA targets met", "had been missed before now", "Utilization", "Visits", "Overtime")
    assert [each for each in wanted if each not in said.out] == []
    schedule = json.loads((tmp_path / "plan" / "schedule.json").read_text())
    for each in schedule["kpis"]["utilization_percent"]:
        assert f"({each})" in said.out
    for each in schedule["unassigned"]:
        assert each["ticket_id"] in said.out
    assert "first plan: cost" in said.err


def test_json_is_the_schedule(cli: Cli, desk: Path, plan: Path, tmp_path: Path) -> None:
    """``--json`` prints what schedule.json holds, the files, and whether it was stopped; nothing else."""
    said = cli("schedule", desk, "--out", tmp_path, "--deterministic-limit", 2, "--json")
    written = json.loads((plan / "schedule.json").read_text())
    assert {name: said.json[name] for name in written} == written
    assert len(said.json["files"]) >= 4
    assert said.json["stopped"] is False


def test_default_folder_is_in_the_desk(cli: Cli, tmp_path: Path) -> None:
    """Without ``--out`` the files go to the folder ``schedule`` of the desk, which stays a good desk."""
    cli("generate", tmp_path / "d", "--engineers", 2, "--tickets", 4, "--days", 1)
    assert cli("schedule", tmp_path / "d", "--deterministic-limit", 0.5, "--json").code == 0
    assert {path.name for path in (tmp_path / "d" / "schedule").iterdir()} == FILES
    assert cli("validate", tmp_path / "d").code == 0


def test_published_schedule_is_kept_close_to(cli: Cli, desk: Path, plan: Path, tmp_path: Path) -> None:
    """Starting from the published best plan, nothing moves."""
    said = cli(
        "schedule", desk, "--published", plan / "schedule.json", "--out", tmp_path, "--deterministic-limit", 2, "--json"
    )
    assert said.json["score"]["amounts"]["stability"] == 0


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--time-limit", "0"), "--time-limit: is not a number above 0"),
        (("--time-limit", "3", "--deterministic-limit", "3"), "cannot be given together"),
        (("--published", "nowhere.json"), "nowhere.json"),
    ],
)
def test_bad_options(cli: Cli, desk: Path, options: tuple[str, ...], words: str, tmp_path: Path) -> None:
    """Limits and files that cannot be used are named, and nothing is written."""
    said = cli("schedule", desk, "--out", tmp_path / "plan", *options)
    assert said.code == 2
    assert words in said.err
    assert not (tmp_path / "plan").exists()


def test_a_desk_is_no_output_folder(cli: Cli, desk: Path) -> None:
    """The desk's own calendars are never overwritten; that is said before the solve."""
    said = cli("schedule", desk, "--out", desk)
    assert said.code == 2
    assert "calendars/" in said.err
    assert not (desk / "schedule.json").exists()


def test_same_seed_same_bytes(cli: Cli, tmp_path: Path) -> None:
    """With a deterministic limit, two runs of a desk that needs the workers write the same schedule.json."""
    cli("generate", tmp_path / "d", "--engineers", 6, "--tickets", 40, "--days", 3, "--seed", 2)
    limits = ("--deterministic-limit", 0.2, "--seed", 9, "--workers", 2)
    for name in ("a", "b"):
        assert cli("schedule", tmp_path / "d", "--out", tmp_path / name, *limits, "--json").code == 0
    assert (tmp_path / "a" / "schedule.json").read_bytes() == (tmp_path / "b" / "schedule.json").read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="a process cannot be sent Ctrl-C alone there")
def test_interrupt_keeps_the_best_plan(cli: Cli, tmp_path: Path) -> None:
    """Ctrl-C after the first line of progress ends with exit code 0 and a schedule that checks clean."""
    cli("generate", tmp_path / "d", "--engineers", 6, "--tickets", 40, "--days", 3, "--seed", 2)
    arguments = [sys.executable, "-m", "api.cli.main", "schedule", tmp_path / "d", "--time-limit", "600"]
    with subprocess.Popen(arguments, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert "first plan" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=120)
    assert process.returncode == 0
    assert "best plan so far is kept" in err
    assert "Stopped by Ctrl-C" in out
    assert cli("check", tmp_path / "d", tmp_path / "d" / "schedule").code == 0
