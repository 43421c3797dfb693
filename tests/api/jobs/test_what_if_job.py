"""A what-if's own process: all of what it has found is kept with the job, or nothing; and plans do not wait for it."""

import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest
from job_desks import LARGE, SETTINGS, SMALL, UTC, add_desk, add_job, count, is_over, said
from sqlalchemy import update
from test_job_process import HOLDER, Runs
from waiting import PATIENCE, until

from api.jobs import lease, queue
from api.jobs.supervisor import Supervisor
from api.jobs.views import what_if
from api.service.service import wall_clock
from api.store.database import Database
from api.store.tables import Job, Proposal, Schedule
from scenarios.changes.engineer_absent import EngineerAbsent
from scenarios.scenario import Scenario

SICK = Scenario(name="sick", changes=(EngineerAbsent(engineer="@key", reason="sick"),))


@pytest.fixture
def runs() -> Iterator[Runs]:
    """Give a way to run jobs."""
    runs = Runs()
    yield runs
    for process in runs.processes:
        process.kill()
        process.join()


def add_what_if(database: Database, seconds: float = 0.5, seeds: int = 1) -> str:
    """Enqueue a what-if and return its id."""
    asked: dict[str, Any] = {
        "scenario": SICK.model_dump(mode="json"),
        "each_seconds": seconds,
        "seeds": seeds,
        "against": "planned",
    }
    return add_job(database, kind="what_if", seconds=2 * seeds * seconds, solves=2 * seeds, **asked)


def seen(database: Database, job_id: str) -> dict[str, Any]:
    """Return a what-if as people see it."""
    with database.read() as session:
        return what_if(session.get_one(Job, job_id), UTC)


def test_what_is_found_is_kept_and_nothing_proposed(any_database: Database, runs: Runs) -> None:
    """It ends as done with the comparison, every schedule told on the way, and neither proposal nor version is made."""
    add_desk(any_database)
    job_id = add_what_if(any_database)
    runs.to_the_end(any_database, job_id)
    document = seen(any_database, job_id)
    assert (document["state"], document["note"], document["error"]) == ("done", "", None)
    (variant,) = document["comparison"]["variants"]
    assert variant["name"] == "sick"
    numbers, kinds, bodies = zip(*said(any_database, job_id), strict=True)
    assert list(numbers) == list(range(1, len(numbers) + 1))
    assert list(kinds) == ["progress"] * (len(kinds) - 1) + ["end"]
    assert {(each["name"], each["total"]) for each in bodies[:-1]} <= {("as it is", 2), ("sick", 2)}
    assert bodies[-1] == {"state": "done", "proposal_id": None}
    assert (count(any_database, Proposal), count(any_database, Schedule)) == (0, 0)


def test_killed_what_if_leaves_nothing_and_runs_again(any_database: Database, runs: Runs) -> None:
    """After a kill in the middle only progress is there; run again and stopped, it keeps what is done by then."""
    add_desk(any_database, problem=LARGE)
    job_id = add_what_if(any_database, seconds=1, seeds=100)
    first = runs.start(any_database, job_id)
    until(lambda: bool(said(any_database, job_id)))
    assert first.pid is not None
    os.kill(first.pid, signal.SIGKILL)
    first.join(PATIENCE)
    assert seen(any_database, job_id)["comparison"] is None
    with any_database.write() as session:
        lease.died(session, job_id, HOLDER, wall_clock(), "it was killed")

    before = len(said(any_database, job_id))
    second = runs.start(any_database, job_id)
    until(lambda: any(body.get("done", 0) >= 2 for _, _, body in said(any_database, job_id)[before:]))
    with any_database.write() as session:
        queue.ask_stop(session, "north", job_id, wall_clock(), queue.WHAT_IFS)
    second.join(PATIENCE)
    document = seen(any_database, job_id)
    assert (document["state"], document["attempt"]) == ("done", 2)
    assert document["note"] == "stopped early, what was done until then is compared"
    assert document["comparison"]["stopped"]


def test_what_if_stopped_before_anything_is_done_is_cancelled(sqlite_database: Database, runs: Runs) -> None:
    """Without a schedule of each there is nothing to compare."""
    add_desk(sqlite_database)
    job_id = add_what_if(sqlite_database)
    with sqlite_database.write() as session:
        session.execute(update(Job).values(stop_asked=True))
    runs.to_the_end(sqlite_database, job_id)
    document = seen(sqlite_database, job_id)
    assert (document["state"], document["comparison"]) == ("cancelled", None)


def test_what_the_desk_no_longer_allows_fails_with_the_reason(sqlite_database: Database, runs: Runs) -> None:
    """An engineer who has gone since it was asked: the job has failed, and says who."""
    add_desk(sqlite_database)
    gone = Scenario(name="gone", changes=(EngineerAbsent(engineer="nobody"),)).model_dump(mode="json")
    asked: dict[str, Any] = {"scenario": gone, "each_seconds": 1, "seeds": 1, "against": "planned"}
    job_id = add_job(sqlite_database, kind="what_if", solves=2, **asked)
    runs.to_the_end(sqlite_database, job_id)
    document = seen(sqlite_database, job_id)
    assert document["state"] == "failed"
    assert "no engineer 'nobody'" in document["error"]


def test_a_plan_does_not_wait_for_a_what_if(sqlite_database: Database) -> None:
    """With one slot of each, a plan that comes later is done while the what-if is still being run."""
    add_desk(sqlite_database, problem=SMALL)
    slow = add_what_if(sqlite_database, seconds=1, seeds=100)
    with Supervisor(sqlite_database, SETTINGS):
        until(lambda: bool(said(sqlite_database, slow)))
        plan = add_job(sqlite_database, at=wall_clock())
        until(lambda: is_over(sqlite_database, plan))
        assert seen(sqlite_database, slow)["state"] == "running"
