"""What is to be done without a person, as a proposal with a due time."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from api.store import desks, trust
from api.store.desks import STEP, Snapshot
from api.store.proposals import propose_days
from api.store.tables import TrustAction
from api.store.trail import note
from api.store.trust import Meant
from engine.errors import DataError, UnknownId
from engine.learning.ladder import Step
from engine.questions.evaluate import Move

from .. import offers, questions
from ..proposing import GRACE
from ..questions import Answer
from ..service import Service
from .place import Place, place

OPEN_FOR = dt.timedelta(hours=1)
"""How long after its due time a proposal can still be published, by a service that was away."""


@dataclass(frozen=True)
class Ready:
    """A place that can be published: what it changes, and when it begins."""

    answer: Answer
    start: dt.datetime
    end: dt.datetime
    due: dt.datetime


def ready(service: Service, now: Snapshot, found: Place, window: dt.timedelta) -> Ready | None:
    """Return what would be published when a window is over; None when that breaks a rule.

    Work that would begin before somebody has had the time to stop it is put off: the same engineer, right after.
    """
    due, ticket = service.clock() + window, found.ticket.id
    earliest = now.problem.desk.now + window + STEP if window else found.start
    if found.start >= earliest:
        answer = service.ask(now, offers.take, ticket, found.engineer_id, timeout=GRACE)
    else:
        earliest = dt.datetime.fromtimestamp(
            -(-earliest.timestamp() // STEP.total_seconds()) * STEP.total_seconds(), dt.UTC
        )
        answer = service.ask(now, questions.moves, (Move(ticket, (found.engineer_id,), earliest),), timeout=GRACE)
    own = [each for each in answer.document["assignments"] if each["ticket_id"] == ticket]
    if not answer.document["allowed"] or not own:
        return None
    start, end = (dt.datetime.fromisoformat(own[0][name]) for name in ("start", "end"))
    return Ready(answer, start, end, due)


def announce(
    session: Session, now: Snapshot, row: TrustAction, meant: Meant, made: Ready, step: Step, at: dt.datetime
) -> None:
    """Make an open action wait for its due time, with the proposal that will be published then."""
    meant = meant.model_copy(update={"start": made.start, "end": made.end})
    row.state, row.step, row.due, row.created = trust.WAITING, step.value, made.due, at
    row.base_version, row.body = now.published_version, meant.model_dump(mode="json")
    row.proposal_id = _propose(session, now, made, at)
    if step is Step.SUGGEST:
        detail = {"action": row.id, "proposal_id": row.proposal_id, "due": made.due.isoformat()}
        note(session, now.desk_id, at, trust.ACTOR, "suggest", f"ticket {row.ticket_id}", detail)


def renew(service: Service, desk_id: str, action_id: str) -> str | None:
    """Return a new proposal for an action whose own is stale: the same engineer, who must still be the recommended one.

    None where it is somebody else by now, or the action does not wait any more.
    """
    now, at = service.snapshot(desk_id), service.clock()
    with service.database.read() as session:
        meant = Meant.model_validate(trust.found(session, desk_id, action_id).body)
    try:
        found = service.ask(now, place, meant.ticket.id, timeout=GRACE)
        made = ready(service, now, found, dt.timedelta()) if found and found.engineer_id == meant.engineer_id else None
    except (DataError, UnknownId):
        return None
    if made is None:
        return None
    with service.database.write() as session:
        desks.lock(session, desk_id)
        row = trust.found(session, desk_id, action_id, to_write=True)
        if row.state != trust.WAITING:
            return None
        trust.discard(session, row)
        row.base_version, row.proposal_id = now.published_version, _propose(session, now, made, at)
        row.body = row.body | {"start": made.start.isoformat(), "end": made.end.isoformat()}
        return row.proposal_id


def _propose(session: Session, now: Snapshot, made: Ready, at: dt.datetime) -> str:
    return propose_days(
        session,
        now,
        made.answer.amendment,
        made.answer.said,
        origin=trust.ORIGIN,
        actor=trust.ACTOR,
        at=at,
        summary=f"{made.answer.summary} (on its own)",
        expires=made.due + OPEN_FOR,
    ).id
