"""The supervisor of jobs, with real processes: whatever dies, no job is lost and none is done twice."""

import datetime as dt
import multiprocessing
import os
import signal
import subprocess
import sys
from multiprocessing.process import BaseProcess
from pathlib import Path

import job_desks
import pytest
from job_desks import LARGE, SETTINGS, add_desk, add_job, count, is_over, said, seen
from sqlalchemy import select
from waiting import until

from api.jobs import queue, supervisor
from api.jobs.supervisor import Supervisor
from api.service.service import wall_clock
from api.store.database import Database
from api.store.desks import snapshot
from api.store.proposals import propose
from api.store.tables import Job, Proposal, Remembered
from engine.domain.schedule import Schedule


def processes() -> list[BaseProcess]:
    """Return the jobs' processes that this one has started and that are still there."""
    return [each for each in multiprocessing.active_children() if each.name == "openday job"]


def kill_one() -> None:
    """Kill the job's process that is there, or comes soon."""
    until(lambda: bool(processes()))
    process = processes()[0]
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()


def ask_stop(database: Database, job_id: str) -> None:
    """Stop a job."""
    with database.write() as session:
        queue.ask_stop(session, "north", job_id, wall_clock())


def test_jobs_are_run_one_after_the_other(sqlite_database: Database) -> None:
    """With one slot two jobs never overlap, and both end well."""
    add_desk(sqlite_database)
    jobs = [add_job(sqlite_database) for _ in range(2)]
    with Supervisor(sqlite_database, SETTINGS):
        until(lambda: all(is_over(sqlite_database, each) for each in jobs))
    first, second = sorted((seen(sqlite_database, each) for each in jobs), key=lambda each: each["started"])
    assert (first["state"], second["state"]) == ("done", "done")
    assert first["finished"] <= second["started"]
    assert processes() == []


def test_two_services_share_the_jobs(postgres_database: Database) -> None:
    """Two supervisors on one database run each job exactly once."""
    add_desk(postgres_database)
    jobs = [add_job(postgres_database) for _ in range(4)]
    other = Database(postgres_database.url)
    with Supervisor(postgres_database, SETTINGS), Supervisor(other, SETTINGS):
        until(lambda: all(is_over(postgres_database, each) for each in jobs))
    other.close()
    assert [seen(postgres_database, each)["state"] for each in jobs] == ["done"] * 4
    assert [seen(postgres_database, each)["attempt"] for each in jobs] == [1] * 4
    assert count(postgres_database, Proposal) == 4


def test_job_whose_process_is_killed_runs_again(sqlite_database: Database) -> None:
    """The second attempt begins at once, long before any lease runs out, and ends well."""
    add_desk(sqlite_database, problem=LARGE)
    job_id = add_job(sqlite_database, seconds=600)
    with Supervisor(sqlite_database, SETTINGS):
        until(lambda: bool(said(sqlite_database, job_id)))
        kill_one()
        until(lambda: seen(sqlite_database, job_id)["attempt"] == 2)
        ask_stop(sqlite_database, job_id)
        until(lambda: is_over(sqlite_database, job_id))
    assert seen(sqlite_database, job_id)["state"] in ("done", "cancelled")


def test_job_whose_process_dies_three_times_is_given_up(sqlite_database: Database) -> None:
    """The error says how the last one ended."""
    add_desk(sqlite_database)
    job_id = add_job(sqlite_database, seconds=600)
    with Supervisor(sqlite_database, SETTINGS):
        for attempt in range(1, 4):
            until(lambda attempt=attempt: seen(sqlite_database, job_id)["attempt"] == attempt)  # type: ignore[misc]
            kill_one()
        until(lambda: is_over(sqlite_database, job_id))
    document = seen(sqlite_database, job_id)
    assert (document["state"], document["attempt"]) == ("failed", 3)
    assert "exit code -9" in document["error"]
    assert count(sqlite_database, Proposal) == 0


