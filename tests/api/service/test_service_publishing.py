"""Publishing beside others who publish, edit and change their minds: what was judged is what is written, or nothing."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import build
import pytest
from sqlalchemy import func, select
from stored_desks import LATER, NOW

from api.service import publishing
from api.service.asking import ask_here
from api.service.deciding import Feedback
from api.service.errors import Broken, Busy, Settled, Stale
from api.service.publishing import Published
from api.store import desks, proposals, tables
from api.store.database import Database
from api.store.desks import Snapshot, snapshot
from engine.domain.schedule import Schedule
from engine.errors import DataError, UnknownId

Parts = tuple[str, str, int, int]


def test_who_was_overtaken_looks_again(any_database: Database) -> None:
    """Somebody publishes another day while this one is judged: both are in the end in the schedule."""
    begin(any_database)
    mine, theirs = propose(any_database, ("t1", "ann", 0, 60)), propose(any_database, ("t2", "bob", 0, 60))
    asked = meanwhile(lambda: publish(any_database, theirs))
    done = publish(any_database, mine, ask=asked)
    assert (done.version, asked.count) == (2, 2)
    now = read(any_database)
    assert now.published is not None
    assert {each.ticket_id for each in now.published.assignments} == {"t1", "t2"}
    assert {each.ticket_id for each in done.changes} == {"t1"}


def test_who_was_overtaken_on_the_same_day_is_told(any_database: Database) -> None:
    """What the other one did makes this stale at the second look; nothing of it is written."""
    begin(any_database)
    mine, theirs = propose(any_database, ("t1", "ann", 0, 60)), propose(any_database, ("t2", "ann", 0, 60))
    with pytest.raises(Stale, match="bea changed") as caught:
        publish(any_database, mine, ask=meanwhile(lambda: publish(any_database, theirs, actor="key:bea")))
    (change,) = caught.value.changes
    assert (change["engineer_id"], change["by"], change["version"]) == ("ann", "key:bea", 1)
    assert count(any_database, tables.Schedule) == count(any_database, tables.Decision) == 1


def test_data_that_changes_while_it_is_judged_is_judged_again(any_database: Database) -> None:
    """A ticket closed in that moment is not planned."""
    begin(any_database)
    proposal = propose(any_database, ("t1", "ann", 0, 60))

    def close() -> None:
        with any_database.write() as session:
            closed = build.ticket("t1", status="closed")
            desks.write(session, "acme", [desks.Edit("tickets", "t1", closed)])
            desks.count_up(session, "acme", 1)

    with pytest.raises(Broken, match="t1 is closed"):
        publish(any_database, proposal, ask=meanwhile(close))
    assert count(any_database, tables.Schedule) == 0


def test_work_of_tickets_closed_since_gives_its_time(any_database: Database) -> None:
    """T1, published for 10:00 and closed at 09:00, leaves room for t2; t3, done at 08:00 and closed, is kept."""
    begin(any_database)
    publish(any_database, propose(any_database, ("t1", "ann", 120, 180), ("t3", "ann", 0, 60)))
    with any_database.write() as session:
        desk = read(any_database).problem.desk
        later = desk.model_copy(update={"now": build.at(60)})
        desks.set_desk(session, "acme", later)
        for name in ("t1", "t3"):
            desks.write(session, "acme", [desks.Edit("tickets", name, build.ticket(name, status="closed"))])
    now = read(any_database)
    assert now.problem.published is not None
    assert [each.ticket_id for each in now.problem.published.assignments] == ["t3"]
    done = publish(any_database, propose(any_database, ("t2", "ann", 120, 180)))
    assert [(each.ticket_id, each.before) for each in done.changes] == [("t2", None)]
    found = read(any_database).published
    assert found is not None
    assert [each.ticket_id for each in found.assignments] == ["t3", "t2"]


def test_proposal_discarded_while_it_is_judged_is_not_published(any_database: Database) -> None:
    """The claimed version is given back with everything else."""
    begin(any_database)
    proposal = propose(any_database, ("t1", "ann", 0, 60))

    def discard() -> None:
        publishing.discard(any_database, "acme", proposal, actor="bea", at=NOW, reason="no")

    with pytest.raises(Settled, match="discarded"):
        publish(any_database, proposal, ask=meanwhile(discard))
    now = read(any_database)
    assert (now.published_version, count(any_database, tables.Schedule)) == (0, 0)
    with any_database.read() as session:
        decisions = session.scalars(select(tables.Decision)).all()
        assert [(each.kind, each.ticket_id, each.reason) for each in decisions] == [("reject", "t1", "no")]


def test_who_is_always_overtaken_is_told_so(any_database: Database) -> None:
    """After so many looks it gives up; nothing is written, and the proposal can be tried again."""
    begin(any_database)
    proposal = propose(any_database, ("t1", "ann", 0, 60))

    def edit() -> None:
        with any_database.write() as session:
            assert desks.count_up(session, "acme", desks.versions(session, "acme")[0])

    with pytest.raises(Busy, match="try again"):
        publish(any_database, proposal, ask=meanwhile(edit, times=publishing.ATTEMPTS))
    assert count(any_database, tables.Schedule) == 0
    assert publish(any_database, proposal).version == 1


def test_answer_is_kept_with_the_version_or_not_at_all(any_database: Database) -> None:
    """What fails while it is remembered has published nothing."""
    begin(any_database)
    proposal = propose(any_database, ("t1", "ann", 0, 60))

    def fail(_session: object, published: Published) -> None:
        assert published.version == 1
        raise RuntimeError

    with pytest.raises(RuntimeError):
        publish(any_database, proposal, remember=fail)
    assert read(any_database).published_version == count(any_database, tables.Schedule) == 0
    assert count(any_database, tables.AuditEntry) == count(any_database, tables.Feed) == 0


def test_second_publish_tells_what_the_first_came_to(any_database: Database) -> None:
    """With its version, changes, score and people; marked as nothing new."""
    begin(any_database)
    proposal = propose(any_database, ("t1", "ann", 0, 60), ("t2", "bob", 0, 60))
    first, second = publish(any_database, proposal), publish(any_database, proposal)
    assert (first.is_repeated, second.is_repeated) == (False, True)
    assert (second.version, second.score, second.engineer_ids) == (first.version, first.score, ("ann", "bob"))
    places = [[(each.ticket_id, each.after and each.after.start) for each in one.changes] for one in (first, second)]
    assert places[0] == places[1]


def test_ticket_by_ticket_only_what_was_named_moves(any_database: Database) -> None:
    """Named twice is named once; a ticket that is none of the proposal's is a flaw."""
    begin(any_database)
    proposal = propose(any_database, ("t1", "ann", 0, 60), ("t2", "ann", 60, 120))
    with pytest.raises(DataError, match="does not change this ticket"):
        publish(any_database, proposal, ticket_ids=["t1", "t9"])
    feedback = Feedback("modify", "one will do")
    done = publish(any_database, proposal, ticket_ids=["t2", "t2"], feedback=feedback)
    assert [each.ticket_id for each in done.changes] == ["t2"]


