"""A service killed at random moments, while people publish and plan: nothing is lost, doubled or half done."""

import random
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from killed_service import PATIENCE, Dispatcher, Service
from sqlalchemy import select

from api.cli.main import run
from api.jobs.queue import QUEUED, RUNNING, TRIES, TRIES_ABANDONED
from api.store.database import Database
from api.store.tables import AuditEntry, Decision, Desk, Job, JobEvent, Proposal
from api.store.tables import Schedule as Version
from constraints import rules_for
from engine.amendment import moved
from engine.audit import audit
from engine.context import Context
from engine.domain.problem import Problem
from engine.domain.schedule import Schedule
from engine.files import read_problem

DISPATCHERS, PUBLISHES = 3, 200
LIVES = (0.5, 15.0)
"""Seconds between two kills, at least and at most."""


@pytest.mark.long
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the service's processes are found in /proc")
def test_nothing_is_lost_doubled_or_half_done(any_database: Database, tmp_path: Path) -> None:
    """After 200 publishes, of fills, plans, drops and undos, every answer given is true, each effect was had once.

    The service is killed with SIGKILL, itself or one of its processes, a few seconds after each start; whoever gets no
    answer makes the same request again.
    """
    desk = tmp_path / "desk"
    assert run(["generate", str(desk), "--engineers", "4", "--tickets", "30", "--days", "2", "--json"]) == 0
    is_over = threading.Event()
    with Service(any_database.url, desk, tmp_path) as service:
        people = [Dispatcher(service, random.Random(seed)) for seed in range(DISPATCHERS)]
        killer = threading.Thread(target=_kill, args=(service, is_over, random.Random(7)))
        killer.start()
        try:
            _work(people)
        finally:
            is_over.set()
            killer.join()
        _wait_for_jobs(any_database)
    assert service.starts > 5
    problem = read_problem(desk, {})
    published = {name: version for each in people for name, version in each.published.items()}
    _check_versions(any_database, problem, published)
    _check_trail(any_database)
    _check_jobs(any_database, {plan for each in people for plan in each.plans})


def _work(people: list[Dispatcher]) -> None:
    """Have all of them work at once until there are enough publishes."""
    failures: list[BaseException] = []

    def work(who: Dispatcher) -> None:
        try:
            while not failures and sum(len(each.published) for each in people) < PUBLISHES:
                who.work()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(each,)) for each in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def _kill(service: Service, is_over: threading.Event, dice: random.Random) -> None:
    while not is_over.is_set():
        # A start takes seconds on a small machine; one that never comes up proves nothing.
        if not service.address:
            is_over.wait(0.1)
        elif not is_over.wait(dice.uniform(*LIVES)):
            service.kill(dice)


def _wait_for_jobs(database: Database) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        with database.read() as session:
            left = list(session.scalars(select(Job.id).where(Job.state.in_((QUEUED, RUNNING)))))
        if not left:
            return
        assert time.monotonic() < end, left
        time.sleep(0.3)


def _check_versions(database: Database, problem: Problem, published: dict[str, int]) -> None:
    """Versions follow each other without a gap, each is one answered publish and holds exactly what it says."""
    with database.read() as session:
        rows = list(session.scalars(select(Version).order_by(Version.version)))
        desk = session.scalars(select(Desk)).one()
        settled = set(session.scalars(select(Proposal.id).where(Proposal.state == "published")))
    assert [row.version for row in rows] == list(range(1, len(rows) + 1))
    assert [row.base_version for row in rows] == list(range(len(rows)))
    assert (desk.published_version, desk.last_version) == (len(rows), len(rows))
    assert [row.state for row in rows] == ["superseded"] * (len(rows) - 1) + ["published"]
    assert sorted(published.values()) == [row.version for row in rows]
    of_proposal = {row.proposal_id: row.version for row in rows}
    assert set(of_proposal) == settled
    # An undo makes its proposal itself, so that only its version is known to whoever asked for it.
    assert {name: version for name, version in published.items() if name in of_proposal}.items() <= of_proposal.items()
    before = None
    context, rules = Context(problem), rules_for(problem.desk)
    for row in rows:
        schedule = Schedule.model_validate(row.body)
        assert [each.ticket_id for each in moved(before, schedule)] == [
            each["ticket_id"] for each in row.changes["tickets"]
        ]
        assert not audit(context, rules, schedule).hard
        before = schedule


def _check_trail(database: Database) -> None:
    """Each version stands in the audit log once, and its decisions are those about its tickets."""
    with database.read() as session:
        rows = list(session.scalars(select(Version)))
        entries = Counter(session.scalars(select(AuditEntry.target).where(AuditEntry.action == "publish")))
        decisions = Counter((each.version, each.ticket_id) for each in session.scalars(select(Decision)))
    assert entries == Counter(f"schedule {row.version}" for row in rows)
    assert decisions == Counter((row.version, each["ticket_id"]) for row in rows for each in row.changes["tickets"])


def _check_jobs(database: Database, asked: set[str]) -> None:
    """Each plan asked for is one job; each that is done has one proposal, and an end as its last event."""
    with database.read() as session:
        jobs = {job.id: job for job in session.scalars(select(Job))}
        proposals = Counter(session.scalars(select(Proposal.job_id).where(Proposal.job_id.is_not(None))))
        events = list(session.scalars(select(JobEvent).order_by(JobEvent.job_id, JobEvent.number)))
    assert set(jobs) == asked
    assert proposals == Counter(job.id for job in jobs.values() if job.state == "done")
    for job in jobs.values():
        said = [each for each in events if each.job_id == job.id]
        assert [each.number for each in said] == list(range(1, len(said) + 1))
        assert [each.kind for each in said].count("end") == 1
        assert said[-1].kind == "end"
        assert said[-1].body["state"] == job.state
        assert job.state == "done" or (job.state == "failed" and TRIES <= job.attempt <= TRIES_ABANDONED)
        assert job.lease is None
