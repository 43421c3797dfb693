"""The database itself: how SQLite is opened, and what transactions promise on either."""

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import inspect, text, update
from sqlalchemy.exc import IntegrityError
from stored_desks import NOW, add_desks

from api.store import tables
from api.store.database import Database, with_driver


def test_sqlite_is_opened_as_it_should_be(sqlite_database: Database) -> None:
    """Every connection has a log that readers do not wait for, full durability, and foreign keys."""
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    for open_one in (sqlite_database.read, sqlite_database.write):
        with open_one() as session:
            assert {name: session.scalar(text(f"PRAGMA {name}")) for name in wanted} == wanted
            assert session.scalar(text("PRAGMA busy_timeout")) >= 10_000
    assert sqlite_database.is_sqlite


def test_row_of_no_desk_is_refused(any_database: Database) -> None:
    """Foreign keys hold, and a desk takes everything of its own along when it is deleted."""
    ticket = {"id": "t", "position": 0, "body": {}, "status": "open", "priority": 1, "client_id": "c", "found_by": ""}
    with pytest.raises(IntegrityError), any_database.write() as session:
        session.add(tables.Ticket(desk_id="nowhere", **ticket))
    with any_database.write() as session:
        session.add(tables.Desk(id="acme", body={}, created=NOW))
        session.flush()
        session.add(tables.Ticket(desk_id="acme", **ticket))
    with any_database.write() as session:
        session.delete(session.get_one(tables.Desk, "acme"))
    with any_database.read() as session:
        assert session.get(tables.Ticket, {"desk_id": "acme", "id": "t"}) is None


def test_error_does_not_say_what_was_written(any_database: Database) -> None:
    """What customers have written, and digests of secrets, are in no error's text, and so in no log."""
    values = {"desk_id": "nowhere", "id": "t", "position": 0, "status": "open", "priority": 1, "client_id": "c"}
    with pytest.raises(IntegrityError) as caught, any_database.write() as session:
        session.add(tables.Ticket(**values, body={"summary": "the safe's code"}, found_by="swordfish"))
    assert "INSERT INTO tickets" in str(caught.value)
    assert "code" not in str(caught.value)
    assert "swordfish" not in str(caught.value)


def test_every_table_belongs_to_a_desk(any_database: Database) -> None:
    """Directly or through something that does: no table mixes tenants."""
    found = inspect(any_database.engine)
    parents = {
        name: {key["referred_table"] for key in found.get_foreign_keys(name)} for name in found.get_table_names()
    }
    for name in parents.keys() - {"alembic_version", "desks"}:
        assert parents[name] <= {"desks", "api_keys", "jobs"}, name
        assert parents[name], name


def test_transaction_that_fails_leaves_nothing(any_database: Database) -> None:
    """All or nothing, whatever was flushed before."""

    def fail() -> None:
        with any_database.write() as session:
            session.add(tables.Desk(id="acme", body={}, created=NOW))
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with any_database.read() as session:
        assert session.get(tables.Desk, "acme") is None


def test_reader_sees_one_state_throughout(any_database: Database) -> None:
    """What others write meanwhile is not seen before the next session; nobody waits."""
    with any_database.write() as session:
        session.add(tables.Desk(id="acme", body={}, created=NOW))
    with any_database.read() as reader:
        assert reader.scalar(text("SELECT data_version FROM desks")) == 1
        with any_database.write() as session:
            session.execute(update(tables.Desk).values(data_version=2))
        assert reader.scalar(text("SELECT data_version FROM desks")) == 1
    with any_database.read() as reader:
        assert reader.scalar(text("SELECT data_version FROM desks")) == 2


def test_writers_wait_for_each_other(any_database: Database) -> None:
    """Eight threads count up what they have read under a lock: none of the counts is lost."""
    with any_database.write() as session:
        session.add(tables.Desk(id="acme", body={}, created=NOW))
    gate = threading.Barrier(8)

    def count() -> None:
        gate.wait()
        with any_database.write() as session:
            desk = session.get_one(tables.Desk, "acme", with_for_update=True)
            desk.days += 1

    with ThreadPoolExecutor(8) as threads:
        for each in [threads.submit(count) for _ in range(8)]:
            each.result()
    with any_database.read() as session:
        assert session.get_one(tables.Desk, "acme").days == 13


def test_instants_come_back_with_their_offset(any_database: Database) -> None:
    """They are kept in UTC; one without an offset is refused."""
    at = dt.datetime(2026, 3, 2, 7, 30, tzinfo=dt.timezone(dt.timedelta(hours=-6)))
    with any_database.write() as session:
        session.add(tables.Desk(id="acme", body={}, created=at))
    with any_database.read() as session:
        created = session.get_one(tables.Desk, "acme").created
    assert (created, created.utcoffset()) == (at, dt.timedelta())
    with pytest.raises(Exception, match="no offset"), any_database.write() as session:
        session.add(tables.Desk(id="other", body={}, created=at.replace(tzinfo=None)))


@pytest.mark.parametrize(
    ("url", "driven"),
    [
        ("postgresql://me@host/name", "postgresql+psycopg://me@host/name"),
        ("postgres://me:secret@host/name", "postgresql+psycopg://me:secret@host/name"),
        ("postgresql+psycopg://me@host/name", "postgresql+psycopg://me@host/name"),
        ("sqlite:////a/b.db", "sqlite:////a/b.db"),
    ],
)
def test_url_gets_the_driver_that_comes_along(url: str, driven: str) -> None:
    """Nobody has to know its name; the password stays in."""
    assert with_driver(url) == driven


def test_file_is_whole_after_it_was_closed(sqlite_database: Database, tmp_path: Path) -> None:
    """A copy of the file alone holds everything, once nobody has it open."""
    add_desks(sqlite_database, "acme").close()
    moved = tmp_path / "moved.db"
    moved.write_bytes((tmp_path / "openday.db").read_bytes())
    database = Database(f"sqlite:///{moved}")
    with database.read() as session:
        assert len(list(session.query(tables.Engineer))) == 2
    database.close()
