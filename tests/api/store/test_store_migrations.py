"""The migrations make the tables that the code has, and run once."""

import subprocess
import sys
from pathlib import Path

import postgres
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, select
from stored_desks import NOW
from waiting import PATIENCE

from api.store import tables
from api.store.database import Database
from api.store.migrate import config, migrate
from api.store.opening import open_database
from engine.errors import DataError

_MIGRATE = """
import sys
from api.store.database import Database
from api.store.migrate import migrate
database = Database(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
migrate(database)
database.close()
"""


def test_migrated_database_is_what_the_code_says(any_database: Database) -> None:
    """From nothing to the newest revision there is no difference to the tables of the code."""
    with any_database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, tables.Base.metadata) == []
    assert set(inspect(any_database.engine).get_table_names()) == {*tables.Base.metadata.tables, "alembic_version"}


def test_migrations_run_once(any_database: Database) -> None:
    """A second start changes nothing."""
    with any_database.write() as session:
        session.add(tables.Desk(id="acme", body={}, created=NOW))
    migrate(any_database)
    with any_database.read() as session:
        assert session.get(tables.Desk, "acme") is not None


def test_going_back_before_what_jobs_have_found_loses_what_ifs_alone(any_database: Database) -> None:
    """A plan that was made keeps its row and its events, and the way forth again finds them."""
    with any_database.write() as session:
        session.add(tables.Desk(id="acme", body={}, created=NOW))
        session.flush()
        for kind in ("plan", "what_if"):
            session.add(
                tables.Job(id=kind, desk_id="acme", kind=kind, state="done", request={}, created=NOW, created_by="ana")
            )
            session.flush()
            session.add(tables.JobEvent(job_id=kind, number=1, kind="end", body={}))
    with any_database.engine.begin() as connection:
        command.downgrade(config(connection), "0004")
    assert "outcome" not in {each["name"] for each in inspect(any_database.engine).get_columns("jobs")}
    migrate(any_database)
    with any_database.read() as session:
        assert list(session.scalars(select(tables.Job.id))) == ["plan"]
        assert list(session.scalars(select(tables.JobEvent.job_id))) == ["plan"]


@pytest.mark.parametrize("server", ["sqlite", "postgresql"])
def test_services_that_start_together_migrate_once(server: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Four processes find an empty database at one moment: one makes the tables, the others find them there."""
    url = f"sqlite:///{tmp_path / 'new.db'}"
    if server == "postgresql":
        url = postgres.new_database(request.getfixturevalue("postgres_url"), "together")
    call = [sys.executable, "-c", _MIGRATE, url]
    begun = [
        subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    for each in begun:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    for each in begun:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    ended = [(each.communicate(timeout=PATIENCE)[1], each.returncode) for each in begun]
    assert ended == [("", 0)] * 4


def test_revisions_are_one_line() -> None:
    """There is one newest revision, so that two changes made side by side are noticed."""
    assert len(ScriptDirectory.from_config(config()).get_heads()) == 1


def test_database_is_opened_with_its_folder(tmp_path: Path) -> None:
    """The first start finds no file and no folder."""
    database = open_database(f"sqlite:///{tmp_path / 'new' / 'openday.db'}")
    assert "desks" in inspect(database.engine).get_table_names()
    database.close()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "no URL of a database"),
        ("mysql://me@host/name", "no database that Openday knows"),
        ("sqlite://", "nothing would be kept"),
        ("sqlite:///:memory:", "nothing would be kept"),
        ("sqlite:////dev/null/openday.db", "cannot be opened"),
        ("postgresql://me:secret@127.0.0.1:9/name", "cannot be opened"),
    ],
)
def test_database_that_cannot_be_opened(url: str, said: str) -> None:
    """The error says why, and never the password."""
    with pytest.raises(DataError) as caught:
        open_database(url)
    assert said in str(caught.value)
    assert "secret" not in str(caught.value)
