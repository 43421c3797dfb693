"""The trust ladder in the store: its versions, what it made of tickets, and whose turn it is to look.

An action is open while nobody has decided on its ticket: `left` to a person, `noted` silently, or `waiting` for its due
time. Then it is one of these, for good::

    published   by the engine itself, when it was due; it may still be undone
    kept        published, and nobody changed it
    undone      published, and undone or given another place by a person
    moved       published, and moved by a plan of the team, which says nothing
    decided     a person placed the ticket before
    stopped     a person said no
    withdrawn   the ladder was switched off or lowered before it was due, or the no that stopped it was taken back
    failed      it could not be published any more; the reason says why
    gone        the ticket is no work to be scheduled any more, or a plan placed it

Whoever writes an action or the ladder locks the desk first (`desks.lock`), as publishing does by claiming a version: so
what is switched off stays off.
"""

import datetime as dt
import secrets
from collections.abc import Iterable

from pydantic import Field
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from engine.domain.base import Frozen, Identifier, Instant
from engine.errors import UnknownId
from engine.learning.category import Category
from engine.learning.decision import Decision, Option, Outcome, TicketFacts
from engine.learning.ladder import ACTING, Ladder, Level
from engine.learning.past import Past

from . import tables
from .proposals import DISCARDED, OPEN

ACTOR = "service:autopilot"
ORIGIN = "autopilot"
LEFT, NOTED, WAITING = "left", "noted", "waiting"
PUBLISHED, KEPT, UNDONE, MOVED = "published", "kept", "undone", "moved"
DECIDED, STOPPED, WITHDRAWN, FAILED, GONE = "decided", "stopped", "withdrawn", "failed", "gone"
SETTLED = (KEPT, UNDONE, DECIDED, STOPPED)
"""States in which it is known whether the dispatcher agreed."""
COUNTED = (WAITING, PUBLISHED, KEPT, UNDONE, MOVED)
"""States that count into the day's limit."""
Action = tables.TrustAction


class Meant(Frozen):
    """What an action is about: the ticket as it was, the place that was recommended, and what was made of it."""

    ticket: TicketFacts
    summary: str = ""
    level: Level
    category: Category
    threshold: float
    engineer_id: Identifier | None = None
    start: Instant | None = None
    end: Instant | None = None
    cost: int | None = None
    why: str = ""
    probability: float | None = None
    count: int = 0
    options: tuple[Option, ...] = ()
    weights: dict[Identifier, int] = Field(default_factory=dict)
    weights_version: int = 1
    """The places as ranked, and the weights that ranked them."""
    chosen: Identifier | None = None
    """Who got it in the end, where a person decided."""
    is_agreed: bool | None = None
    decision_id: int | None = None
    """The decision that stopped it, where that can be taken back."""


def ladder_of(session: Session, desk_id: str) -> tuple[int, Ladder]:
    """Return a desk's ladder and its version; 0 is the one that nobody has written, by which nothing is done alone."""
    newest = select(tables.Trust).where(tables.Trust.desk_id == desk_id).order_by(tables.Trust.version.desc()).limit(1)
    row = session.scalars(newest).one_or_none()
    return (row.version, Ladder.model_validate(row.body)) if row else (0, Ladder())


def write_ladder(session: Session, desk_id: str, ladder: Ladder, at: dt.datetime, actor: str) -> int:
    """Write a ladder as the newest version; the desk must be locked."""
    version = ladder_of(session, desk_id)[0] + 1
    body = ladder.model_dump(mode="json")
    session.add(tables.Trust(desk_id=desk_id, version=version, body=body, created=at, created_by=actor))
    return version


def begin(
    session: Session,
    desk_id: str,
    meant: Meant,
    *,
    step: str,
    state: str,
    reason: str,
    base_version: int,
    at: dt.datetime,
) -> Action:
    """Write an open action on a ticket that has none."""
    row = Action(
        id=f"x_{secrets.token_urlsafe(12)}",
        desk_id=desk_id,
        ticket_id=meant.ticket.id,
        open_ticket=meant.ticket.id,
        step=step,
        state=state,
        body=meant.model_dump(mode="json"),
        reason=reason,
        base_version=base_version,
        created=at,
    )
    session.add(row)
    return row


def end(row: Action, state: str, at: dt.datetime, actor: str, **more: object) -> None:
    """Write what became of an action; ``more`` goes into what it meant."""
    row.state, row.ended, row.ended_by, row.open_ticket = state, at, actor, None
    row.body = row.body | more


