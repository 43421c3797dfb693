"""Jobs as people see them."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import Session

from api.store.tables import Job, JobEvent, Proposal


def view(session: Session, job: Job, zone: ZoneInfo) -> dict[str, Any]:
    """Return a job as the document of a plan, its instants in the desk's zone."""
    proposal_id = session.scalar(select(Proposal.id).where(Proposal.job_id == job.id))
    return _view(job, proposal_id, zone)


def list_jobs(
    session: Session, desk_id: str, zone: ZoneInfo, limit: int, after: tuple[dt.datetime, str] | None = None
) -> list[dict[str, Any]]:
    """Return a desk's jobs, newest first.

    Parameters
    ----------
    after : tuple, optional
        Creation and id of the last one that the caller has seen.
    """
    rows: Select[Job, str | None] = (
        select(Job, Proposal.id)
        .outerjoin(Proposal, Proposal.job_id == Job.id)
        .where(Job.desk_id == desk_id)
        .order_by(Job.created.desc(), Job.id.desc())
        .limit(limit)
    )
    if after is not None:
        rows = rows.where(tuple_(Job.created, Job.id) < tuple_(*after))
    return [_view(job, proposal_id, zone) for job, proposal_id in session.execute(rows)]


def events_after(session: Session, job_id: str, number: int = 0) -> list[JobEvent]:
    """Return what a job has said after the event of some number, in order."""
    said = select(JobEvent).where(JobEvent.job_id == job_id, JobEvent.number > number).order_by(JobEvent.number)
    return list(session.scalars(said))


def _view(job: Job, proposal_id: str | None, zone: ZoneInfo) -> dict[str, Any]:
    def text(instant: dt.datetime | None) -> str | None:
        return instant.astimezone(zone).isoformat() if instant else None

    return {
        "id": job.id,
        "kind": job.kind,
        "state": job.state,
        "note": job.note,
        "created": text(job.created),
        "started": text(job.started),
        "finished": text(job.finished),
        "created_by": job.created_by,
        "seconds": job.request["seconds"],
        "attempt": job.attempt,
        "progress": job.progress,
        "proposal_id": proposal_id,
        "error": job.error,
    }
