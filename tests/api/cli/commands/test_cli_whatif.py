"""``openday whatif`` and ``openday scenarios``, from files to files."""

import html
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cli_said import Cli

from scenarios.library import names

CHANGES = """
name: who is missing
purpose: What if the one on whom most depends is sick?
variants:
  - name: sick
    changes:
      - {change: engineer_absent, engineer: "@key", reason: sick}
  - name: as ever
    changes: []
"""
EFFORT = ("--deterministic-limit", "0.3", "--seeds", "2", "--workers", "1")


@pytest.fixture
def changes(tmp_path: Path) -> Path:
    """Return a file with two variants."""
    file = tmp_path / "changes.yaml"
    file.write_text(CHANGES, encoding="utf-8")
    return file


def test_people_read_a_headline_and_tables(cli: Cli, desk: Path, changes: Path, tmp_path: Path) -> None:
    """The headline comes first, then the variants, then each; the files are there and named."""
    said = cli("whatif", desk, changes, *EFFORT, "--out", tmp_path / "out")
    assert said.code == 0, said.err
    lines = said.out.splitlines()
    assert lines[0].startswith("who is missing: What if the one")
    assert lines[2].startswith("as ever costs least")
    for words in ("Variants, costs in engineer-minutes", "Figures", "Cost by rule", "sick: if ", "no difference"):
        assert words in said.out
    assert "2 of 6: sick, seed 0" in said.err
    files = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert files == {
        "report.html",
        "comparison.json",
        "costs.png",
        "rules.png",
        "base/schedule.json",
        "variants/sick/schedule.json",
        "variants/as ever/schedule.json",
    }


def test_a_client_that_loses_all_its_work_is_told(cli: Cli, desk: Path, tmp_path: Path) -> None:
    """It stands among the clients with no ticket left, and the report says how to do it again, from odd names too."""
    mine, told = tmp_path / "my desk", tmp_path / "who's lost.yaml"
    shutil.copytree(desk, mine)
    told.write_text('- {change: client_lost, client: "@largest"}\n', encoding="utf-8")
    said = cli("whatif", mine, told, *EFFORT, "--out", tmp_path / "out")
    assert said.code == 0, said.err
    clients = said.out.partition("Clients, before -> after")[2]
    assert re.search(r"\d+ -> 0 .* -> -", clients)
    page = html.unescape((tmp_path / "out" / "report.html").read_text(encoding="utf-8"))
    (again,) = re.findall(r"<code>(openday .*?)</code>", page)
    assert shlex.split(again) == ["openday", "whatif", str(mine), str(told), *EFFORT]


def test_json_is_the_comparison_twice_the_same(cli: Cli, desk: Path, changes: Path, tmp_path: Path) -> None:
    """With a deterministic limit the same command gives the same document, and the report is made of it."""
    found = []
    for name in ("one", "two"):
        said = cli("whatif", desk, changes, *EFFORT, "--out", tmp_path / name, "--json")
        assert said.code == 0, said.err
        document = json.loads(said.out)
        files = document.pop("files")
        assert document == json.loads((tmp_path / name / "comparison.json").read_text(encoding="utf-8"))
        assert all(Path(file).is_file() for file in files)
        found.append(document)
    assert found[0] == found[1]
    assert [each["name"] for each in found[0]["variants"]] == ["sick", "as ever"]


def test_against_a_schedule(cli: Cli, desk: Path, plan: Path, changes: Path, tmp_path: Path) -> None:
    """The schedule is the base as it stands: its cost is that of `check`; the variants are solved, and what planning on
    does without a change.
    """
    said = cli("whatif", desk, changes, *EFFORT, "--against", plan, "--out", tmp_path / "out", "--json")
    assert said.code == 0, said.err
    document = json.loads(said.out)
    assert document["base_is_given"]
    assert "1 of 6: planned on, unchanged, seed 0" in said.err
    assert "2 of 6: sick, seed 0" in said.err
    assert document["base"]["cost"] == json.loads(cli("check", desk, plan, "--json").out)["score"]["total"]


