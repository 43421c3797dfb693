"""Schedules made by hand."""

from pathlib import Path

import pytest
from good_desk import RULES, write_files

from engine.domain.problem import Problem
from engine.errors import DataError
from engine.files import read_problem, read_schedule


@pytest.fixture
def problem(tmp_path: Path) -> Problem:
    """The good desk, read."""
    return read_problem(write_files(tmp_path / "desk"), RULES)


def test_a_csv_of_four_columns(problem: Problem, tmp_path: Path) -> None:
    """Ticket, engineers, start and end are enough: times are in the desk's zone and the place is the ticket's."""
    path = tmp_path / "mine.csv"
    path.write_text(
        "ticket_id,engineer_ids,start,end\n"
        "T-2,ann;ben,2026-03-02T09:00,2026-03-02T10:30\n"
        "T-1,ben,2026-03-02 11:00,2026-03-02T10:30Z\n"
    )
    first, second = read_schedule(path, problem).assignments
    assert (first.engineer_ids, first.site_id) == (("ann", "ben"), "acme-hq")
    assert first.start.isoformat() == "2026-03-02T09:00:00+01:00"
    assert (second.site_id, second.end - second.start) == (None, second.end - second.start)
    assert second.end.isoformat() == "2026-03-02T10:30:00+00:00"


def test_a_csv_with_errors_names_each(problem: Problem, tmp_path: Path) -> None:
    """Unknown tickets and engineers are named with their lines, all of them."""
    path = tmp_path / "mine.csv"
    path.write_text(
        "ticket_id,engineer_ids,start,end\n"
        "T-9,ann,2026-03-02T09:00,2026-03-02T10:30\n"
        "T-1,bem,2026-03-02T09:00,2026-03-02T10:30\n"
    )
    with pytest.raises(DataError) as caught:
        read_schedule(path, problem)
    assert [(flaw.file, flaw.line, flaw.field, flaw.value) for flaw in caught.value.flaws] == [
        ("mine.csv", 2, "ticket_id", "T-9"),
        ("mine.csv", 3, "engineer_ids", "bem"),
    ]


def test_a_csv_with_a_row_that_ends_before_it_starts(problem: Problem, tmp_path: Path) -> None:
    """A row that is no assignment is a flaw at its line."""
    path = tmp_path / "mine.csv"
    path.write_text("ticket_id,engineer_ids,start,end\nT-1,ann,2026-03-02T09:00,2026-03-02T08:30\n")
    with pytest.raises(DataError, match=r"mine.csv, line 2: assignment of 'T-1' ends before it starts"):
        read_schedule(path, problem)


def test_json_without_offsets(problem: Problem, tmp_path: Path) -> None:
    """In JSON, too, an instant without an offset is in the desk's zone, and one in the DST gap is an error."""
    path = tmp_path / "mine.json"
    text = '{"assignments": [{"ticket_id": "T-1", "engineer_ids": ["ann"], "start": "%s", "end": "2026-03-29T04:00"}]}'
    path.write_text(text % "2026-03-29T03:30")
    assert read_schedule(path, problem).assignments[0].start.isoformat() == "2026-03-29T03:30:00+02:00"
    path.write_text(text % "2026-03-29T02:30")
    with pytest.raises(DataError, match=r"assignments\[0\].start: does not exist in Europe/Berlin"):
        read_schedule(path, problem)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[", "mine.json, line 1: this is no JSON"),
        ("[]", "mine.json: "),
        ("{}", "mine.json, assignments: is missing"),
        ('{"assignments": [], "sead": 1}', "mine.json, sead: is not a known key"),
        (
            '{"assignments": [], "unassigned": [{"ticket_id": "T-7"}]}',
            "unassigned.ticket_id: the desk has no such ticket",
        ),
    ],
)
def test_broken_json(text: str, message: str, problem: Problem, tmp_path: Path) -> None:
    """Each way to break a schedule.json is a DataError that says where."""
    path = tmp_path / "mine.json"
    path.write_text(text)
    with pytest.raises(DataError) as caught:
        read_schedule(path, problem)
    assert message in str(caught.value)


def test_a_missing_schedule(problem: Problem, tmp_path: Path) -> None:
    """A path to nothing is a DataError that names the file."""
    with pytest.raises(DataError, match=r"holds no schedule.json"):
        read_schedule(tmp_path, problem)