def found(session: Session, desk_id: str, action_id: str, *, to_write: bool = False) -> Action:
    """Return an action of a desk.

    Raises
    ------
    UnknownId
        When the desk has none of that id.
    """
    row = session.get(Action, action_id, with_for_update=to_write, populate_existing=to_write)
    if row is None or row.desk_id != desk_id:
        raise UnknownId(f"the desk has no automatic action {action_id!r}")
    return row


def in_states(session: Session, desk_id: str, states: Iterable[str]) -> list[Action]:
    """Return a desk's actions that are in some state in which they have not ended, oldest first."""
    # They are few, while those that have ended grow ever more: the index of their ends finds the ones without.
    # Asked for in an order, SQLite would take the index that has it, and read them all.
    rows = select(Action).where(Action.desk_id == desk_id, Action.ended.is_(None), Action.state.in_(tuple(states)))
    return sorted(session.scalars(rows), key=lambda each: (each.created, each.id))


def settled(
    session: Session, desk_id: str, *, since: dt.datetime | None = None, most: int | None = None
) -> list[Action]:
    """Return a desk's actions of which it is known whether the dispatcher agreed, in the order of their ends.

    Parameters
    ----------
    since : datetime, optional
        Those that have ended later.
    most : int, optional
        Of many, the newest.
    """
    rows = select(Action).where(Action.desk_id == desk_id, Action.ended.is_not(None), Action.state.in_(SETTLED))
    if since is not None:
        rows = rows.where(Action.ended > since)
    found = session.scalars(rows.order_by(Action.ended.desc(), Action.id.desc()).limit(most))
    return list(found)[::-1]


def judged_by(session: Session, desk_id: str, ladder: Ladder) -> list[Past]:
    """Return what became of actions since the first of a ladder's levels was set; what came before judges none."""
    since = [each.since for each in ladder.policies]
    known = [each for each in since if each is not None]
    if not since:
        return []
    return past_of(settled(session, desk_id, since=min(known) if len(known) == len(since) else None))


def count_since(session: Session, desk_id: str, at: dt.datetime) -> int:
    """Return how many actions count into a limit that began at an instant."""
    wanted = (Action.desk_id == desk_id, Action.due >= at, Action.state.in_(COUNTED))
    return session.scalar(select(func.count()).select_from(Action).where(*wanted)) or 0


def withdraw(session: Session, desk_id: str, ladder: Ladder, at: dt.datetime, actor: str, reason: str) -> int:
    """Take back what waits for its due time and would no longer be done by a ladder; return how many there were.

    What was noted or left to a person of kinds that the ladder has no say in any more is forgotten.
    """
    count = 0
    for row in in_states(session, desk_id, (LEFT, NOTED, WAITING)):
        level = ladder.policy_of(Meant.model_validate(row.body).ticket).level
        if row.state == WAITING and not (ladder.is_on and level in ACTING):
            end(row, WITHDRAWN, at, actor)
            row.reason = reason
            discard(session, row)
            count += 1
        elif row.state != WAITING and level is Level.ASSIST:
            session.delete(row)
    return count


def discard(session: Session, row: Action) -> None:
    """Close the proposal of an action that will not be published."""
    proposal = tables.Proposal
    is_it = (proposal.id == row.proposal_id, proposal.state == OPEN)
    session.execute(update(proposal).where(*is_it).values(state=DISCARDED))


def stop_waiting(
    session: Session, desk_id: str, ticket_id: str, at: dt.datetime, actor: str, reason: str, decision_id: int
) -> None:
    """Stop what waits to be done with a ticket, where a person has said no to it; the desk must be locked.

    Her decision is kept by whoever calls this.
    """
    waits = (Action.desk_id == desk_id, Action.open_ticket == ticket_id, Action.state == WAITING)
    for row in session.scalars(select(Action).where(*waits).with_for_update()):
        end(row, STOPPED, at, actor, is_agreed=False, decision_id=decision_id)
        row.reason = reason or row.reason
        discard(session, row)


def take_back(session: Session, decision: tables.Decision, at: dt.datetime, actor: str) -> None:
    """Let what a decision has stopped count no more, where that decision is taken back; the desk must be locked."""
    stopped = (
        Action.desk_id == decision.desk_id,
        Action.ticket_id == decision.ticket_id,
        Action.state == STOPPED,
    )
    for row in session.scalars(select(Action).where(*stopped).with_for_update()):
        if row.body.get("decision_id") == decision.id:
            end(row, WITHDRAWN, at, actor, is_agreed=None)
            row.reason = "the no that stopped it was taken back"


