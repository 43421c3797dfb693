"""A job's own process: whatever happens to it, the store holds all of its outcome or nothing."""

import datetime as dt
import os
import signal
from collections.abc import Iterator
from multiprocessing.context import SpawnProcess

import pytest
from job_desks import LARGE, SMALL, add_desk, add_job, count, said, seen
from sqlalchemy import select, update
from waiting import PATIENCE, until

from api.jobs import lease, queue
from api.jobs.process import Task, run
from api.service.asking import ask_here
from api.service.publishing import discard, publish
from api.service.service import wall_clock
from api.spawned import spawn
from api.store import desks, tables
from api.store.database import Database
from api.store.desks import snapshot
from api.store.proposals import propose, whole_of
from api.store.tables import Job, Proposal, Schedule
from constraints import rules_for
from engine.domain.schedule import Schedule as Made
from engine.limits import Limits
from engine.solve import solve

HOLDER = "me"


class Runs:
    """Starts jobs' processes, and leaves none behind."""

    def __init__(self) -> None:
        self.processes: list[SpawnProcess] = []

    def start(self, database: Database, job_id: str) -> SpawnProcess:
        """Claim a job and start its process."""
        with database.write() as session:
            job = queue.claim(session, at=wall_clock(), lease=HOLDER, only=[job_id])
            assert job is not None
        process = spawn("openday job", run, Task(database.url, job_id, HOLDER, 1, 24))
        self.processes.append(process)
        return process

    def to_the_end(self, database: Database, job_id: str) -> None:
        """Claim a job and run it."""
        process = self.start(database, job_id)
        process.join(PATIENCE)
        assert process.exitcode == 0


@pytest.fixture
def runs() -> Iterator[Runs]:
    """Give a way to run jobs."""
    runs = Runs()
    yield runs
    for process in runs.processes:
        process.kill()
        process.join()


def proposal_of(database: Database, job_id: str) -> Proposal:
    """Return a job's proposal."""
    with database.read() as session:
        return session.scalars(select(Proposal).where(Proposal.job_id == job_id)).one()


def solved() -> Made:
    """Return a schedule of the small desk."""
    return solve(SMALL, rules_for(SMALL.desk), Limits(deterministic=0.5), workers=1).schedule


def propose_by_hand(database: Database, job_id: str | None, schedule: Made) -> str:
    """Write a proposal as a job's process does, and return its id."""
    with database.write() as session:
        base = snapshot(session, "north", wall_clock())
        row = propose(
            session, base, schedule, origin="nightly", actor="eve", at=wall_clock(), summary="", job_id=job_id
        )
        return row.id


def test_outcome_and_end_are_written(any_database: Database, runs: Runs) -> None:
    """A job ends as done, with a proposal that holds a plan of the desk, and with what it said on the way."""
    add_desk(any_database)
    job_id = add_job(any_database, note="for Friday")
    runs.to_the_end(any_database, job_id)
    document = seen(any_database, job_id)
    assert (document["state"], document["note"], document["error"]) == ("done", "for Friday", None)
    proposal = proposal_of(any_database, job_id)
    assert document["proposal_id"] == proposal.id
    assert (proposal.origin, proposal.created_by, proposal.base_version) == ("plan", "eve", 0)
    assert proposal.expires is not None
    assert proposal.expires - proposal.created == dt.timedelta(hours=24)
    with any_database.read() as session:
        whole = whole_of(session, session.get_one(Proposal, proposal.id), snapshot(session, "north", wall_clock()))
    assert proposal.summary == f"Plan: {len(whole.assignments)} of {len(SMALL.schedulable)} tickets placed"
    assert whole.score is not None
    numbers, kinds, bodies = zip(*said(any_database, job_id), strict=True)
    assert list(numbers) == list(range(1, len(numbers) + 1))
    assert list(kinds) == ["progress"] * (len(kinds) - 1) + ["end"]
    assert bodies[-1] == {"state": "done", "proposal_id": proposal.id}
    assert bodies[-2] == document["progress"]
    assert document["progress"]["cost"] == whole.score.total
    assert count(any_database, Schedule) == 0


def test_killed_job_leaves_nothing_and_runs_again(any_database: Database, runs: Runs) -> None:
    """After a kill in the middle only progress is there; the second run, stopped early, keeps its best plan."""
    add_desk(any_database, problem=LARGE)
    job_id = add_job(any_database, seconds=600)
    first = runs.start(any_database, job_id)
    until(lambda: bool(said(any_database, job_id)))
    assert first.pid is not None
    os.kill(first.pid, signal.SIGKILL)
    first.join(PATIENCE)
    before = len(said(any_database, job_id))
    assert count(any_database, Proposal) == 0
    with any_database.write() as session:
        lease.died(session, job_id, HOLDER, wall_clock(), "it was killed")

    second = runs.start(any_database, job_id)
    until(lambda: len(said(any_database, job_id)) > before)
    with any_database.write() as session:
        queue.ask_stop(session, "north", job_id, wall_clock())
    second.join(PATIENCE)
    document = seen(any_database, job_id)
    assert (document["state"], document["attempt"]) == ("done", 2)
    assert document["note"] == "stopped early, the best plan until then was kept"
    assert document["proposal_id"] == proposal_of(any_database, job_id).id
    assert [number for number, _, _ in said(any_database, job_id)] == list(
        range(1, len(said(any_database, job_id)) + 1)
    )


