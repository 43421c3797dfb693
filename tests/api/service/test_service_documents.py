"""Documents and snapshots: made once for each state, and never of the wrong one."""

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from stored_desks import NOW, add_desks

from api.service.documents import KEPT, Documents
from api.service.snapshots import KEPT as DESKS
from api.service.snapshots import Snapshots
from api.store import desks
from api.store.database import Database
from engine.errors import UnknownId


def test_of_many_who_ask_one_makes_it() -> None:
    """Eight threads ask for one document at one moment: it is made once, and all get it."""
    documents, made, gate = Documents(), [], threading.Barrier(8)
    slow = threading.Event()

    def make() -> bytes:
        slow.wait(0.05)
        made.append(1)
        return b"document"

    def ask() -> bytes:
        gate.wait()
        return documents.get("key", make)

    with ThreadPoolExecutor(8) as threads:
        answers = [threads.submit(ask) for _ in range(8)]
        assert {each.result() for each in answers} == {b"document"}
    assert len(made) == 1


def test_document_that_could_not_be_made_is_made_by_the_next() -> None:
    """An error is told to who asked, and kept from nobody else."""
    documents = Documents()
    with pytest.raises(ZeroDivisionError):
        documents.get("key", lambda: bytes(1 // 0))
    assert documents.get("key", lambda: b"made") == b"made"


def test_oldest_documents_are_forgotten() -> None:
    """What was asked for lately stays."""
    documents = Documents()
    for number in range(KEPT):
        documents.get(number, lambda: b"first")
    documents.get(0, lambda: b"second")
    documents.get("new", lambda: b"first")
    assert documents.get(0, lambda: b"second") == b"first"
    assert documents.get(1, lambda: b"second") == b"second"


def test_snapshot_is_read_again_only_when_the_desk_has_changed(any_database: Database) -> None:
    """The same object as long as both versions are; another one after an edit or a publish."""
    add_desks(any_database, "acme")
    snapshots = Snapshots()

    def read(at: dt.datetime = NOW) -> desks.Snapshot:
        with any_database.read() as session:
            return snapshots.get(session, "acme", at)

    first = read()
    assert read(NOW + dt.timedelta(days=1)) is first
    with any_database.write() as session:
        desks.count_up(session, "acme", 1)
    assert read() is not first
    with any_database.read() as session, pytest.raises(UnknownId):
        snapshots.get(session, "nowhere", NOW)


def test_snapshot_of_a_live_desk_is_read_again_when_its_now_is_over(sqlite_database: Database) -> None:
    """It holds up to the instant that it says it is."""
    add_desks(sqlite_database, "acme", is_live=True)
    snapshots = Snapshots()

    def read(seconds: int) -> desks.Snapshot:
        with sqlite_database.read() as session:
            return snapshots.get(session, "acme", NOW + dt.timedelta(seconds=seconds))

    first = read(1)
    assert read(300) is first
    later = read(301)
    assert later.problem.desk.now - first.problem.desk.now == dt.timedelta(minutes=5)


def test_desks_that_nobody_asks_about_are_forgotten(sqlite_database: Database) -> None:
    """Only so many are kept, those asked about lately."""
    names = [f"desk{number}" for number in range(DESKS + 1)]
    add_desks(sqlite_database, *names)
    snapshots = Snapshots()
    with sqlite_database.read() as session:
        first = {name: snapshots.get(session, name, NOW) for name in names}
        again = {name: snapshots.get(session, name, NOW) for name in reversed(names)}
    assert [name for name in names if again[name] is not first[name]] == names[:1]
