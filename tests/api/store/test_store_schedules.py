"""Schedules by version, the audit log, and answers kept for a request that comes again."""

import datetime as dt

import build
import pytest
from sqlalchemy import select
from stored_desks import NOW, add_desks

from api.store import schedules, tables, trail
from api.store.database import Database
from engine.amendment import difference, moved, zones_of
from engine.domain.schedule import Schedule
from engine.errors import UnknownId

EMPTY = Schedule(assignments=())


def test_version_is_claimed_by_who_knows_the_state(any_database: Database) -> None:
    """Data or schedule changed since: no version. Numbers are never given twice, each desk has its own."""
    add_desks(any_database, "acme", "other")
    with any_database.write() as session:
        assert schedules.take_version(session, "acme", 0, 2) is None
        assert schedules.take_version(session, "acme", 1, 1) is None
        assert schedules.take_version(session, "acme", 0, 1) == 1
        assert schedules.take_version(session, "acme", 0, 1) is None
        assert schedules.take_version(session, "acme", 1, 1) == 2
        assert schedules.take_version(session, "other", 0, 1) == 1


def test_one_version_is_the_published_one(any_database: Database) -> None:
    """The others were before it; each knows which one it came after."""
    add_desks(any_database, "acme")
    for _ in range(3):
        with any_database.write() as session:
            schedules.first(session, "acme", EMPTY, NOW, "test")
    with any_database.read() as session:
        rows = session.scalars(select(tables.Schedule).order_by(tables.Schedule.version)).all()
        assert [(row.version, row.base_version, row.state) for row in rows] == [
            (1, 0, "superseded"),
            (2, 1, "superseded"),
            (3, 2, "published"),
        ]
        assert [row.version for row in schedules.since(session, "acme", 1)] == [2, 3]
        assert session.get_one(tables.Desk, "acme").published_version == 3


def test_version_that_was_never_published(any_database: Database) -> None:
    """Version 0 is none, any other is unknown."""
    add_desks(any_database, "acme")
    with any_database.read() as session:
        assert schedules.schedule_of(session, "acme", 0) is None
        with pytest.raises(UnknownId, match="version 1"):
            schedules.schedule_of(session, "acme", 1)


def test_what_a_version_changes_is_told_by_day_and_by_ticket() -> None:
    """Days of people, and each ticket's place before and after."""
    before, after = build.schedule(("t1", "ann", 0, 60)), build.schedule(("t1", "bob", 1440, 1500))
    amendment = difference(before, after, zones_of(build.problem()))
    told = schedules.changes_of(amendment, moved(before, after))
    assert told["days"] == [["ann", "2026-03-02"], ["bob", "2026-03-03"]]
    (change,) = told["tickets"]
    assert (change["ticket_id"], change["before"]["engineer_ids"], change["after"]["engineer_ids"]) == (
        "t1",
        ["ann"],
        ["bob"],
    )


def test_audit_log_and_kept_answers_are_the_desks_own(any_database: Database) -> None:
    """A line is written where it belongs; kept answers are found under their key, and forgotten after two days."""
    add_desks(any_database, "acme", "other")
    with any_database.write() as session:
        trail.note(session, "acme", NOW, "ann", "publish", "schedule 2", {"tickets": 3})
        for desk, at in (("acme", NOW), ("other", NOW + dt.timedelta(days=1))):
            kept = {"digest": "d", "status": 200, "headers": {}, "body": b"{}", "created": at}
            session.add(tables.Remembered(desk_id=desk, key="k", **kept))
    with any_database.write() as session:
        (line,) = session.scalars(select(tables.AuditEntry)).all()
        assert (line.desk_id, line.actor, line.action, line.target, line.detail) == (
            "acme",
            "ann",
            "publish",
            "schedule 2",
            {"tickets": 3},
        )
        assert trail.recall(session, "acme", "k") is not None
        assert trail.recall(session, "acme", "x") is None
        trail.forget(session, NOW + trail.REMEMBERED_FOR + dt.timedelta(minutes=1))
        session.expire_all()
        assert trail.recall(session, "acme", "k") is None
        assert trail.recall(session, "other", "k") is not None
