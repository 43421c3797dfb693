"""``openday import incidents`` and ``openday outcome incidents``."""

import csv
from pathlib import Path

import pytest
from cli_said import Cli

HEADER = (
    *("number", "incident_state", "sys_mod_count", "made_sla", "opened_at", "sys_updated_at"),
    *("location", "category", "subcategory", "u_symptom", "priority", "assignment_group"),
    *("assigned_to", "resolved_by", "resolved_at"),
)
REST = "1/3/2016 08:00", "Location 1", "Category 1", "Subcategory 1", "Symptom 1", "3 - Moderate", "Group 1"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Return a log of one resolved and one open incident, the latter resolved after the import."""

    def row(number: str, state: str, order: int, at: str, resolved_by: str, resolved_at: str) -> list[str]:
        opened, *rest = REST
        return [number, state, str(order), "true", opened, at, *rest, "Resolver 5", resolved_by, resolved_at]

    rows = [
        row("INC1", "Active", 0, "1/3/2016 08:10", "Resolved by 3", "2/3/2016 10:00"),
        row("INC1", "Resolved", 1, "2/3/2016 10:00", "Resolved by 3", "2/3/2016 10:00"),
        row("INC2", "Active", 0, "2/3/2016 09:00", "Resolved by 3", "3/3/2016 12:00"),
        row("INC2", "Closed", 1, "3/3/2016 12:00", "Resolved by 3", "3/3/2016 12:00"),
    ]
    path = tmp_path / "log.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows])
    return path


def test_import_schedule_outcome(cli: Cli, log: Path, tmp_path: Path) -> None:
    """A log becomes a desk with its assumptions stated, is scheduled, and compared with what really happened.

    The comparison is refused for other days than the schedule's.
    """
    when = ("--at", "2016-03-03T09:00", "--days", 1)
    desk = tmp_path / "desk"
    said = cli("import", "incidents", log, desk, *when)
    assert said.code == 0
    assert "What had to be assumed" in said.out
    assert cli("import", "incidents", log, desk, *when, "--json").json["counts"]["tickets"] == 1
    assert cli("schedule", desk, "--deterministic-limit", 0.2).code == 0
    said = cli("outcome", "incidents", log, desk / "schedule", *when)
    assert said.code == 0
    assert "1 of 1 (100 %)" in said.out
    answer = cli("outcome", "incidents", log, desk / "schedule", *when, "--json").json
    assert answer["outcome"]["resolved_in_window"] == 1
    said = cli("outcome", "incidents", log, desk / "schedule", *when[:3], 2)
    assert said.code == 2
    assert "2016-03-03T09:00 to 2016-03-05T00:00 UTC" in said.err
    assert "2016-03-03T09:00 to 2016-03-04T00:00 UTC" in said.err


def test_import_with_preferred_engineers(cli: Cli, log: Path, tmp_path: Path) -> None:
    """With --prefer the ticket prefers the one who resolved the incident before it, and the assumption is printed."""
    said = cli("import", "incidents", log, tmp_path / "desk", "--at", "2016-03-03T09:00", "--prefer", 1)
    assert said.code == 0
    assert "Preferred engineers: for each ticket the 1 likeliest" in said.out.replace("\n", " ")
    with (tmp_path / "desk" / "tickets.csv").open(newline="", encoding="utf-8") as file:
        assert [row["preferred_engineers"] for row in csv.DictReader(file)] == ["Resolver 5"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--at", "yesterday"), "--at: is not an instant"),
        (("--at", "2016-03-01T07:00"), "the log starts after this instant"),
        (("--at", "2031-01-01T00:00"), "Maybe choose an instant"),
    ],
)
def test_bad_import(cli: Cli, log: Path, tmp_path: Path, options: tuple[str, ...], words: str) -> None:
    """An instant that is none, or at which the log is silent, exits with 2 and writes nothing."""
    said = cli("import", "incidents", log, tmp_path / "desk", *options)
    assert said.code == 2
    assert words in said.err
    assert not (tmp_path / "desk").exists()
