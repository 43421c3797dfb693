"""What has happened, kept with the plans that answer it and written with the one that is published."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from api.store import desks, tables
from api.store.desks import Snapshot
from api.store.proposals import propose_days
from api.store.trail import note
from engine.domain.problem import Problem
from engine.over import is_given_up
from scenarios.changes import AnyChange

from . import replanning
from .asking import Ask
from .editing import edits_between
from .proposing import GRACE, Remember
from .service import Service

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
    """
    events = events_of(proposal)
    if events is None:
        return now
    return replace(now, problem=ask(now, replanning.problem_after, events))


def write_events(session: Session, now: Snapshot, then: Snapshot, at: dt.datetime) -> None:
    """Write the rows in which a desk differs after events, and count its data on; the version has been claimed."""
    if then is now:
        return
    edits = list(edits_between(now.problem, then.problem))
    desks.write(session, now.desk_id, edits)
    for engineer in then.problem.engineers:
        was = now.problem.engineer.get(engineer.id)
        new = [each for each in engineer.busy if was is None or each not in was.busy]
        if new:
            key = {"desk_id": now.desk_id, "engineer_id": engineer.id, "source": SOURCE}
            row = session.get(tables.Calendar, key)
            known = tuple(type(new[0]).model_validate(each) for each in (row.busy if row else ()))
            told = engineer.model_copy(update={"busy": (*known, *new)})
            desks.set_busy(session, now.desk_id, told, at, SOURCE)
    desks.count_up(session, now.desk_id, now.data_version)


def who_lost(now: Snapshot, then: Problem) -> set[str]:
    """Return the engineers whose published work ahead is given up after events: their calendars say something else."""
    given = now.published.assignments if now.published else ()
    return {name for each in given if is_given_up(then, each) for name in each.engineer_ids if name in then.engineer}
