"""A job's own process: it reads the desk, solves it, and writes what it found together with the job's end.

It may be killed at any moment. Until the one transaction that writes proposal and end there is nothing of it in the
store but its progress; afterwards all of it is there. A job that publishes what it found ends after that: whoever runs
it again finds its proposal, and goes on from there.
"""

import contextlib
import datetime as dt
import logging
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from api.service.asking import ask_here
from api.service.errors import Broken, Busy, Settled, Stale
from api.service.publishing import publish
from api.service.service import wall_clock
from api.spawned import step_back
from api.store.database import Database
from api.store.desks import Snapshot, snapshot
from api.store.proposals import propose
from api.store.tables import Job, Proposal
from constraints import rules_for
from engine.domain.schedule import Schedule
from engine.errors import OpendayError, bug_text
from engine.limits import Limits
from engine.solve import solve

from .errors import LeaseLost
from .lease import fail, finish, hold
from .queue import CANCELLED, WHAT_IFS
from .teller import Teller
from .what_if import run_what_if

_LOG = logging.getLogger("openday")
_NICE = 10
"""How far a solve steps back behind questions that somebody waits for; a what-if steps back twice."""


@dataclass(frozen=True)
class Task:
    """What a job's process is told."""

    url: str
    job_id: str
    lease: str
    threads: int
    proposal_hours: int


def run(task: Task) -> None:
    """Run a job to its end, and write it."""
    step_back(_NICE)
    database = Database(task.url)
    try:
        _run(database, task)
    except LeaseLost as error:
        _LOG.warning("%s", error)
    except SQLAlchemyError:
        # Nothing can be written about it; the process dies of it, and the job is tried again.
        raise
    except Exception as error:
        words = str(error) if isinstance(error, OpendayError) else bug_text(error)
        with contextlib.suppress(LeaseLost), database.write() as session:
            fail(session, task.job_id, task.lease, wall_clock(), words)


def _run(database: Database, task: Task) -> None:
    with database.write() as session:
        job = hold(session, task.job_id, task.lease)
        proposal_id = session.scalar(select(Proposal.id).where(Proposal.job_id == job.id))
    if proposal_id is None and job.stop_asked:
        _finish(database, task, state=CANCELLED)
        return
    if job.kind in WHAT_IFS:
        step_back(_NICE)
        run_what_if(database, job, task.lease, task.threads)
        return
    if proposal_id is None:
        proposal_id = _plan(database, task, job)
    if proposal_id is not None:
        _publish(database, task, job, proposal_id)


def _plan(database: Database, task: Task, job: Job) -> str | None:
    """Solve, and write the outcome; return the proposal that is yet to be published, None when the job has ended."""
    with database.read() as session:
        base = snapshot(session, job.desk_id, wall_clock())
    limits, seed = Limits(seconds=job.request["seconds"]), job.request.get("seed", 0)
    with Teller(database, job.id, task.lease) as teller:
        rules = rules_for(base.problem.desk)
        result = solve(base.problem, rules, limits, seed, task.threads, teller.hear, teller.is_stopped)
    # What somebody has cut short is not published without a look at it.
    publishes = job.request.get("publish", False) and not teller.is_asked_to_stop
    note = _noted(job, "stopped early, the best plan until then was kept") if teller.is_asked_to_stop else job.note
    return _write(database, task, base, result.schedule, note, publishes=publishes)


def _write(
    database: Database, task: Task, base: Snapshot, schedule: Schedule, note: str, *, publishes: bool
) -> str | None:
    at = wall_clock()
    with database.write() as session:
        job = hold(session, task.job_id, task.lease)
        proposal = propose(
            session,
            base,
            schedule,
            origin=job.kind,
            actor=job.created_by,
            at=at,
            summary=_summary(job, schedule),
            job_id=job.id,
            expires=at + dt.timedelta(hours=task.proposal_hours),
        )
        if publishes:
            return proposal.id
        finish(session, job.id, task.lease, at, note=note, proposal_id=proposal.id)
    return None


def _publish(database: Database, task: Task, job: Job, proposal_id: str) -> None:
    """Publish a job's proposal and end the job; when it can no longer be published, it stays a proposal."""
    try:
        done = publish(database, ask_here, job.desk_id, proposal_id, actor=job.created_by, at=wall_clock())
        outcome = f"published as version {done.version}"
    except (Stale, Broken, Settled, Busy) as error:
        outcome = f"not published: {error}"
    _finish(database, task, note=_noted(job, outcome), proposal_id=proposal_id)


def _finish(
    database: Database, task: Task, *, state: str = "done", note: str | None = None, proposal_id: str | None = None
) -> None:
    with database.write() as session:
        finish(session, task.job_id, task.lease, wall_clock(), state=state, note=note, proposal_id=proposal_id)


def _summary(job: Job, schedule: Schedule) -> str:
    placed = len({each.ticket_id for each in schedule.assignments})
    name = "Nightly plan" if job.kind == "nightly" else "Plan"
    return f"{name}: {placed} of {placed + len(schedule.unassigned)} tickets placed"


def _noted(job: Job, words: str) -> str:
    return f"{job.note}; {words}" if job.note else words
