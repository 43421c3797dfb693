"""``openday fill``."""

import csv
import datetime as dt
import re
from pathlib import Path

import pytest
from cli_said import Cli

from api.cli.fills import say_fill
from api.cli.loading import load
from engine.domain.schedule import Schedule
from engine.questions.fill import Fill
from engine.questions.runners_up import RunnerUp

DAY = ("--from", "2026-03-03T08:00", "--to", "2026-03-03T17:00")


@pytest.fixture
def engineer(desk: Path) -> str:
    """Return the id of an engineer of tier 1."""
    with (desk / "engineers.csv").open(newline="") as file:
        return next(row["id"] for row in csv.DictReader(file) if row["tier"] == "1")


def test_fills_an_open_day(cli: Cli, desk: Path, engineer: str, tmp_path: Path) -> None:
    """Chosen work comes with names, gains and where it would go otherwise; with ``--out`` the files are written."""
    said = cli("fill", desk, "--engineer", engineer, *DAY, "--out", tmp_path)
    assert said.code == 0
    assert f"({engineer})" in said.out
    assert "Chosen work" in said.out
    words = " ".join(said.out.split())
    assert re.search(r"(together they save|it saves) [\d,]+ engineer-minutes\.", words)
    assert re.search(r"otherwise (nobody|.* (dearer|cheaper|price)\))", words)
    assert not re.search(r"Whole plan: [^.;]*:", words)
    assert (tmp_path / "schedule.json").is_file()
    assert cli("check", desk, tmp_path).code == 0


def test_json(cli: Cli, desk: Path, engineer: str) -> None:
    """``--json`` has the choices with their gains."""
    answer = cli("fill", desk, "--engineer", engineer, *DAY, "--json").json["fill"]
    assert answer["choices"]
    assert all(choice["gain"] > 0 for choice in answer["choices"])


def test_published_work_stays(cli: Cli, desk: Path, plan: Path, engineer: str) -> None:
    """What the published schedule has is not chosen again."""
    answer = cli("fill", desk, "--engineer", engineer, *DAY, "--schedule", plan, "--json").json["fill"]
    with (plan / "schedule.csv").open(newline="") as file:
        stays = {row["ticket_id"] for row in csv.DictReader(file)}
    assert stays.isdisjoint(choice["assignment"]["ticket_id"] for choice in answer["choices"])


def test_unknown_engineer(cli: Cli, desk: Path, engineer: str) -> None:
    """A slip in the id is answered with the id that was meant."""
    said = cli("fill", desk, "--engineer", engineer[:-1], *DAY)
    assert said.code == 2
    assert f"Maybe you mean {engineer}" in said.err


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("tuesday", "2026-03-03T17:00", "--from: is not an instant"),
        ("2026-03-03T17:00", "2026-03-03T08:00", "is not after --from"),
        ("2026-04-03T08:00", "2026-04-03T17:00", "nothing can be planned then"),
        ("2026-03-03T08:00+25:00", "2026-03-03T17:00", "--from: is not an instant"),
    ],
)
def test_bad_instants(cli: Cli, desk: Path, engineer: str, start: str, end: str, words: str) -> None:
    """Instants that cannot be used are named with what to write instead."""
    said = cli("fill", desk, "--engineer", engineer, "--from", start, "--to", end)
    assert said.code == 2
    assert words in said.err
    assert "Maybe" in said.err


def test_several_days_are_named(cli: Cli, desk: Path, engineer: str) -> None:
    """Over more than one day each time has its day."""
    said = cli("fill", desk, "--engineer", engineer, "--from", "2026-03-02T15:00", "--to", "2026-03-03T17:00")
    assert "Mon 2 Mar 15:00 to Tue 3 Mar 17:00" in said.out
    assert re.search(r"^(Mon 2|Tue 3) Mar \d\d:\d\d-\d\d:\d\d +T-", said.out, re.MULTILINE)


def test_no_free_time_is_said(cli: Cli, desk: Path, engineer: str) -> None:
    """At night nothing is chosen because nothing is free."""
    said = cli("fill", desk, "--engineer", engineer, "--from", "2026-03-03T02:00", "--to", "2026-03-03T03:00")
    assert "has no free time then" in said.out


@pytest.mark.parametrize(
    ("free", "candidates", "losers", "words"),
    [
        (1, 1, True, "Only 1 min free then, less than"),
        (60, 0, False, "1 h free then, but nothing"),
        (600, 7, True, "7 tickets could go there"),
    ],
)
def test_why_nothing_was_chosen(
    desk: Path, capsys: pytest.CaptureFixture[str], free: int, candidates: int, losers: bool, words: str
) -> None:
    """Too little time, nothing that could go there, and nothing that is worth it are told apart."""
    problem, _ = load(desk)
    start = problem.desk.planning_window.start
    lost = (RunnerUp(problem.schedulable[0].id, "", None, "it is too long"),) if losers else ()
    plan = Schedule(assignments=())
    who = problem.engineers[0].id
    end = start + dt.timedelta(hours=1)
    say_fill(problem, Fill(who, start, end, plan, (), lost, (), candidates, 0, free, lambda: plan))
    assert words in capsys.readouterr().out
