"""The queue: jobs come in, are claimed one at a time, and are never lost.

Everything here works on a session of a transaction; instants are passed in.
"""

import datetime as dt
import secrets
from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.store.proposals import EXPIRED as PROPOSAL_EXPIRED
from api.store.proposals import OPEN
from api.store.tables import Job, JobEvent, Proposal
from engine.errors import UnknownId

QUEUED, RUNNING, DONE, FAILED, CANCELLED, EXPIRED = "queued", "running", "done", "failed", "cancelled", "expired"
PLANS, WHAT_IFS = frozenset({"plan", "nightly"}), frozenset({"what_if"})
"""Kinds of jobs: those that end in a proposal, and those of which nothing is ever published."""
LEASE = dt.timedelta(seconds=15)
"""How long a job belongs to whoever claimed or renewed it; it is renewed far more often."""
TRIES, TRIES_ABANDONED = 3, 10
"""Times that a job whose process dies is run; and one that nobody holds any more, where the service itself died, which
is seldom the job's fault."""


def enqueue(
    session: Session,
    desk_id: str,
    kind: str,
    request: dict[str, Any],
    *,
    at: dt.datetime,
    actor: str,
    note: str = "",
    once: str | None = None,
) -> Job:
    """Put a job at the end of the queue.

    Parameters
    ----------
    kind : str
        ``plan``, ``nightly`` or ``what_if``.
    request : dict
        ``seconds`` that all of its solves may take together, and what its kind asks for: ``seed``, and ``publish`` for
        a nightly one; for a what-if ``scenario``, ``each_seconds``,
        ``seeds``, ``against`` and ``solves``.
    once : str, optional
        Name under which there is one job only: the second time the first one is returned.

    Raises
    ------
    UnknownId
        When there is no such desk.
    """
    job = Job(
        id=f"j_{secrets.token_urlsafe(12)}",
        desk_id=desk_id,
        kind=kind,
        state=QUEUED,
        note=note,
        request=request,
        once=once,
        created=at,
        created_by=actor,
    )
    try:
        with session.begin_nested():
            session.add(job)
    except IntegrityError:
        known = session.scalars(select(Job).where(Job.once == once)).one_or_none() if once else None
        if known is None:
            raise UnknownId(f"there is no desk {desk_id!r}") from None
        return known
    return job


def found(session: Session, desk_id: str, job_id: str, kinds: Collection[str] = PLANS) -> Job:
    """Return a job of a desk, of one of some kinds.

    Raises
    ------
    UnknownId
        When the desk has none of that id.
    """
    job = session.get(Job, job_id)
    if job is None or job.desk_id != desk_id or job.kind not in kinds:
        raise UnknownId(f"the desk has no {'plan' if kinds == PLANS else 'what-if'} {job_id!r}")
    return job


def claim(
    session: Session,
    *,
    at: dt.datetime,
    lease: str,
    only: Collection[str] | None = None,
    kinds: Collection[str] | None = None,
) -> Job | None:
    """Take the oldest job that waits, or none; ``only`` names those that are meant, ``kinds`` their kinds.

    Others who claim at the same time take the next one.
    """
    oldest = select(Job).where(*_waiting(only, kinds)).order_by(Job.created, Job.id).limit(1)
    # SQLite has one writer at a time and no such words.
    job = session.scalars(oldest.with_for_update(skip_locked=True)).one_or_none()
    if job is not None:
        job.state, job.lease, job.lease_until = RUNNING, lease, at + LEASE
        job.started, job.attempt = at, job.attempt + 1
    return job


def is_waited_for(session: Session, only: Collection[str] | None = None, kinds: Collection[str] | None = None) -> bool:
    """Whether there is a job to claim."""
    return session.scalar(select(Job.id).where(*_waiting(only, kinds)).limit(1)) is not None


def _waiting(only: Collection[str] | None, kinds: Collection[str] | None) -> list[ColumnElement[bool]]:
    named = [] if only is None else [Job.id.in_(only)]
    return [Job.state == QUEUED, *named, *([] if kinds is None else [Job.kind.in_(kinds)])]


def ask_stop(session: Session, desk_id: str, job_id: str, at: dt.datetime, kinds: Collection[str] = PLANS) -> Job:
    """Ask a job to end: one that waits is cancelled at once, a running one keeps what it has.

    Raises
    ------
    UnknownId
        When the desk has none of that id.
    """
    found(session, desk_id, job_id, kinds)
    job = session.scalars(
        select(Job).where(Job.id == job_id).with_for_update().execution_options(populate_existing=True)
    ).one()
    if job.state == QUEUED:
        end(session, job, CANCELLED, at)
    elif job.state == RUNNING:
        job.stop_asked = True
    return job


def put_back(session: Session, job: Job, at: dt.datetime, why: str, tries: int = TRIES) -> None:
    """Queue a job again whose process has died; end it when that has happened too often, or it was to be stopped."""
    job.lease = job.lease_until = None
    if job.stop_asked:
        end(session, job, CANCELLED, at)
    elif job.attempt < tries:
        job.state = QUEUED
    else:
        job.error = (
            f"given up after {job.attempt} attempts; the last one ended because {why}\n"
            "  Maybe the machine is short of memory; plan again with fewer seconds or on a larger machine"
        )
        end(session, job, FAILED, at)


def requeue_abandoned(session: Session, at: dt.datetime) -> list[str]:
    """Put back the jobs whose lease nobody has renewed, and return their ids."""
    left = select(Job).where(Job.state == RUNNING, Job.lease_until < at).with_for_update(skip_locked=True)
    jobs = list(session.scalars(left))
    for job in jobs:
        put_back(session, job, at, "its lease ran out", TRIES_ABANDONED)
    return [job.id for job in jobs]


def expire(session: Session, at: dt.datetime, job_days: int) -> None:
    """Let proposals run out that nobody took up, and delete jobs that ended long ago."""
    open_ones = update(Proposal).where(Proposal.state == OPEN, Proposal.expires <= at)
    session.execute(open_ones.values(state=PROPOSAL_EXPIRED))
    run_out = select(Proposal.job_id).where(Proposal.state == PROPOSAL_EXPIRED, Proposal.job_id.is_not(None))
    session.execute(update(Job).where(Job.state == DONE, Job.id.in_(run_out)).values(state=EXPIRED))
    session.execute(delete(Job).where(Job.finished < at - dt.timedelta(days=job_days)))


def end(session: Session, job: Job, state: str, at: dt.datetime, proposal_id: str | None = None) -> None:
    """Write a job's end, and say it to whoever listens."""
    job.state, job.finished, job.lease, job.lease_until = state, at, None, None
    say(session, job.id, "end", {"state": state, "proposal_id": proposal_id})


def say(session: Session, job_id: str, kind: str, body: dict[str, Any]) -> None:
    """Write an event; the job's row must be locked, so that no number is given twice."""
    last = session.scalar(select(func.max(JobEvent.number)).where(JobEvent.job_id == job_id)) or 0
    session.add(JobEvent(job_id=job_id, number=last + 1, kind=kind, body=body))
    session.flush()
