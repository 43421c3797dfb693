"""The queue of jobs, on SQLite and on PostgreSQL."""

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from job_desks import AT, UTC, add_desk, add_job, later, said, seen
from sqlalchemy import select

from api.jobs import lease, queue
from api.jobs.errors import LeaseLost
from api.jobs.views import events_after, list_jobs, view
from api.store.database import Database
from api.store.desks import snapshot
from api.store.proposals import propose
from api.store.tables import Job, JobEvent, Proposal
from engine.domain.schedule import Schedule
from engine.errors import UnknownId

PROGRESS = {"seconds": 1.0, "cost": 10, "bound": 5, "gap": 0.5, "phase": "search"}


@pytest.fixture
def database(any_database: Database) -> Database:
    """Return a database with two desks."""
    add_desk(any_database, "north")
    add_desk(any_database, "south")
    return any_database


def claim(database: Database, holder: str, at: dt.datetime = AT) -> str | None:
    """Claim a job and return its id."""
    with database.write() as session:
        job = queue.claim(session, at=at, lease=holder)
        return job.id if job else None


def propose_for(database: Database, job_id: str, expires: dt.datetime) -> str:
    """Write an empty proposal of a job."""
    with database.write() as session:
        base = snapshot(session, "north", AT)
        row = propose(
            session,
            base,
            Schedule(assignments=()),
            origin="plan",
            actor="eve",
            at=AT,
            summary="",
            job_id=job_id,
            expires=expires,
        )
        return row.id


def test_new_job_is_seen_as_it_was_asked_for(database: Database) -> None:
    """The document of a job that waits has what was asked, instants in the desk's zone, and nothing else yet."""
    job_id = add_job(database, seconds=30, note="before the holidays")
    with database.read() as session:
        assert view(session, session.get_one(Job, job_id), UTC) == {
            "id": job_id,
            "kind": "plan",
            "state": "queued",
            "note": "before the holidays",
            "created": "2026-03-02T08:00:00+00:00",
            "started": None,
            "finished": None,
            "created_by": "eve",
            "seconds": 30,
            "attempt": 0,
            "progress": None,
            "proposal_id": None,
            "error": None,
        }


def test_job_of_an_unknown_desk_is_refused(database: Database) -> None:
    """The message names the desk; nothing is written."""
    with pytest.raises(UnknownId, match="west"):
        add_job(database, "west")
    with pytest.raises(UnknownId, match="west"):
        add_job(database, "west", once="tonight")


def test_what_is_to_be_done_once_is_there_once(database: Database) -> None:
    """The second job of the same name is the first one, whatever has become of it."""
    first = add_job(database, once="tonight")
    assert add_job(database, once="tonight") == first
    assert claim(database, "me") == first
    assert add_job(database, once="tonight") == first
    assert add_job(database, once="tomorrow") != first
    assert claim(database, "me") != first
    assert claim(database, "me") is None


def test_what_many_ask_for_once_is_there_once(database: Database) -> None:
    """Eight services that enqueue the same at the same time all get the same job."""
    barrier = threading.Barrier(8)

    def enqueue() -> str:
        barrier.wait()
        return add_job(database, once="tonight")

    with ThreadPoolExecutor(8) as threads:
        asked = [threads.submit(enqueue) for _ in range(8)]
        assert len({each.result() for each in asked}) == 1


def test_jobs_are_claimed_in_the_order_of_their_coming(database: Database) -> None:
    """The oldest goes first, whatever its desk, and a job is claimed once."""
    late, early = add_job(database, at=later(10)), add_job(database, "south", at=later(5))
    assert claim(database, "me") == early
    assert claim(database, "me") == late
    assert claim(database, "me") is None


def test_claimed_job_runs(database: Database) -> None:
    """It is running, has begun, and this is its first attempt."""
    job_id = add_job(database)
    claim(database, "me", later(3))
    document = seen(database, job_id)
    assert (document["state"], document["attempt"], document["started"]) == ("running", 1, later(3).isoformat())


def test_only_those_meant_are_claimed(database: Database) -> None:
    """Somebody who names jobs gets none of the others."""
    add_job(database)
    meant = add_job(database, at=later(1))
    with database.write() as session:
        assert queue.is_waited_for(session, [meant])
        job = queue.claim(session, at=AT, lease="me", only=[meant])
        assert job is not None
        assert job.id == meant
    with database.write() as session:
        assert not queue.is_waited_for(session, [meant])
        assert queue.claim(session, at=AT, lease="me", only=[meant]) is None
        assert queue.is_waited_for(session)


