"""A desk written and read again is the same desk."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from any_desk import problems
from good_desk import RULES, write_files
from hypothesis import HealthCheck, Phase, given, settings

from engine.domain.base import Frozen
from engine.domain.client import Client
from engine.domain.engineer import Engineer
from engine.domain.preference import Preference
from engine.domain.problem import Problem
from engine.domain.site import Site
from engine.domain.ticket import Ticket
from engine.errors import DataError
from engine.files import problem_schema, read_problem, schedule_schema, write_desk
from engine.files.columns import CLIENTS, ENGINEERS, PREFERENCES, SITES, TICKETS, Sheet


@settings(
    max_examples=30,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(problems())
def test_write_then_read_gives_an_equal_problem(problem: Problem) -> None:
    """Any sound problem comes back from its folder, and from its JSON file, field by field."""
    with TemporaryDirectory() as folder:
        write_desk(problem, Path(folder) / "desk")
        assert read_problem(Path(folder) / "desk", RULES) == problem
        file = Path(folder) / "desk.json"
        file.write_text(problem.model_dump_json(), encoding="utf-8")
        assert read_problem(file, RULES) == problem


@pytest.mark.parametrize(
    ("sheet", "model", "elsewhere"),
    [
        (TICKETS, Ticket, set()),
        (ENGINEERS, Engineer, {"skills", "busy"}),
        (CLIENTS, Client, {"familiarity", "preferences"}),
        (PREFERENCES, Preference, set()),
        (SITES, Site, set()),
    ],
)
def test_every_field_has_a_column(sheet: Sheet, model: type[Frozen], elsewhere: set[str]) -> None:
    """No field of the domain is left out of the files, and no column fills a field that is not there."""
    assert {column.path[0] for column in sheet.columns} | elsewhere == set(model.model_fields)


def test_written_twice_is_the_same_bytes(tmp_path: Path) -> None:
    """The same problem gives the same files, byte by byte."""
    problem = read_problem(write_files(tmp_path / "given"), RULES)
    for name in ("one", "two"):
        write_desk(problem, tmp_path / name)
    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*") if path.is_file())
    assert len(files) == 9
    assert all((tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes() for file in files)


def test_a_desk_is_replaced_whole(tmp_path: Path) -> None:
    """Writing over a desk drops its old files and keeps what is not a desk's; nothing else is left behind."""
    folder = write_files(tmp_path / "desk", {"notes.md": "mine", "charts/a.png": b"x", "calendars/ben.ics": None})
    problem = read_problem(folder, RULES)
    write_desk(problem.model_copy(update={"desk": problem.desk.model_copy(update={"travel_times": ()})}), folder)
    assert (folder / "notes.md").read_text() == "mine"
    assert (folder / "charts" / "a.png").exists()
    assert not (folder / "travel.csv").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["desk"]


def test_other_folders_are_not_overwritten(tmp_path: Path) -> None:
    """A folder with other things in it, or a file in the way, is refused and left alone; an empty folder is taken."""
    problem = read_problem(write_files(tmp_path / "given"), RULES)
    other = tmp_path / "other"
    other.mkdir()
    write_desk(problem, other)
    (other / "desk.toml").unlink()
    (tmp_path / "file").write_text("mine")
    for path in (other, tmp_path / "file"):
        with pytest.raises(DataError, match="nothing was written"):
            write_desk(problem, path)
    assert not (other / "desk.toml").exists()
    assert (tmp_path / "file").read_text() == "mine"


def test_formulas_are_neutralised_and_come_back(tmp_path: Path) -> None:
    """A summary that a spreadsheet would run is written with an apostrophe and read back without it."""
    problem = read_problem(write_files(tmp_path / "given"), RULES)
    evil = problem.tickets[0].model_copy(update={"summary": "=HYPERLINK(1)"})
    problem = problem.model_copy(update={"tickets": (evil, *problem.tickets[1:])})
    write_desk(problem, tmp_path / "desk")
    assert ",'=HYPERLINK(1)," in (tmp_path / "desk" / "tickets.csv").read_text()
    assert read_problem(tmp_path / "desk", RULES).tickets[0].summary == "=HYPERLINK(1)"


def test_json_flaws_name_the_path(tmp_path: Path) -> None:
    """In a JSON file a flaw names the path to the value, or the thing that it is about."""
    problem = read_problem(write_files(tmp_path / "given"), RULES)
    data = json.loads(problem.model_dump_json())
    data["tickets"][2]["priority"] = 9
    file = tmp_path / "desk.json"
    file.write_text(json.dumps(data))
    with pytest.raises(DataError, match=r"desk.json, tickets\[2\].priority: must be at most 4 \(found '9'\)"):
        read_problem(file, RULES)
    data["tickets"][2] |= {"priority": 3, "client_id": "globax"}
    file.write_text(json.dumps(data))
    with pytest.raises(DataError, match=r"desk\.json, client_id: ticket 'T-3': the desk has no such client"):
        read_problem(file, RULES)


def test_nothing_there(tmp_path: Path) -> None:
    """A path to nothing is a DataError."""
    with pytest.raises(DataError, match="no such folder or file"):
        read_problem(tmp_path / "nothing", RULES)


def test_schemas_name_the_contract() -> None:
    """The schema of schedule.json has the keys that other programs read."""
    keys = {
        "planning_window",
        "assignments",
        "unassigned",
        "score",
        "bound",
        "gap",
        "status",
        "kpis",
        "weights",
        "seed",
    }
    assert keys <= set(schedule_schema()["properties"])
    assert {"desk", "tickets", "published"} <= set(problem_schema()["properties"])
