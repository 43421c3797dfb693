"""What is asked every minute reads no more, the longer a desk has been there."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from ladders import actions, let, sure
from served_desks import Caller, World
from sqlalchemy import event

from api.service.pilot.look import done_on
from api.service.pilot.round import fly
from api.service.pilot.settle import settle
from api.service.trusting import trust_document
from api.store import tables, trust
from api.store.decisions import recorded

HOUR = dt.timedelta(hours=1)


@contextmanager
def loaded(table: Any) -> Iterator[list[Any]]:
    """Give the rows of a table that are read."""
    rows: list[Any] = []
    note: Callable[[Any, Any], None] = lambda row, _context: rows.append(row)  # noqa: E731
    event.listen(table, "load", note)
    try:
        yield rows
    finally:
        event.remove(table, "load", note)


def settle_many(world: World, count: int, at: dt.datetime) -> None:
    """Have many actions like the first open one ended at an instant, agreed with."""
    with world.database.write() as session:
        (row, *_) = trust.in_states(session, "north", [trust.LEFT, trust.NOTED])
        meant = trust.Meant.model_validate(row.body)
        for _ in range(count):
            more = {"step": "note", "state": trust.NOTED, "reason": "", "base_version": 1, "at": at}
            again = trust.begin(session, "north", meant, **more)
            trust.end(again, trust.DECIDED, at, "key:eve", is_agreed=True, chosen=meant.engineer_id)
            again.due = at
            session.flush()


def test_round_reads_no_action_that_has_ended_before(world: World, dispatcher: Caller) -> None:
    """Of what was settled before the levels were set nothing is read, neither by a round nor for the ladder's page."""
    let(dispatcher, "shadow")
    fly(world.service, "north", sure)
    settle_many(world, 20, world.now - HOUR)
    with loaded(tables.TrustAction) as rows:
        fly(world.service, "north", sure)
        trust_document(world.service, "north")
        let(dispatcher, "autopilot")
    assert rows
    assert [row for row in rows if row.ended] == []


def test_limit_of_the_day_is_counted_where_the_rows_are(world: World, dispatcher: Caller) -> None:
    """What was done today counts, what was done the day before does not, and no row is read for it."""
    let(dispatcher, "autopilot", daily_limit=2)
    assert fly(world.service, "north", sure) == 2
    now = world.service.snapshot("north")
    with world.database.read() as session, loaded(tables.TrustAction) as rows:
        assert [done_on(session, now, world.now + days * 24 * HOUR) for days in (0, 1)] == [2, 0]
    assert rows == []


def test_versions_are_read_once_for_all_actions(world: World, dispatcher: Caller) -> None:
    """However many actions are open, each version since is read once in a round."""
    let(dispatcher, "shadow")
    fly(world.service, "north", sure)
    assert len(actions(dispatcher, "noted")) > 5
    dispatcher.publish(dispatcher.fill()["proposal_id"])
    world.service.snapshot("north")
    before = len(actions(dispatcher, "noted"))
    with loaded(tables.Schedule) as rows:
        settle(world.service, "north")
    settled = before - len(actions(dispatcher, "noted"))
    # Once for all of them, and once more under the lock for each that has come to an end.
    assert len(rows) == 1 + settled


def test_of_many_decisions_the_newest_are_read(world: World, dispatcher: Caller) -> None:
    """Those past the limit, and those without prices, stay where they are."""
    for _ in range(4):
        assert dispatcher.post("/tickets/T-1003/recommendation/reject").status_code == 200
    ids = [row.id for row in world.rows(tables.Decision)]
    with world.database.write() as session:
        for kind in ("accept", "modify"):
            plain = {"proposal_id": None, "ticket_id": "T-1003", "version": None, "reason": "", "body": {}}
            session.add(tables.Decision(desk_id="north", at=world.now, actor="key:eve", kind=kind, **plain))
    with world.database.read() as session, loaded(tables.Decision) as rows:
        assert [row.id for row in recorded(session, "north", most=2)] == ids[-2:]
    assert len(rows) == 2