def test_no_two_claim_the_same_job(database: Database) -> None:
    """Eight claimers race for twenty jobs: each job goes to one of them."""
    expected = {add_job(database) for _ in range(20)}
    barrier = threading.Barrier(8)

    def claim_all(holder: str) -> list[str]:
        barrier.wait()
        found = []
        while (job_id := claim(database, holder)) is not None:
            found.append(job_id)
        return found

    with ThreadPoolExecutor(8) as threads:
        claimed = [each for found in threads.map(claim_all, map(str, range(8))) for each in found]
    assert len(claimed) == 20
    assert set(claimed) == expected


def test_claim_under_way_does_not_hold_up_others(postgres_database: Database) -> None:
    """On PostgreSQL somebody who claims while another claim is not yet written takes the next job at once."""
    database = postgres_database
    add_desk(database)
    first, second = add_job(database), add_job(database, at=later(1))
    with database.write() as session:
        job = queue.claim(session, at=AT, lease="me")
        assert job is not None
        assert job.id == first
        session.flush()
        assert claim(database, "other") == second
        assert claim(database, "third") is None


def test_holder_writes_progress_and_end(database: Database) -> None:
    """Events count up from 1, the document has the newest progress, and the end is the last event."""
    job_id = add_job(database)
    claim(database, "me")
    for seconds in (1.0, 2.0):
        with database.write() as session:
            lease.note_progress(session, job_id, "me", PROGRESS | {"seconds": seconds})
    with database.write() as session:
        lease.finish(session, job_id, "me", later(9), note="as hoped", proposal_id="p1")
    document = seen(database, job_id)
    assert (document["state"], document["note"], document["finished"]) == ("done", "as hoped", later(9).isoformat())
    assert document["progress"] == PROGRESS | {"seconds": 2.0}
    assert said(database, job_id) == [
        (1, "progress", PROGRESS),
        (2, "progress", PROGRESS | {"seconds": 2.0}),
        (3, "end", {"state": "done", "proposal_id": "p1"}),
    ]
    with database.read() as session:
        assert [each.number for each in events_after(session, job_id, 2)] == [3]


def test_failed_job_says_why(database: Database) -> None:
    """The error is in the document, the end in the events."""
    job_id = add_job(database)
    claim(database, "me")
    with database.write() as session:
        lease.fail(session, job_id, "me", later(9), "a flaw")
    assert (seen(database, job_id)["state"], seen(database, job_id)["error"]) == ("failed", "a flaw")
    assert said(database, job_id) == [(1, "end", {"state": "failed", "proposal_id": None})]


def test_lost_lease_writes_nothing(database: Database) -> None:
    """Whoever no longer holds a job is told so, and what it wrote in the same transaction is not there either."""
    job_id = add_job(database)
    claim(database, "old")
    with database.write() as session:
        assert queue.requeue_abandoned(session, later(100)) == [job_id]
    claim(database, "new", later(100))
    before = seen(database, job_id)

    def propose_and_finish() -> None:
        with database.write() as session:
            base = snapshot(session, "north", AT)
            empty = Schedule(assignments=())
            propose(session, base, empty, origin="plan", actor="eve", at=AT, summary="", job_id=job_id)
            lease.finish(session, job_id, "old", later(101))

    with pytest.raises(LeaseLost, match=job_id):
        propose_and_finish()
    with pytest.raises(LeaseLost), database.write() as session:
        lease.renew(session, job_id, "old", later(101))
    with pytest.raises(LeaseLost), database.write() as session:
        lease.note_progress(session, job_id, "old", PROGRESS)
    with pytest.raises(LeaseLost), database.write() as session:
        lease.fail(session, job_id, "old", later(101), "a flaw")
    assert seen(database, job_id) == before
    assert said(database, job_id) == []
    with database.read() as session:
        assert session.scalars(select(Proposal)).all() == []


def test_renewed_lease_is_kept(database: Database) -> None:
    """A job whose lease is renewed in time is nobody else's; one whose lease ran out waits again."""
    job_id = add_job(database)
    claim(database, "me")
    with database.write() as session:
        lease.renew(session, job_id, "me", later(14))
    with database.write() as session:
        assert queue.requeue_abandoned(session, later(28)) == []
    with database.write() as session:
        assert queue.requeue_abandoned(session, later(30)) == [job_id]
    assert seen(database, job_id)["state"] == "queued"
    assert claim(database, "other", later(30)) == job_id
    assert seen(database, job_id)["attempt"] == 2


def test_job_abandoned_ten_times_is_given_up(database: Database) -> None:
    """A service that died three times over it is no reason yet; after ten attempts it fails, and says what to do."""
    job_id = add_job(database)
    for attempt in range(1, 11):
        assert seen(database, job_id)["state"] == "queued"
        assert claim(database, f"holder {attempt}", later(100 * attempt)) == job_id
        with database.write() as session:
            queue.requeue_abandoned(session, later(100 * attempt + 16))
    document = seen(database, job_id)
    assert (document["state"], document["attempt"]) == ("failed", 10)
    assert "after 10 attempts" in document["error"]
    assert "Maybe" in document["error"]
    assert said(database, job_id)[-1][1:] == ("end", {"state": "failed", "proposal_id": None})
    assert claim(database, "again", later(2000)) is None


