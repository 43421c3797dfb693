"""What only the holder of a job may write; whoever has lost the lease writes nothing at all."""

import datetime as dt
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.store.tables import Job

from .errors import LeaseLost
from .queue import DONE, FAILED, LEASE, QUEUED, RUNNING, end, put_back, say


def hold(session: Session, job_id: str, lease: str) -> Job:
    """Return a job, locked against others until the transaction ends.

    Raises
    ------
    LeaseLost
        When it is not held by this lease; the transaction must come to nothing then, as it does by itself.
    """
    mine = select(Job).where(Job.id == job_id, Job.lease == lease, Job.state == RUNNING)
    # What the session has read before may be no longer so.
    job = session.scalars(mine.with_for_update().execution_options(populate_existing=True)).one_or_none()
    if job is None:
        raise LeaseLost(job_id)
    return job


def renew(session: Session, job_id: str, lease: str, at: dt.datetime) -> None:
    """Keep a job for longer."""
    hold(session, job_id, lease).lease_until = at + LEASE


def note_progress(session: Session, job_id: str, lease: str, progress: dict[str, Any]) -> None:
    """Write how far a job is, in the words of its kind."""
    hold(session, job_id, lease).progress = progress
    say(session, job_id, "progress", progress)


def finish(
    session: Session,
    job_id: str,
    lease: str,
    at: dt.datetime,
    *,
    state: str = DONE,
    note: str | None = None,
    proposal_id: str | None = None,
    outcome: dict[str, Any] | None = None,
) -> None:
    """Write a job's end."""
    job = hold(session, job_id, lease)
    if outcome is not None:
        job.outcome = outcome
    if note is not None:
        job.note = note
    end(session, job, state, at, proposal_id)


def fail(session: Session, job_id: str, lease: str, at: dt.datetime, error: str) -> None:
    """Write that a job has failed, and why; it is not tried again."""
    job = hold(session, job_id, lease)
    job.error = error
    end(session, job, FAILED, at)


def give_back(session: Session, job_id: str, lease: str) -> None:
    """Put a job back into the queue that has done nothing wrong: whoever runs it next begins anew."""
    job = hold(session, job_id, lease)
    job.state, job.lease, job.lease_until = QUEUED, None, None
    job.attempt -= 1


def died(session: Session, job_id: str, lease: str, at: dt.datetime, why: str) -> None:
    """Write that the process of a job has died: the job is tried again, or given up."""
    put_back(session, hold(session, job_id, lease), at, why)