def test_job_stopped_before_it_has_begun_is_cancelled(sqlite_database: Database, runs: Runs) -> None:
    """Without any plan there is nothing to keep."""
    add_desk(sqlite_database)
    job_id = add_job(sqlite_database, seconds=600)
    with sqlite_database.write() as session:
        session.execute(update(Job).values(stop_asked=True))
    runs.to_the_end(sqlite_database, job_id)
    assert said(sqlite_database, job_id) == [(1, "end", {"state": "cancelled", "proposal_id": None})]
    assert count(sqlite_database, Proposal) == 0


def test_process_that_has_lost_its_job_gives_it_up(any_database: Database, runs: Runs) -> None:
    """When somebody else has taken the job, the process ends early by itself and writes nothing more."""
    add_desk(any_database, problem=LARGE)
    job_id = add_job(any_database, seconds=600)
    process = runs.start(any_database, job_id)
    until(lambda: bool(said(any_database, job_id)))
    with any_database.write() as session:
        queue.requeue_abandoned(session, wall_clock() + dt.timedelta(seconds=16))
        queue.claim(session, at=wall_clock(), lease="other", only=[job_id])
    before = len(said(any_database, job_id))
    process.join(PATIENCE)
    assert process.exitcode == 0
    assert len(said(any_database, job_id)) == before
    assert count(any_database, Proposal) == 0
    assert seen(any_database, job_id)["state"] == "running"


def test_job_that_publishes(any_database: Database, runs: Runs) -> None:
    """Its proposal is the schedule that people work by, and its note says which version."""
    add_desk(any_database)
    job_id = add_job(any_database, kind="nightly", publish=True)
    runs.to_the_end(any_database, job_id)
    document = seen(any_database, job_id)
    assert (document["state"], document["note"]) == ("done", "published as version 1")
    assert proposal_of(any_database, job_id).state == "published"
    with any_database.read() as session:
        assert desks.versions(session, "north")[1] == 1
        assert session.scalars(select(Schedule.proposal_id)).all() == [document["proposal_id"]]
    assert said(any_database, job_id)[-1][2] == {"state": "done", "proposal_id": document["proposal_id"]}


def test_job_that_died_before_it_published_goes_on_from_its_proposal(sqlite_database: Database, runs: Runs) -> None:
    """Run again, it does not plan anew: it publishes what is there."""
    add_desk(sqlite_database)
    job_id = add_job(sqlite_database, kind="nightly", publish=True, seconds=600)
    proposal_id = propose_by_hand(sqlite_database, job_id, solved())
    runs.to_the_end(sqlite_database, job_id)
    assert seen(sqlite_database, job_id)["note"] == "published as version 1"
    assert said(sqlite_database, job_id) == [(1, "end", {"state": "done", "proposal_id": proposal_id})]


def test_job_that_died_after_it_published_does_not_publish_twice(sqlite_database: Database, runs: Runs) -> None:
    """Run again, it finds its proposal published, and only writes its end."""
    add_desk(sqlite_database)
    job_id = add_job(sqlite_database, kind="nightly", publish=True, seconds=600)
    proposal_id = propose_by_hand(sqlite_database, job_id, solved())
    publish(sqlite_database, ask_here, "north", proposal_id, actor="eve", at=wall_clock())
    runs.to_the_end(sqlite_database, job_id)
    assert seen(sqlite_database, job_id)["note"] == "published as version 1"
    assert count(sqlite_database, Schedule) == 1


def test_what_others_have_overtaken_stays_a_proposal(sqlite_database: Database, runs: Runs) -> None:
    """When the days it plans were published otherwise meanwhile, the job ends well, and its note says why not."""
    add_desk(sqlite_database)
    job_id = add_job(sqlite_database, kind="nightly", publish=True, seconds=600)
    whole = solved()
    proposal_id = propose_by_hand(sqlite_database, job_id, whole)
    part = whole.model_copy(update={"assignments": whole.assignments[:1], "trips": (), "breaks": ()})
    other = propose_by_hand(sqlite_database, None, part)
    publish(sqlite_database, ask_here, "north", other, actor="ada", at=wall_clock())
    runs.to_the_end(sqlite_database, job_id)
    document = seen(sqlite_database, job_id)
    assert (document["state"], document["proposal_id"]) == ("done", proposal_id)
    assert document["note"].startswith("not published: ")
    assert proposal_of(sqlite_database, job_id).state == "proposal"
    assert count(sqlite_database, Schedule) == 1


def test_what_somebody_has_discarded_is_not_published(sqlite_database: Database, runs: Runs) -> None:
    """A person's word on the proposal goes before the job's."""
    add_desk(sqlite_database)
    job_id = add_job(sqlite_database, kind="nightly", publish=True, seconds=600)
    proposal_id = propose_by_hand(sqlite_database, job_id, solved())
    discard(sqlite_database, "north", proposal_id, actor="ada", at=wall_clock(), reason="")
    runs.to_the_end(sqlite_database, job_id)
    assert "discarded" in seen(sqlite_database, job_id)["note"]
    assert count(sqlite_database, Schedule) == 0


def test_job_that_cannot_be_done_fails_at_once(sqlite_database: Database, runs: Runs) -> None:
    """A desk with a rule's parameter that the rule does not know: the job has failed, with the reason."""
    add_desk(sqlite_database)
    job_id = add_job(sqlite_database)
    with sqlite_database.write() as session:
        body = session.scalars(select(tables.Desk.body)).one()
        session.execute(update(tables.Desk).values(body=body | {"rules": {"breaks": {"nonsense": 1}}}))
    runs.to_the_end(sqlite_database, job_id)
    document = seen(sqlite_database, job_id)
    assert (document["state"], document["attempt"]) == ("failed", 1)
    assert "nonsense" in document["error"]
    assert count(sqlite_database, Proposal) == 0
