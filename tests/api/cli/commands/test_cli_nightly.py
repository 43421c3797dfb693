"""``openday nightly``."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_said import Cli

from api.jobs import queue
from api.jobs.nightly import enqueue_all
from api.jobs.supervisor import Supervisor
from api.service.creating import create_desk
from api.service.service import wall_clock
from api.settings import Settings
from api.store.database import Database
from api.store.opening import open_database
from api.store.tables import Job, Proposal, Schedule
from scenarios.generator import generate


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Return a database with two small desks."""
    database = open_database(f"sqlite:///{tmp_path / 'openday.db'}")
    for number, desk_id in enumerate(("north", "south")):
        create_desk(database, desk_id, generate(3, 8, 1, number), is_live=False)
    yield database
    database.close()


def test_all_desks_are_planned(cli: Cli, database: Database) -> None:
    """Without a service the plans are made here: one line for each desk, and its proposal in the store."""
    said = cli("nightly", "--database", database.url, "--seconds", 1)
    assert said.code == 0
    lines = said.out.splitlines()
    assert [line.split(":")[0] for line in lines] == ["north", "south"]
    assert all("done, Nightly plan: " in line and "tickets placed" in line for line in lines)
    assert "first plan" in said.err or "solved as a whole" in said.err
    with database.read() as session:
        assert [each.origin for each in session.query(Proposal)] == ["nightly"] * 2
        assert session.query(Schedule).count() == 0


def test_planned_once_a_day(cli: Cli, database: Database) -> None:
    """The second time the same day tells what the first one came to; only --again plans anew."""
    call = ("nightly", "--database", database.url, "--desk", "south", "--seconds", 1, "--json")
    first, second, again = cli(*call), cli(*call), cli(*call, "--again")
    assert first.code == second.code == again.code == 0
    assert first.json == second.json
    (plan,) = again.json["plans"]
    assert plan["desk_id"] == "south"
    assert plan["plan"]["id"] != first.json["plans"][0]["plan"]["id"]
    assert plan["plan"]["state"] == "done"
    with database.read() as session:
        assert session.query(Job).count() == 2


def test_plans_are_published(cli: Cli, database: Database) -> None:
    """With --publish the plan is what people work by, and the line says which version."""
    said = cli("nightly", "--database", database.url, "--desk", "north", "--seconds", 1, "--publish")
    assert said.code == 0
    assert "published as version 1" in said.out
    with database.read() as session:
        assert session.query(Schedule).one().desk_id == "north"


def test_running_service_does_the_work(cli: Cli, database: Database) -> None:
    """Where a service looks after the jobs, the command waits for it, and each job is run once."""
    with Supervisor(database, Settings(job_slots=2, job_threads=1)):
        said = cli("nightly", "--database", database.url, "--seconds", 1, "--json")
    assert said.code == 0
    assert [plan["plan"]["attempt"] for plan in said.json["plans"]] == [1, 1]


def test_job_that_was_cancelled_is_a_finding(cli: Cli, database: Database) -> None:
    """The exit code says that a desk has no plan."""
    (night,) = enqueue_all(database, "north", seconds=1, publish=False, at=wall_clock(), again=False)
    with database.write() as session:
        queue.ask_stop(session, "north", night.job_id, wall_clock())
    said = cli("nightly", "--database", database.url, "--desk", "north")
    assert said.code == 1
    assert said.out == "north: cancelled\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--desk", "west"), "--desk: the database has no such desk (found 'west')"),
        (("--database", "mysql://host/name"), "'mysql' is no database that Openday knows"),
    ],
)
def test_bad_input_is_refused(cli: Cli, database: Database, arguments: tuple[str, str], words: str) -> None:
    """An unknown desk or database ends it before anything is written."""
    said = cli("nightly", "--database", database.url, *arguments)
    assert said.code == 2
    assert words in said.err
    assert "Maybe" in said.err
    with database.read() as session:
        assert session.query(Job).count() == 0


def test_database_without_a_desk_is_refused(cli: Cli, tmp_path: Path) -> None:
    """There is nothing to plan."""
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    open_database(url).close()
    said = cli("nightly", "--database", url)
    assert said.code == 2
    assert "there is no desk in the database" in said.err


def test_date_is_that_of_the_desk(database: Database) -> None:
    """A night's name has the local date: at 3:00 UTC it is still the evening before in Chicago."""
    at = dt.datetime(2026, 3, 3, 3, 0, tzinfo=dt.UTC)
    enqueue_all(database, "north", seconds=1, publish=False, at=at, again=False)
    with database.read() as session:
        assert session.query(Job).one().once == "nightly:north:2026-03-02"
