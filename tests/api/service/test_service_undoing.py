"""Undoing a plan after events, told by what becomes of the desk's data and of work under way."""

import datetime as dt
from dataclasses import dataclass, field

import build as b
import pytest

from api.service import happening, publishing
from api.service.asking import ask_here
from api.service.creating import create_desk
from api.service.errors import Settled
from api.service.service import Service
from api.service.undoing import propose_undo
from api.settings import Settings
from api.store.database import Database
from api.store.desks import Snapshot, snapshot
from scenarios.changes.engineer_absent import EngineerAbsent

SICK = EngineerAbsent(engineer="ann", start="2026-03-02T09:00", end="2026-03-02T17:00", reason="sick")


@dataclass
class Desk:
    """As much of a service as undoing needs, on one desk whose clock is moved by hand."""

    database: Database
    settings: Settings = field(default_factory=Settings)
    minute: int = 60

    def clock(self) -> dt.datetime:
        """Return when it is."""
        return b.at(self.minute)

    def snapshot(self, desk_id: str) -> Snapshot:
        """Return the desk as it is."""
        with self.database.read() as session:
            return snapshot(session, desk_id, self.clock())

    ask = staticmethod(ask_here)


@pytest.fixture
def desk(any_database: Database) -> Desk:
    """Return a desk at 09:00: ann is at t1 since 08:00, and bob is free."""
    problem = b.problem(
        b.ticket("t1", estimated_minutes=240),
        engineers=(b.engineer("ann"), b.engineer("bob")),
        desk=b.desk(now=b.at(60)),
        published=b.schedule(("t1", "ann", 0, 240)),
    )
    create_desk(any_database, "acme", problem, is_live=True)
    return Desk(any_database)


def test_work_under_way_goes_back_to_who_was_at_it(desk: Desk) -> None:
    """Ann falls sick at t1, and bob takes the three hours that are left; undone, she is at all four of them."""
    before = desk.snapshot("acme")
    version = replanned(desk)
    now = desk.snapshot("acme")
    assert now.problem.ticket["t1"].estimated_minutes == 180
    assert now.problem.engineer["ann"].busy
    assert work(now) == [("bob", 60, 240)]
    undo(desk, version)
    back = desk.snapshot("acme")
    assert work(back) == work(before) == [("ann", 0, 240)]
    assert back.problem.tickets == before.problem.tickets
    assert back.problem.engineers == before.problem.engineers


def test_what_has_begun_since_is_not_undone(desk: Desk) -> None:
    """Ten minutes later bob is at it: that cannot be taken back."""
    version = replanned(desk)
    desk.minute = 70
    with pytest.raises(Settled, match="t1 has begun since"):
        undo(desk, version)
    assert work(desk.snapshot("acme")) == [("bob", 60, 240)]


def replanned(desk: Desk) -> int:
    """Tell that ann is sick, publish the plan that changes most, and return its version."""
    found = happening.replan(service_of(desk), "acme", (SICK,), 0, "key:ann", lambda _session, _answer: None)
    return publish(desk, found["plans"][-1]["proposal_id"])


def undo(desk: Desk, version: int) -> int:
    """Undo a version and return the new one."""
    return publish(desk, propose_undo(service_of(desk), "acme", version, "key:ann"))


def publish(desk: Desk, proposal: str) -> int:
    """Publish a proposal and return its version."""
    return publishing.publish(desk.database, ask_here, "acme", proposal, actor="key:ann", at=desk.clock()).version


def service_of(desk: Desk) -> Service:
    """Return the desk as the service that it stands for."""
    return desk  # type: ignore[return-value]


def work(now: Snapshot) -> list[tuple[str, int, int]]:
    """Return who works from which minute to which."""
    given = now.published.assignments if now.published else ()
    minutes = ((each.engineer_ids[0], each.start, each.end) for each in given)
    return [(who, *(int((when - b.MONDAY).total_seconds()) // 60 for when in span)) for who, *span in minutes]  # type: ignore[misc]
