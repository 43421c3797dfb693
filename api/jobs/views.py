"""Jobs as people see them."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import Session

from api.store.tables import Job, JobEvent, Proposal

from .queue import PLANS, WHAT_IFS

Last = tuple[dt.datetime, str]
"""Creation and id of the last job that a caller has seen."""


def view(session: Session, job: Job, zone: ZoneInfo) -> dict[str, Any]:
    """Return a job as the document of a plan, its instants in the desk's zone."""
    proposal_id = session.scalar(select(Proposal.id).where(Proposal.job_id == job.id))
    return _plan(job, proposal_id, zone)


def what_if(job: Job, zone: ZoneInfo) -> dict[str, Any]:
    """Return a job as the document of a what-if, with what it has found."""
    found = job.outcome["comparison"] if job.outcome else None
    return what_if_head(job, zone) | {"scenario": job.request["scenario"], "comparison": found}


def what_if_head(job: Job, zone: ZoneInfo) -> dict[str, Any]:
    """Return the same without its scenario and what it has found."""
    scenario, request = job.request["scenario"], job.request
    about = {"name": scenario["name"], "purpose": scenario["purpose"], "note": job.note}
    return _job(job, zone) | about | {name: request[name] for name in ("each_seconds", "seeds", "against")}


def list_jobs(
    session: Session, desk_id: str, zone: ZoneInfo, limit: int, after: Last | None = None
) -> list[dict[str, Any]]:
    """Return a desk's plans, newest first."""
    rows: Select[Job, str | None] = (
        select(Job, Proposal.id)
        .outerjoin(Proposal, Proposal.job_id == Job.id)
        .where(Job.desk_id == desk_id, Job.kind.in_(PLANS))
        .order_by(Job.created.desc(), Job.id.desc())
        .limit(limit)
    )
    if after is not None:
        rows = rows.where(tuple_(Job.created, Job.id) < tuple_(*after))
    return [_plan(job, proposal_id, zone) for job, proposal_id in session.execute(rows)]


def list_what_ifs(
    session: Session, desk_id: str, zone: ZoneInfo, limit: int, after: Last | None = None
) -> list[dict[str, Any]]:
    """Return a desk's what-ifs, newest first, without what they have found."""
    rows = select(Job).where(Job.desk_id == desk_id, Job.kind.in_(WHAT_IFS)).order_by(Job.created.desc(), Job.id.desc())
    if after is not None:
        rows = rows.where(tuple_(Job.created, Job.id) < tuple_(*after))
    return [what_if_head(job, zone) for job in session.scalars(rows.limit(limit))]


def events_after(session: Session, job_id: str, number: int = 0) -> list[JobEvent]:
    """Return what a job has said after the event of some number, in order."""
    said = select(JobEvent).where(JobEvent.job_id == job_id, JobEvent.number > number).order_by(JobEvent.number)
    return list(session.scalars(said))


def _plan(job: Job, proposal_id: str | None, zone: ZoneInfo) -> dict[str, Any]:
    return _job(job, zone) | {"kind": job.kind, "note": job.note, "proposal_id": proposal_id}


def _job(job: Job, zone: ZoneInfo) -> dict[str, Any]:
    def text(instant: dt.datetime | None) -> str | None:
        return instant.astimezone(zone).isoformat() if instant else None

    return {
        "id": job.id,
        "state": job.state,
        "created": text(job.created),
        "started": text(job.started),
        "finished": text(job.finished),
        "created_by": job.created_by,
        "seconds": job.request["seconds"],
        "attempt": job.attempt,
        "progress": job.progress,
        "error": job.error,
    }
