"""Decisions: what a person did with a proposal, kept in the transaction that publishes it or turns it down."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from api.store import tables
from api.store.desks import Snapshot
from engine.amendment import Moved
from engine.errors import DataError, UnknownId
from engine.learning.decision import Outcome

from .asking import Ask
from .priced import Priced, priced


@dataclass(frozen=True)
class Feedback:
    """What a person says with a decision: she accepts as it is, or has changed it; and why."""

    kind: str = "accept"
    reason: str = ""


def decided(
    ask: Ask, now: Snapshot, proposal: tables.Proposal, changes: Sequence[Moved], *, is_taken: bool = True
) -> Priced | None:
    """Return what was decided on a recommendation.

    A recommended place was priced when it was asked for, on the desk as it was shown; one by hand is priced as the desk
    is now. None where it was no such decision: work that had its place already, several tickets at once, or a ticket
    for which nobody is recommended.
    """
    given = [each for each in changes if each.before is None and each.after is not None]
    if "priced" in proposal.body:
        choice = Priced.model_validate(proposal.body["priced"])
        if not is_taken:
            return choice.model_copy(update={"chosen": None, "outcome": Outcome.REJECT})
        return choice if choice.ticket.id in {each.ticket_id for each in given} else None
    if proposal.origin != "moves" or len(given) != 1:
        return None
    (place,) = given
    assert place.after is not None, "chosen among those with a place"
    if place.ticket_id not in now.problem.ticket or len(place.after.engineer_ids) > 1:
        return None
    chosen = (place.after.engineer_ids[0], place.after.start) if is_taken else ()
    try:
        return ask(now, priced, place.ticket_id, (), *chosen)
    except (DataError, UnknownId):
        return None


def decide(
    session: Session,
    proposal: tables.Proposal,
    proposed: tuple[Moved, ...],
    changes: tuple[Moved, ...],
    feedback: Feedback,
    version: int,
    actor: str,
    at: dt.datetime,
    choice: Priced | None,
) -> int | None:
    """Write what was published, ticket by ticket; return the id of the decision on what was recommended."""
    taken = {each.ticket_id for each in changes}
    rows = [_row(proposal, feedback.kind, ticket, version, feedback.reason, actor, at) for ticket in sorted(taken)]
    if proposal.origin == "fill" and feedback.kind == "modify":
        left = sorted({each.ticket_id for each in proposed} - taken)
        rows += [_row(proposal, "reject", ticket, version, feedback.reason, actor, at) for ticket in left]
    return _written(session, rows, choice)


def turn_down(
    session: Session,
    proposal: tables.Proposal,
    proposed: tuple[Moved, ...],
    reason: str,
    actor: str,
    at: dt.datetime,
    choice: Priced | None,
) -> None:
    """Write that a proposal was turned down, ticket by ticket."""
    rows = [_row(proposal, "reject", each.ticket_id, None, reason, actor, at) for each in proposed]
    _written(session, rows, choice)


def reject(
    session: Session,
    desk_id: str,
    choice: Priced,
    reason: str,
    actor: str,
    at: dt.datetime,
    body: Mapping[str, Any] | None = None,
) -> int:
    """Write that of all who were recommended nobody is taken, or a move is turned down; return the decision's id.

    Parameters
    ----------
    body : mapping, optional
        Where the decision comes from, and of what else it speaks.
    """
    row = tables.Decision(
        desk_id=desk_id,
        at=at,
        actor=actor,
        kind=choice.outcome.value,
        ticket_id=choice.ticket.id,
        reason=reason,
        body=dict(body or {"origin": "recommendation"}),
        priced=choice.model_dump(mode="json"),
    )
    session.add(row)
    session.flush()
    return row.id


def _written(session: Session, rows: list[tables.Decision], choice: Priced | None) -> int | None:
    session.add_all(rows)
    one = next((each for each in rows if choice and each.ticket_id == choice.ticket.id), None)
    if one is None or choice is None:
        return None
    # What it was is seen from what was shown and taken; what the request says of it is a courtesy.
    one.kind, one.priced = choice.outcome.value, choice.model_dump(mode="json")
    session.flush()
    return one.id


def _row(
    proposal: tables.Proposal,
    kind: str,
    ticket_id: str,
    version: int | None,
    reason: str,
    actor: str,
    at: dt.datetime,
) -> tables.Decision:
    return tables.Decision(
        desk_id=proposal.desk_id,
        at=at,
        actor=actor,
        kind=kind,
        proposal_id=proposal.id,
        ticket_id=ticket_id,
        version=version,
        reason=reason,
        body={"origin": proposal.origin},
    )
