"""Publishing: a proposal becomes the schedule that people work by, wholly or not at all.

What a proposal changes is laid into the schedule as it is now, not as it was when the proposal was made. So two
dispatchers who fill the days of two engineers do not get into each other's way, and of two who fill the same hole the
second is told what the first one did. The rules are checked again on the outcome, against the data as it is now. All
that is computed from one state of the store; the transaction that writes it first claims the next version, which fails
when that state is no longer the present one, and then everything is looked at again.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.store import tables
from api.store.database import Database
from api.store.decisions import withdraw_version
from api.store.desks import Snapshot, snapshot, still_there
from api.store.proposals import (
    DISCARDED,
    EXPIRED,
    OPEN,
    PUBLISHED,
    ahead_of,
    amendment_of,
    changes_in,
    found,
    with_past,
)
from api.store.schedules import changes_of, schedule_of, since, take_version
from api.store.trail import note
from api.store.trust import ACTOR as PILOT
from api.store.trust import note_undone
from engine.amendment import Moved, amend, difference, moved, stale, zones_of
from engine.domain.schedule import Assignment, Schedule, Score
from engine.errors import DataError, Flaw
from engine.questions.evaluate import Evaluation, Move

from . import questions
from .asking import Ask, ask_here
from .deciding import Feedback, decide, decided, turn_down
from .errors import Broken, Busy, Settled, Stale
from .feeds import rewrite_feeds
from .gone import gone
from .happening import after_events, back_of, events_of, judge, who_lost, write_events
from .staleness import tell

ATTEMPTS = 8
"""Looks at a state that somebody else has changed meanwhile, before giving up."""


@dataclass(frozen=True)
class Published:
    """What was published: the new version and what it changes."""

    version: int
    changes: tuple[Moved, ...]
    score: Score
    engineer_ids: tuple[str, ...]
    decision_id: int | None = None
    """Of the decision on what was recommended, where it was one."""
    is_repeated: bool = False
    """Whether it had been published before, and nothing was done now."""


Remember = Callable[[Session, Published], None]
"""Writes what a repeated request is to be answered, in the transaction that publishes."""
Look = Callable[[Session, str, dt.datetime], Snapshot]
"""Reads a desk as it is now."""


def publish(
    database: Database,
    ask: Ask,
    desk_id: str,
    proposal_id: str,
    *,
    actor: str,
    at: dt.datetime,
    ticket_ids: Sequence[str] | None = None,
    feedback: Feedback | None = None,
    remember: Remember = lambda _session, _published: None,
    look: Look = snapshot,
) -> Published:
    """Publish a proposal, or only some of its tickets.

    Publishing what has been published returns what that came to.

    Raises
    ------
    UnknownId
        When there is no such proposal.
    DataError
        When a ticket is none of its changes.
    Stale, Broken, Settled, Busy
        As `errors` says; nothing is written then.
    """
    for _ in range(ATTEMPTS):
        with database.read() as session:
            proposal = found(session, desk_id, proposal_id)
            if proposal.state == PUBLISHED:
                return _before(session, proposal)
            _require_open(proposal, at)
            now = look(session, desk_id, at)
            base = now.published
            if proposal.base_version != now.published_version:
                base = schedule_of(session, desk_id, proposal.base_version)
            amendment = amendment_of(proposal)
            zones = zones_of(now.problem)
            others = stale(amendment, base, now.published, zones)
            if others:
                raise Stale(tell(others, since(session, desk_id, proposal.base_version), now.problem))
            proposed = changes_in(session, proposal, now)
        there, now = now, after_events(ask, now, proposal)
        _require_whole(proposal, ticket_ids)
        judged = _judged(ask, there, now, proposal, _wanted(proposed, ticket_ids), is_whole=ticket_ids is None)
        made = _made(proposal, now, judged, is_whole=ticket_ids is None)
        ahead = ahead_of(now)
        changes = moved(ahead, made)
        candidate = with_past(now, made)
        choice = decided(ask, there, proposal, changes)
        final = difference(with_past(now, ahead) if ahead else None, candidate, zones)
        with database.write() as session:
            version = take_version(session, desk_id, now.published_version, now.data_version)
            if version is None:
                continue
            row = found(session, desk_id, proposal_id, to_write=True)
            _require_open(row, at)
            row.state = PUBLISHED
            written = write_events(session, there, now, at)
            session.add(_row(version, now, row, candidate, changes_of(final, changes, written), actor, at))
            # What the engine does by itself is nobody's decision.
            said = (
                decide(session, row, proposed, changes, feedback or Feedback(), version, actor, at, choice)
                if actor != PILOT
                else None
            )
            if row.origin == "undo":
                withdraw_version(session, desk_id, row.base_version, at)
                note_undone(session, desk_id, row.base_version, at, actor)
            touched = tuple(sorted({day.engineer_id for day in final.days} | who_lost(there, now.problem)))
            rewrite_feeds(session, now, candidate, touched, version)
            detail = {"proposal_id": proposal_id, "origin": row.origin, "tickets": len(changes)}
            note(session, desk_id, at, actor, "publish", f"schedule {version}", detail)
            assert candidate.score is not None, "a judged schedule has a score"
            published = Published(version, changes, candidate.score, touched, said)
            remember(session, published)
            return published
    raise Busy("others publish or change data all the time; nothing was written. Maybe try again in a moment")


def discard(
    database: Database,
    desk_id: str,
    proposal_id: str,
    *,
    actor: str,
    at: dt.datetime,
    reason: str,
    look: Look = snapshot,
    ask: Ask = ask_here,
) -> None:
    """Turn a proposal down; what it proposed is kept as feedback."""
    with database.read() as session:
        proposal, now = found(session, desk_id, proposal_id), look(session, desk_id, at)
        proposed = changes_in(session, proposal, now)
    choice = decided(ask, now, proposal, proposed, is_taken=False) if proposal.state == OPEN else None
    with database.write() as session:
        row = found(session, desk_id, proposal_id, to_write=True)
        if row.state == DISCARDED:
            return
        _require_open(row, at)
        row.state = DISCARDED
        turn_down(session, row, proposed, reason, actor, at, choice)
        note(session, desk_id, at, actor, "discard", f"proposal {proposal_id}", {"origin": row.origin})


def _require_open(proposal: tables.Proposal, at: dt.datetime) -> None:
    state = proposal.state
    if state == OPEN and proposal.expires is not None and proposal.expires <= at:
        state = EXPIRED
    if state != OPEN:
        raise Settled(f"proposal {proposal.id!r} is {state}. Maybe ask for a new one")


def _wanted(proposed: tuple[Moved, ...], ticket_ids: Sequence[str] | None) -> tuple[Moved, ...]:
    """Return the changes that are to be published."""
    if ticket_ids is None:
        return proposed
    known = {each.ticket_id: each for each in proposed}
    hint = f"name one of {', '.join(list(known)[:8])}" if known else ""
    message = "the proposal does not change this ticket"
    flaws = [Flaw("request", 0, "ticket_ids", each, message, hint) for each in ticket_ids if each not in known]
    if flaws:
        raise DataError(flaws)
    return tuple(known[each] for each in dict.fromkeys(ticket_ids))


def _require_whole(proposal: tables.Proposal, ticket_ids: Sequence[str] | None) -> None:
    """Refuse a part of a plan that answers events: what it leaves out would stand where it can no longer hold."""
    if ticket_ids is not None and (events_of(proposal) is not None or back_of(proposal) is not None):
        message, hint = "a plan after events is published as a whole", "leave ticket_ids out"
        raise DataError([Flaw("request", 0, "ticket_ids", ", ".join(ticket_ids), message, hint)])


def _judged(
    ask: Ask,
    there: Snapshot,
    now: Snapshot,
    proposal: tables.Proposal,
    wanted: tuple[Moved, ...],
    *,
    is_whole: bool,
) -> Evaluation:
    """Return what the changes come to in the schedule as it is now.

    Parameters
    ----------
    there, now : Snapshot
        The desk as it is stored, and with what has happened beside that.
    """
    broken = gone(wanted, now.problem)
    if broken:
        raise Broken(broken)
    if is_whole:
        # Both sides as the problem knows them: without work of tickets or people that the desk no longer has.
        amended = amend(now.problem.published, amendment_of(proposal), zones_of(now.problem))
        judged = judge(ask, there, now, proposal, still_there(amended, now.problem))
    else:
        judged = ask(there, questions.evaluate, [_move(each.ticket_id, each.after) for each in wanted])
    if judged.broken:
        raise Broken(judged.broken)
    return judged


def _move(ticket_id: str, given: Assignment | None) -> Move:
    return Move(ticket_id, given.engineer_ids, given.start) if given else Move(ticket_id)


def _made(proposal: tables.Proposal, now: Snapshot, judged: Evaluation, *, is_whole: bool) -> Schedule:
    """Return the schedule to publish, from the planning window on.

    What a solver said of the whole holds only when nothing came in between.
    """
    made = judged.schedule.model_copy(update={"planning_window": now.problem.desk.planning_window})
    is_same = proposal.base_version == now.published_version and proposal.data_version == now.data_version
    if is_whole and is_same and proposal.origin in ("plan", "nightly"):
        said = Schedule.model_validate({"assignments": (), **proposal.body["said"]})
        kept = ("unassigned", "bound", "gap", "status", "weights", "weights_version", "seed")
        made = made.model_copy(update={name: getattr(said, name) for name in kept})
    return made


def _row(
    version: int,
    now: Snapshot,
    proposal: tables.Proposal,
    candidate: Schedule,
    changes: dict[str, Any],
    actor: str,
    at: dt.datetime,
) -> tables.Schedule:
    return tables.Schedule(
        desk_id=now.desk_id,
        version=version,
        base_version=now.published_version,
        state="published",
        origin=proposal.origin,
        proposal_id=proposal.id,
        body=candidate.model_dump(mode="json"),
        changes=changes,
        summary=proposal.summary,
        total=candidate.score.total if candidate.score else 0,
        created=at,
        created_by=actor,
    )


def _before(session: Session, proposal: tables.Proposal) -> Published:
    """Return what a proposal came to that has been published."""
    row = session.scalars(select(tables.Schedule).where(tables.Schedule.proposal_id == proposal.id)).one()
    changes = tuple(_moved(each) for each in row.changes["tickets"])
    score = Schedule.model_validate(row.body).score
    assert score is not None, "what was published has been judged"
    engineers = tuple(sorted({day[0] for day in row.changes["days"]}))
    decisions = select(tables.Decision).where(tables.Decision.proposal_id == proposal.id)
    said = next((each.id for each in session.scalars(decisions) if each.priced), None)
    return Published(row.version, changes, score, engineers, said, is_repeated=True)


def _moved(kept: dict[str, Any]) -> Moved:
    before, after = (
        Assignment.model_validate({"ticket_id": kept["ticket_id"], **kept[side]}) if kept[side] else None
        for side in ("before", "after")
    )
    return Moved(kept["ticket_id"], before, after)
