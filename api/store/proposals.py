"""Proposals: what a fill, a plan or a person's hand would change, until somebody agrees or time runs out."""

import datetime as dt
import secrets
from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from engine.amendment import Amendment, Moved, amend, difference, moved, zones_of
from engine.domain.schedule import Schedule
from engine.errors import UnknownId
from engine.given_up import without_given_up
from engine.over import is_given_up

from . import tables
from .desks import Snapshot
from .schedules import schedule_of

OPEN, PUBLISHED, DISCARDED, EXPIRED = "proposal", "published", "discarded", "expired"
PAST = dt.timedelta(days=60)
"""How long work that is over stays in new versions, and with it in the calendar feeds."""
_SAID = ("unassigned", "score", "bound", "gap", "status", "kpis", "weights", "weights_version", "seed")
"""What a schedule says of itself, kept beside the days that it changes."""


def propose(
    session: Session,
    base: Snapshot,
    schedule: Schedule,
    *,
    origin: str,
    actor: str,
    at: dt.datetime,
    summary: str,
    job_id: str | None = None,
    expires: dt.datetime | None = None,
) -> tables.Proposal:
    """Write a proposal: the days on which a schedule differs from the published one it was made against."""
    amendment = difference(base.problem.published, schedule, zones_of(base.problem))
    said = schedule.model_dump(mode="json", include=set(_SAID))
    return propose_days(
        session,
        base,
        amendment,
        said,
        origin=origin,
        actor=actor,
        at=at,
        summary=summary,
        job_id=job_id,
        expires=expires,
    )


def propose_days(
    session: Session,
    base: Snapshot,
    amendment: Amendment,
    said: Mapping[str, Any],
    *,
    origin: str,
    actor: str,
    at: dt.datetime,
    summary: str,
    job_id: str | None = None,
    expires: dt.datetime | None = None,
) -> tables.Proposal:
    """Write a proposal of days that differ from the published ones, and what the whole would then be said to be."""
    row = tables.Proposal(
        id=f"p_{secrets.token_urlsafe(12)}",
        desk_id=base.desk_id,
        origin=origin,
        state=OPEN,
        base_version=base.published_version,
        data_version=base.data_version,
        body={
            "amendment": amendment.model_dump(mode="json"),
            "said": dict(said),
            "begin": base.problem.desk.planning_window.start.isoformat(),
        },
        summary=summary,
        job_id=job_id,
        created=at,
        created_by=actor,
        expires=expires,
    )
    session.add(row)
    return row


def found(session: Session, desk_id: str, proposal_id: str, *, to_write: bool = False) -> tables.Proposal:
    """Return a proposal of a desk; locked until the transaction ends, where it is to be written.

    Raises
    ------
    UnknownId
        When the desk has none of that id.
    """
    row = session.get(tables.Proposal, proposal_id, with_for_update=to_write, populate_existing=to_write)
    if row is None or row.desk_id != desk_id:
        raise UnknownId(f"the desk has no proposal {proposal_id!r}")
    return row


def amendment_of(proposal: tables.Proposal) -> Amendment:
    """Return the days that a proposal changes."""
    return Amendment.model_validate(proposal.body["amendment"])


def whole_of(session: Session, proposal: tables.Proposal, snapshot: Snapshot) -> Schedule:
    """Return the whole schedule as a proposal would have it, laid into the version that it was made against."""
    base, begin = schedule_of(session, proposal.desk_id, proposal.base_version), _begin(proposal)
    made = _amended(proposal, base and _part(base, begin, is_past=False), snapshot)
    said = Schedule.model_validate({"assignments": (), **proposal.body["said"]})
    return _joined(base, begin, made).model_copy(update={name: getattr(said, name) for name in _SAID})


def changes_in(session: Session, proposal: tables.Proposal, snapshot: Snapshot) -> tuple[Moved, ...]:
    """Return the tickets that a proposal gives another place than they had in the version it was made against.

    That it leaves out work which has been given up is nobody's change.
    """
    base = schedule_of(session, proposal.desk_id, proposal.base_version)
    ahead = base and _part(base, _begin(proposal), is_past=False)
    found, problem = moved(ahead, _amended(proposal, ahead, snapshot)), snapshot.problem
    return tuple(each for each in found if each.after or (each.before and not is_given_up(problem, each.before)))


def with_past(base: Snapshot, schedule: Schedule) -> Schedule:
    """Return a schedule with the days gone by, of which a problem that begins later knows nothing.

    What lies further back than `PAST` is in older versions; else each version would be longer than the one before.
    """
    begin = base.problem.desk.planning_window.start
    recent = base.published and _part(base.published, begin - PAST, is_past=False)
    return _joined(recent, begin, schedule)


def ahead_of(base: Snapshot) -> Schedule | None:
    """Return the published schedule without the days gone by, and without work ahead that has been given up."""
    stays = base.published and without_given_up(base.published, base.problem)
    return stays and _part(stays, base.problem.desk.planning_window.start, is_past=False)


def _begin(proposal: tables.Proposal) -> dt.datetime:
    """Return where the planning window began that the proposal's maker saw; the hours before stay as they are."""
    return dt.datetime.fromisoformat(proposal.body["begin"])


def _amended(proposal: tables.Proposal, ahead: Schedule | None, snapshot: Snapshot) -> Schedule:
    return amend(ahead, amendment_of(proposal), zones_of(snapshot.problem))


def _joined(stored: Schedule | None, begin: dt.datetime, schedule: Schedule) -> Schedule:
    """Return a schedule after what another one held before an instant."""
    past = _part(stored, begin, is_past=True) if stored else Schedule(assignments=())
    parts = ("assignments", "trips", "breaks")
    return schedule.model_copy(update={name: (*getattr(past, name), *getattr(schedule, name)) for name in parts})


def _part(schedule: Schedule, begin: dt.datetime, *, is_past: bool) -> Schedule:
    """Return what a schedule holds before an instant, or the rest."""
    return schedule.model_copy(
        update={
            "assignments": tuple(each for each in schedule.assignments if (each.end <= begin) is is_past),
            "trips": tuple(each for each in schedule.trips if (each.arrive <= begin) is is_past),
            "breaks": tuple(each for each in schedule.breaks if (each.end <= begin) is is_past),
        }
    )