def test_job_given_back_has_lost_no_attempt(database: Database) -> None:
    """A service that stops puts its jobs back as if they had never begun."""
    job_id = add_job(database)
    claim(database, "me")
    with database.write() as session:
        lease.give_back(session, job_id, "me")
    assert (seen(database, job_id)["state"], seen(database, job_id)["attempt"]) == ("queued", 0)
    assert claim(database, "other") == job_id


def test_stop_of_a_job_that_waits_cancels_it(database: Database) -> None:
    """It ends at once, and nobody claims it any more."""
    job_id = add_job(database)
    with database.write() as session:
        assert queue.ask_stop(session, "north", job_id, later(1)).state == "cancelled"
    assert said(database, job_id) == [(1, "end", {"state": "cancelled", "proposal_id": None})]
    assert claim(database, "me") is None


def test_stop_of_a_running_job_is_a_wish(database: Database) -> None:
    """It goes on running until its holder ends it; when its process dies instead, it is not run again."""
    job_id = add_job(database)
    claim(database, "me")
    with database.write() as session:
        job = queue.ask_stop(session, "north", job_id, later(1))
        assert (job.state, job.stop_asked) == ("running", True)
    with database.write() as session:
        lease.died(session, job_id, "me", later(2), "its process was killed")
    assert seen(database, job_id)["state"] == "cancelled"


def test_stop_of_an_ended_job_changes_nothing(database: Database) -> None:
    """A stop that comes too late is none."""
    job_id = add_job(database)
    claim(database, "me")
    with database.write() as session:
        lease.finish(session, job_id, "me", later(1))
    with database.write() as session:
        assert queue.ask_stop(session, "north", job_id, later(2)).state == "done"
    assert len(said(database, job_id)) == 1


def test_job_of_another_desk_is_unknown(database: Database) -> None:
    """Nobody sees or stops a job of another desk."""
    job_id = add_job(database, "south")
    with pytest.raises(UnknownId, match=job_id), database.write() as session:
        queue.ask_stop(session, "north", job_id, AT)
    assert seen(database, job_id)["state"] == "queued"


def test_lists_go_from_the_newest_on(database: Database) -> None:
    """Pages of a desk's jobs follow each other without a gap or a repetition, and hold no other desk's."""
    # Two of them came at the same instant.
    ids = [add_job(database, at=later(second)) for second in (1, 2, 2, 3)]
    add_job(database, "south", at=later(2))
    with database.read() as session:
        pages, after = [], None
        while page := list_jobs(session, "north", UTC, 1, after):
            job = session.get_one(Job, page[0]["id"])
            pages.append(job.id)
            after = (job.created, job.id)
        assert pages == [ids[3], *sorted(ids[1:3], reverse=True), ids[0]]
        assert [each["id"] for each in list_jobs(session, "north", UTC, 10)] == pages


def test_proposals_run_out_with_their_jobs(database: Database) -> None:
    """When nobody has taken up a plan in time, both its proposal and its job are expired; others stay."""
    old, new = add_job(database), add_job(database, at=later(1))
    for job_id, hours in ((old, 1), (new, 3)):
        claim(database, job_id)
        proposal_id = propose_for(database, job_id, AT + dt.timedelta(hours=hours))
        with database.write() as session:
            lease.finish(session, job_id, job_id, later(5), proposal_id=proposal_id)
    with database.write() as session:
        queue.expire(session, AT + dt.timedelta(hours=2), 14)
    assert (seen(database, old)["state"], seen(database, new)["state"]) == ("expired", "done")
    with database.read() as session:
        states = {each.job_id: each.state for each in session.scalars(select(Proposal))}
    assert states == {old: "expired", new: "proposal"}


def test_old_jobs_are_deleted(database: Database) -> None:
    """Jobs that ended longer ago than so many days go with their events; what waits or runs never does."""
    old, new, running, waiting = (add_job(database, at=later(second)) for second in range(4))
    for job_id, days in ((old, 0), (new, 10)):
        claim(database, job_id)
        with database.write() as session:
            lease.finish(session, job_id, job_id, AT + dt.timedelta(days=days))
    claim(database, running)
    with database.write() as session:
        queue.expire(session, AT + dt.timedelta(days=15), 14)
    with database.read() as session:
        assert set(session.scalars(select(Job.id))) == {new, running, waiting}
        assert set(session.scalars(select(JobEvent.job_id))) == {new}