def test_stuck_job_is_killed(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """What runs longer than its limit and a grace is killed, and in the end given up."""
    add_desk(sqlite_database)
    job_id = add_job(sqlite_database, seconds=600)
    monkeypatch.setattr(supervisor, "GRACE", -600.0)
    with Supervisor(sqlite_database, SETTINGS):
        until(lambda: is_over(sqlite_database, job_id))
    document = seen(sqlite_database, job_id)
    assert document["state"] == "failed"
    assert "far longer than its limit" in document["error"]


def test_clean_stop_gives_jobs_back(sqlite_database: Database) -> None:
    """A job under way waits again, as if it had never begun, and its process has ended."""
    add_desk(sqlite_database, problem=LARGE)
    job_id = add_job(sqlite_database, seconds=600)
    with Supervisor(sqlite_database, SETTINGS):
        until(lambda: bool(said(sqlite_database, job_id)))
    document = seen(sqlite_database, job_id)
    assert (document["state"], document["attempt"]) == ("queued", 0)
    assert processes() == []


def test_lease_is_renewed_as_long_as_the_job_runs(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time until which the job is nobody else's moves on."""
    add_desk(sqlite_database, problem=LARGE)
    job_id = add_job(sqlite_database, seconds=600)
    monkeypatch.setattr(supervisor, "RENEWAL", 0.0)

    def lease_until() -> dt.datetime | None:
        with sqlite_database.read() as session:
            return session.get_one(Job, job_id).lease_until

    with Supervisor(sqlite_database, SETTINGS):
        until(lambda: lease_until() is not None)
        first = lease_until()
        assert first is not None
        until(lambda: (now := lease_until()) is not None and now > first)


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")
def test_job_of_a_killed_service_runs_again(sqlite_database: Database, tmp_path: Path) -> None:
    """Its process ends with the service; once the lease has run out, the next service runs the job again."""
    add_desk(sqlite_database, problem=LARGE)
    job_id = add_job(sqlite_database, seconds=600)
    script = tmp_path / "serve.py"
    script.write_text(
        "import os, signal\n"
        "from job_desks import SETTINGS, said\n"
        "from waiting import until\n"
        "from api.jobs.supervisor import Supervisor\n"
        "from api.store.database import Database\n"
        "if __name__ == '__main__':\n"
        f"    database = Database({sqlite_database.url!r})\n"
        "    with Supervisor(database, SETTINGS):\n"
        f"        until(lambda: bool(said(database, {job_id!r})))\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    paths = os.pathsep.join((str(Path(job_desks.__file__).parent), *filter(None, sys.path)))
    # This waits for everybody who holds the output: the job's process too.
    ended = subprocess.run(
        [sys.executable, script],
        stdout=subprocess.PIPE,
        timeout=600,
        check=False,
        env={**os.environ, "PYTHONPATH": paths},
    )
    assert ended.returncode == -signal.SIGKILL
    assert seen(sqlite_database, job_id)["state"] == "running"
    assert count(sqlite_database, Proposal) == 0

    with Supervisor(sqlite_database, SETTINGS, clock=lambda: wall_clock() + queue.LEASE):
        until(lambda: seen(sqlite_database, job_id)["attempt"] == 2)
        before = len(said(sqlite_database, job_id))
        until(lambda: len(said(sqlite_database, job_id)) > before)
        ask_stop(sqlite_database, job_id)
        until(lambda: is_over(sqlite_database, job_id))
    assert seen(sqlite_database, job_id)["state"] == "done"
    assert count(sqlite_database, Proposal) == 1


def test_what_has_run_out_is_seen_to(sqlite_database: Database) -> None:
    """Proposals expire and answers kept for repeated requests go, even where there is no slot for a job."""
    add_desk(sqlite_database)
    job_id = add_job(sqlite_database)
    now = wall_clock()
    with sqlite_database.write() as session:
        base = snapshot(session, "north", now)
        empty = Schedule(assignments=())
        propose(session, base, empty, origin="fill", actor="eve", at=now, summary="", expires=now)
        for days in (1, 3):
            answer = {"digest": "", "status": 200, "headers": {}, "body": b"", "created": now - dt.timedelta(days=days)}
            session.add(Remembered(desk_id="north", key=f"{days} days ago", **answer))

    def left() -> tuple[str, list[str]]:
        with sqlite_database.read() as session:
            return session.scalars(select(Proposal.state)).one(), list(session.scalars(select(Remembered.key)))

    with Supervisor(sqlite_database, SETTINGS.model_copy(update={"job_slots": 0})):
        until(lambda: left() == ("expired", ["1 days ago"]))
    assert seen(sqlite_database, job_id)["state"] == "queued"
