"""Tickets that are left to people, and why: somebody has said no to the engine, or has taken them off the calendar."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.store import tables, trust

from .settle import PLANS

_WORDS = {trust.STOPPED: "somebody stopped it before", trust.UNDONE: "somebody undid it before"}


def refused(session: Session, desk_id: str, ticket_ids: Collection[str]) -> dict[str, str]:
    """Return which of some waiting tickets the engine has to leave alone, and why."""
    action, decision = tables.TrustAction, tables.Decision
    found = dict.fromkeys(_taken_off(session, desk_id, ticket_ids), "somebody took it off the calendar")
    # Without a proposal: of what was proposed and turned down, another place or hour may have been wanted.
    no = (decision.kind == "reject", decision.proposal_id.is_(None), decision.withdrawn.is_(None))
    said = select(decision.ticket_id).where(decision.desk_id == desk_id, decision.ticket_id.in_(ticket_ids), *no)
    found |= dict.fromkeys(filter(None, session.scalars(said)), "somebody turned the recommendation down before")
    ended = (action.desk_id == desk_id, action.ticket_id.in_(ticket_ids), action.state.in_(tuple(_WORDS)))
    for ticket, state in session.execute(select(action.ticket_id, action.state).where(*ended)):
        found[ticket] = _WORDS[state]
    return {ticket: f"a person decides: {words}" for ticket, words in found.items()}


def _taken_off(session: Session, desk_id: str, ticket_ids: Collection[str]) -> list[str]:
    """Return the tickets that a person has touched last by taking them off the calendar."""
    decision, version = tables.Decision, tables.Schedule
    newest = (
        select(decision.ticket_id, func.max(decision.version))
        .join(version, (version.desk_id == decision.desk_id) & (version.version == decision.version))
        .where(
            decision.desk_id == desk_id,
            decision.ticket_id.in_(ticket_ids),
            decision.withdrawn.is_(None),
            version.origin.not_in(PLANS),
        )
        .group_by(decision.ticket_id)
    )
    last = [(ticket, number) for ticket, number in session.execute(newest) if ticket and number]
    made = select(version.version, version.changes).where(
        version.desk_id == desk_id, version.version.in_({number for _, number in last})
    )
    off = {
        (each["ticket_id"], number)
        for number, changes in session.execute(made)
        for each in changes["tickets"]
        if each["after"] is None
    }
    return [ticket for ticket, number in last if (ticket, number) in off]