def test_the_schedules_are_of_the_base(cli: Cli, desk: Path, changes: Path, tmp_path: Path) -> None:
    """`openday check` finds in the base's schedule.json the cost that the comparison states."""
    document = json.loads(cli("whatif", desk, changes, *EFFORT, "--out", tmp_path / "out", "--json").out)
    judged = cli("check", desk, tmp_path / "out" / "base", "--json")
    assert judged.code == 0
    assert json.loads(judged.out)["score"]["total"] == document["base"]["cost"]


def test_a_scenario_of_the_library(cli: Cli, desk: Path, tmp_path: Path) -> None:
    """A name does in place of a file."""
    said = cli("whatif", desk, "key-engineer-sick", *EFFORT, "--out", tmp_path / "out", "--json")
    assert [each["name"] for each in json.loads(said.out)["variants"]] == ["two-days", "all-week"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("key-enginer-sick", "you mean 'key-engineer-sick'"),
        ("gone.yaml", "gone.yaml: the file is missing"),
    ],
)
def test_nothing_of_that_name(cli: Cli, desk: Path, tmp_path: Path, given: str, words: str) -> None:
    """One clear error, and nothing is written."""
    said = cli("whatif", desk, given, "--out", tmp_path / "out")
    assert (said.code, said.out) == (2, "")
    assert words in said.err
    assert not (tmp_path / "out").exists()


def test_changes_that_the_desk_does_not_allow(cli: Cli, desk: Path, tmp_path: Path) -> None:
    """Every one is named with its place, and nothing is written."""
    file = tmp_path / "bad.yaml"
    file.write_text(
        "- {change: engineer_absent, engineer: nobody}\n"
        "- {change: engineer_absent, engineer: '@key', start: 2031-01-01T08:00, end: 2031-01-02T08:00}\n",
        encoding="utf-8",
    )
    said = cli("whatif", desk, file, "--out", tmp_path / "out")
    assert said.code == 2
    assert "bad.yaml, changes[0].engineer_absent: the desk has no engineer 'nobody'" in said.err
    assert "bad.yaml, changes[1].engineer_absent: Wed 1 Jan 2031 08:00 lies outside the planning window" in said.err
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(os.name != "posix", reason="sends SIGINT to a group of processes")
def test_an_interrupt_keeps_the_seeds_that_are_done(desk: Path, changes: Path, tmp_path: Path) -> None:
    """Ctrl-C after the first seed's solves gives a comparison of it, and says so."""
    command = ["whatif", desk, changes, "--deterministic-limit", "1", "--seeds", "20", "--workers", "1", "--json"]
    started = subprocess.Popen(
        [sys.executable, "-m", "api.cli.main", *map(str, command), "--out", str(tmp_path / "out")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert started.stderr is not None
    for line in started.stderr:
        if line.startswith("5 of 60"):
            os.killpg(started.pid, signal.SIGINT)
            break
    out, err = started.communicate()
    assert started.returncode == 0, err
    assert "Stopping; the seeds done so far are compared." in err
    document = json.loads(out)
    assert document["stopped"]
    assert 1 <= len(document["seeds"]) < 20
    assert [each["name"] for each in document["variants"]] == ["sick", "as ever"]


def test_the_library_is_listed(cli: Cli) -> None:
    """Each with its purpose, for people and as JSON."""
    said = cli("scenarios")
    assert all(name in said.out for name in names())
    listed = json.loads(cli("scenarios", "--json").out)
    assert [each["name"] for each in listed] == list(names())
    assert all(each["purpose"] for each in listed)


def test_one_of_the_library_is_shown(cli: Cli, desk: Path, tmp_path: Path) -> None:
    """Its text is a file that can be used as it is."""
    file = tmp_path / "mine.yaml"
    file.write_text(cli("scenarios", "--show", "two-sick").out, encoding="utf-8")
    assert "purpose: Two engineers call in sick" in file.read_text(encoding="utf-8")
    assert (
        cli("whatif", desk, file, "--deterministic-limit", "0.1", "--seeds", "1", "--out", tmp_path / "out").code == 0
    )
    wrong = cli("scenarios", "--show", "two-sic")
    assert (wrong.code, "you mean 'two-sick'" in wrong.err) == (2, True)