def disagree(
    session: Session,
    row: Action,
    state: str,
    at: dt.datetime,
    actor: str,
    *,
    chosen: str | None = None,
    reason: str = "",
) -> None:
    """End an action that a person did not agree with, and keep that as a decision to learn from."""
    end(row, state, at, actor, is_agreed=False, chosen=chosen)
    meant = Meant.model_validate(row.body)
    if not meant.options:
        return
    made = _decision(row.id, at, actor, meant)
    priced = {"outcome", "ticket", "weights_version", "weights", "options", "chosen"}
    session.add(
        tables.Decision(
            desk_id=row.desk_id,
            at=at,
            actor=actor,
            kind=made.outcome.value,
            proposal_id=row.proposal_id,
            ticket_id=row.ticket_id,
            version=None,
            reason=reason,
            body={"origin": ORIGIN},
            priced=made.model_dump(mode="json", include=priced),
        )
    )


def proposal_state(session: Session, row: Action) -> str | None:
    """Return the state of an action's proposal."""
    return session.scalar(select(tables.Proposal.state).where(tables.Proposal.id == row.proposal_id))


def note_undone(session: Session, desk_id: str, version: int, at: dt.datetime, actor: str) -> None:
    """Write that a version was undone, where the engine had published it by itself."""
    made = select(Action).where(Action.desk_id == desk_id, Action.version == version)
    for row in session.scalars(made.where(Action.state.in_((PUBLISHED, KEPT)))):
        disagree(session, row, UNDONE, at, actor)


def past_of(rows: Iterable[Action]) -> list[Past]:
    """Return what became of actions, as far as the dispatcher's say is known."""
    found = []
    for row in rows:
        meant = Meant.model_validate(row.body)
        if row.state in SETTLED and meant.engineer_id and row.ended and meant.is_agreed is not None:
            found.append(
                Past(
                    id=row.id,
                    at=row.ended,
                    ticket=meant.ticket,
                    proposed=meant.engineer_id,
                    chosen=meant.engineer_id if meant.is_agreed else meant.chosen,
                    is_agreed=meant.is_agreed,
                    probability=meant.probability,
                    count=meant.count,
                    is_automatic=row.step != "person",
                )
            )
    return found


def decisions_in(rows: Iterable[Action]) -> list[Decision]:
    """Return what became of actions as decisions on what was recommended, oldest first.

    What was published without a person and stood counts as accepted, or what was undone would be all that a confidence
    hears of; what was stopped or undone counts as rejected.
    """
    found = []
    for row in rows:
        meant = Meant.model_validate(row.body)
        if row.state in SETTLED and meant.options and row.ended and meant.is_agreed is not None:
            found.append(_decision(row.id, row.ended, row.ended_by or ACTOR, meant))
    return sorted(found, key=lambda each: (each.at, each.id))


def _decision(action_id: str, at: dt.datetime, actor: str, meant: Meant) -> Decision:
    first = meant.options[0]
    # Of a place that was not shown, nobody knows what it costs.
    known = (each for each in meant.options if each.engineer_id == meant.chosen)
    other = meant.chosen and Option(engineer_id=meant.chosen, start=first.start)
    chosen = first if meant.is_agreed else next(known, other) or None
    outcome = Outcome.ACCEPT if meant.is_agreed else Outcome.MODIFY if chosen else Outcome.REJECT
    return Decision(
        id=action_id,
        at=at,
        actor=actor,
        outcome=outcome,
        ticket=meant.ticket,
        weights_version=meant.weights_version,
        weights=meant.weights,
        options=meant.options,
        chosen=chosen,
    )


def take_turn(session: Session, desk_id: str, holder: str, at: dt.datetime, until: dt.datetime) -> bool:
    """Take the turn to look at a desk, if nobody else has it; return whether it is ours."""
    turn = tables.TrustTurn
    free = update(turn).where(turn.desk_id == desk_id, (turn.until <= at) | (turn.holder == holder))
    if session.execute(free.values(holder=holder, until=until)).rowcount == 1:  # type: ignore[attr-defined]
        return True
    if session.get(turn, desk_id) is not None:
        return False
    try:
        with session.begin_nested():
            session.add(turn(desk_id=desk_id, holder=holder, until=until))
    except IntegrityError:
        # Somebody else was first, or the desk has gone.
        return False
    return True


def give_turn_back(session: Session, desk_id: str, holder: str) -> None:
    """Let others look at a desk."""
    turn = tables.TrustTurn
    session.execute(delete(turn).where(turn.desk_id == desk_id, turn.holder == holder))