def test_unknown_proposal(sqlite_database: Database) -> None:
    """There is nothing to publish or to discard."""
    begin(sqlite_database)
    with pytest.raises(UnknownId):
        publish(sqlite_database, "p_x")
    with pytest.raises(UnknownId):
        publishing.discard(sqlite_database, "acme", "p_x", actor="ann", at=NOW, reason="")


def test_proposal_that_has_run_out(sqlite_database: Database) -> None:
    """At its last instant it is over."""
    begin(sqlite_database)
    proposal = propose(sqlite_database, ("t1", "ann", 0, 60), expires=LATER)
    with pytest.raises(Settled, match="expired"):
        publish(sqlite_database, proposal, at=LATER)
    assert publish(sqlite_database, proposal, at=LATER - dt.timedelta(seconds=1)).version == 1


def test_plan_says_of_itself_what_still_holds(sqlite_database: Database) -> None:
    """Bound and status go along as long as nothing came in between; afterwards they are no longer true."""
    begin(sqlite_database)
    wanted = build.schedule(("t1", "ann", 0, 60)).model_copy(update={"status": "optimal", "bound": 7, "seed": 3})
    later = build.schedule(("t2", "bob", 0, 60)).model_copy(update={"status": "optimal", "bound": 7, "seed": 3})
    first, second = (keep(sqlite_database, each, origin="plan") for each in (wanted, later))
    publish(sqlite_database, first)
    published = read(sqlite_database).published
    assert published is not None
    assert (published.status, published.bound, published.seed) == ("optimal", 7, 3)
    publish(sqlite_database, second)
    published = read(sqlite_database).published
    assert published is not None
    assert (published.status, published.bound) == ("given", None)


class meanwhile:  # noqa: N801
    """Answers here, and lets something happen before each of the first answers."""

    def __init__(self, happen: Callable[[], Any], times: int = 1) -> None:
        self._happen, self._times = happen, times
        self.count = 0

    def __call__(self, now: Snapshot, question: Callable[..., Any], *args: Any, timeout: float = 60.0) -> Any:
        """Return what a question answers."""
        self.count += 1
        if self.count <= self._times:
            self._happen()
        return ask_here(now, question, *args, timeout=timeout)


def begin(database: Database) -> None:
    """Write a desk where ann and bob have three hours of remote work, none of it planned."""
    tickets = [build.ticket(f"t{number}") for number in range(1, 4)]
    problem = build.problem(*tickets, engineers=(build.engineer("ann"), build.engineer("bob")))
    with database.write() as session:
        desks.create(session, "acme", problem, NOW, "test", is_live=False)


def propose(database: Database, *parts: Parts, expires: dt.datetime | None = None) -> str:
    """Keep a proposal of some work beside what is published, and return its id."""
    now = read(database)
    there = now.published.assignments if now.published else ()
    wanted = build.schedule(*parts)
    return keep(database, wanted.model_copy(update={"assignments": (*there, *wanted.assignments)}), expires=expires)


def keep(database: Database, wanted: Schedule, origin: str = "fill", expires: dt.datetime | None = None) -> str:
    """Keep a schedule as a proposal, and return its id."""
    now = read(database)
    with database.write() as session:
        return proposals.propose(
            session, now, wanted, origin=origin, actor="test", at=NOW, summary="", expires=expires
        ).id


def publish(database: Database, proposal: str, actor: str = "key:ann", at: dt.datetime = NOW, **more: Any) -> Published:
    """Publish a proposal."""
    return publishing.publish(database, more.pop("ask", ask_here), "acme", proposal, actor=actor, at=at, **more)


def read(database: Database) -> Snapshot:
    """Return the desk as it is now."""
    with database.read() as session:
        return snapshot(session, "acme", NOW)


def count(database: Database, table: Any) -> int:
    """Return how many rows a table has."""
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0
