"""What has happened, kept with the plans that answer it, written with the one that is published, undone with it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from api.store import desks, tables
from api.store.desks import Snapshot, still_there
from api.store.proposals import propose_days
from api.store.trail import note
from engine.amendment import moved
from engine.domain.engineer import Busy
from engine.domain.problem import Problem
from engine.domain.schedule import Schedule
from engine.over import is_given_up
from engine.questions.evaluate import Evaluation
from scenarios.changes import AnyChange

from . import questions, replanning
from .asking import Ask
from .errors import Settled
from .proposing import GRACE, Remember
from .service import Service
from .written import Written, applied, edits_of, written_between

ORIGIN = "replan"
SOURCE = "event"
"""The source of busy time that events bring."""


def replan(
    service: Service, desk_id: str, events: Sequence[AnyChange], seed: int, actor: str, remember: Remember
) -> dict[str, Any]:
    """Return plans after some events, each kept as a proposal; the desk's data is as it was until one is published.

    Raises
    ------
    DataError
        When the desk does not allow an event, or nothing has been published.
    """
    now = service.snapshot(desk_id)
    found = service.ask(now, replanning.replan, tuple(events), seed, timeout=3 * GRACE)
    at = service.clock()
    expires = at + dt.timedelta(hours=service.settings.proposal_hours)
    with service.database.write() as session:
        for plan, answer in zip(found.document["plans"], found.plans, strict=True):
            row = propose_days(
                session,
                now,
                answer.amendment,
                answer.said,
                origin=ORIGIN,
                actor=actor,
                at=at,
                summary=answer.summary,
                expires=expires,
            )
            row.body = {**row.body, "events": found.events}
            plan["proposal_id"] = row.id
            note(session, desk_id, at, actor, ORIGIN, f"proposal {row.id}", {"summary": answer.summary})
        document = {"base_version": now.published_version, **found.document}
        remember(session, document)
    return document


def events_of(proposal: tables.Proposal) -> list[dict[str, Any]] | None:
    """Return the events that a proposal answers; None where it answers none."""
    return proposal.body["events"] if proposal.origin == ORIGIN else None


def after_events(ask: Ask, now: Snapshot, proposal: tables.Proposal) -> Snapshot:
    """Return the desk as it is once the events of a proposal are in its data; the same where it has none.

    Workers know a desk by its versions, so they are asked about the desk as it is, and told the events beside that.
    An undo takes events back instead.

    Raises
    ------
    Settled
        When an undo would take back what has been changed since.
    """
    events, back = events_of(proposal), back_of(proposal)
    if back is not None:
        return replace(now, problem=applied(now.problem, back, now.published))
    if events is None:
        return now
    return replace(now, problem=ask(now, replanning.problem_after, events))


def back_of(proposal: tables.Proposal) -> Written | None:
    """Return what an undo writes back into the desk's data; None where it is no undo of events."""
    kept = proposal.body.get("back")
    return Written.model_validate(kept) if kept is not None else None


def judge(ask: Ask, there: Snapshot, now: Snapshot, proposal: tables.Proposal, whole: Schedule) -> Evaluation:
    """Return what a proposal's whole schedule comes to.

    Parameters
    ----------
    there, now : Snapshot
        The desk as it is stored, and as `after_events` has it.

    Raises
    ------
    Settled
        When an undo would touch work that has begun, or was to begin, since what it undoes was published.
    """
    events, back = events_of(proposal), back_of(proposal)
    if back is not None:
        for each in moved(now.problem.published, whole):
            if any(place and back.now <= place.start < now.problem.desk.now for place in (each.before, each.after)):
                raise Settled(f"{each.ticket_id} has begun since, or was to begin. Maybe replan from what is there now")
        return ask(there, replanning.judge_back, now.problem, whole)
    if events is not None:
        return ask(there, replanning.judge, events, whole)
    return ask(there, questions.judge, whole)


def compare(ask: Ask, there: Snapshot, proposal: tables.Proposal, whole: Schedule) -> dict[str, Any]:
    """Set a proposal's whole schedule beside the published one, in figures."""
    now, events = after_events(ask, there, proposal), events_of(proposal)
    whole = still_there(whole, now.problem)
    if back_of(proposal) is not None:
        return ask(there, replanning.compare_back, now.problem, whole)
    if events is not None:
        return ask(there, replanning.compare, events, whole)
    return ask(there, questions.compare, whole)


def write_events(session: Session, there: Snapshot, now: Snapshot, at: dt.datetime) -> Written | None:
    """Write what a desk has otherwise after events, count its data on, and return it; the version has been claimed.

    None where nothing has become otherwise.
    """
    if now is there:
        return None
    written = written_between(there.problem, now.problem)
    desks.write(session, there.desk_id, edits_of(written))
    for each in written.busy:
        key = {"desk_id": there.desk_id, "engineer_id": each.engineer_id, "source": SOURCE}
        row = session.get(tables.Calendar, key)
        known = (Busy.model_validate(busy) for busy in (row.busy if row else ()))
        busy = (*(one for one in known if one not in each.before), *each.after)
        told = now.problem.engineer[each.engineer_id].model_copy(update={"busy": busy})
        desks.set_busy(session, there.desk_id, told, at, SOURCE)
    desks.count_up(session, there.desk_id, there.data_version)
    return written if written.rows or written.busy else None


def who_lost(now: Snapshot, then: Problem) -> set[str]:
    """Return the engineers whose published work ahead is given up after events: their calendars say something else."""
    given = now.published.assignments if now.published else ()
    return {name for each in given if is_given_up(then, each) for name in each.engineer_ids if name in then.engineer}
