"""Asking for changes: a fill, or moves by hand, answered as a document and kept as a proposal."""

import datetime as dt
import time
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy.orm import Session

from api.store import desks, trust
from api.store.desks import Snapshot
from api.store.proposals import propose_days
from api.store.trail import note
from engine.domain.schedule import Schedule
from engine.errors import DataError, Flaw, UnknownId
from engine.flaws import by_kind
from engine.questions.evaluate import Move
from engine.validate import check_schedule

from . import offers, questions
from .deciding import reject as reject_all
from .priced import Priced, priced
from .questions import Answer
from .service import Service

GRACE = 20.0
"""Seconds beyond the solver's own that an answer may take: a desk may have to be compiled first."""
LEAST_SECONDS = 0.2
"""Seconds that a solver gets for a fill, however many wait."""
Remember = Callable[[Session, dict[str, Any]], None]


def fill(
    service: Service,
    desk_id: str,
    engineer_id: str,
    start: dt.datetime,
    end: dt.datetime,
    seconds: float,
    actor: str,
    remember: Remember,
) -> dict[str, Any]:
    """Return the best use of an engineer's open time, kept as a proposal.

    Raises
    ------
    UnknownId
        When the desk has no such engineer.
    DataError
        When the span is empty, or lies where nothing can be planned.
    """
    now = service.snapshot(desk_id)
    if engineer_id not in now.problem.engineer:
        raise UnknownId(f"the desk has no engineer {engineer_id!r}")
    _require_span(now.problem.desk.now, now.problem.desk.planning_window.end, start, end)
    # Where others are asking too, each gets less: an answer in time is worth more than its last per cent.
    gauges = service.pool.gauges()
    share = max(LEAST_SECONDS, seconds / (1 + gauges.busy + gauges.waiting))
    began = time.monotonic()
    answer = service.ask(now, questions.fill, engineer_id, start, end, min(seconds, share), timeout=seconds + GRACE)
    answer.document["seconds"] = round(time.monotonic() - began, 3)
    return kept(service, now, answer, "fill", actor, remember)


def move(service: Service, desk_id: str, moves: Sequence[Move], actor: str, remember: Remember) -> dict[str, Any]:
    """Return what some moves would do, kept as a proposal.

    Raises
    ------
    UnknownId
        When the desk has no such ticket or engineer.
    """
    now = service.snapshot(desk_id)
    answer = service.ask(now, questions.moves, tuple(moves), timeout=GRACE)
    return kept(service, now, answer, "moves", actor, remember)


def take(
    service: Service,
    desk_id: str,
    ticket_id: str,
    engineer_id: str,
    shown: Sequence[str],
    actor: str,
    remember: Remember,
    add_on_ids: Sequence[str] = (),
) -> dict[str, Any]:
    """Return what a recommended place would do, kept as a proposal with the prices of all who were shown.

    Parameters
    ----------
    add_on_ids : sequence of str
        Tickets of the same client that are taken along on the trip.

    Raises
    ------
    UnknownId
        When the desk has no such ticket or engineer.
    DataError
        When the ticket has its place already, or the engineer may not or cannot take it, or what is taken along.
    """
    now = service.snapshot(desk_id)
    answer = service.ask(now, offers.take, ticket_id, engineer_id, tuple(add_on_ids), timeout=GRACE)
    choice = service.ask(now, priced, ticket_id, tuple(shown), engineer_id, timeout=GRACE)
    saved = _travel_saved(service, now, ticket_id, engineer_id, add_on_ids) if add_on_ids else None
    return kept(service, now, answer, "recommendation", actor, remember, choice, saved)


def _travel_saved(service: Service, now: Snapshot, ticket_id: str, engineer_id: str, add_on_ids: Sequence[str]) -> int:
    """Return the minutes of travel that what is taken along would have taken on trips of its own, as was offered."""
    offered = service.ask(now, offers.add_ons, ticket_id, engineer_id, None, timeout=GRACE)["add_ons"]
    saved = {each["assignment"]["ticket_id"]: each["travel_saved_minutes"] for each in offered}
    return sum(saved.get(each, 0) for each in dict.fromkeys(add_on_ids))


def reject(
    service: Service,
    desk_id: str,
    ticket_id: str,
    shown: Sequence[str],
    reason: str,
    actor: str,
    remember: Remember,
) -> dict[str, Any]:
    """Turn a recommendation down; the ticket goes on waiting, and the engine leaves it to people.

    Raises
    ------
    UnknownId
        When the desk has no such ticket, or it is not to be planned.
    DataError
        When it has its place already, or nobody is ever recommended for it.
    """
    now = service.snapshot(desk_id)
    choice = service.ask(now, priced, ticket_id, tuple(shown), timeout=GRACE)
    at = service.clock()
    with service.database.write() as session:
        # The engine may be about to do what is turned down here.
        desks.lock(session, desk_id)
        decision_id = reject_all(session, desk_id, choice, reason, actor, at)
        trust.stop_waiting(session, desk_id, ticket_id, at, actor, reason, decision_id)
        note(session, desk_id, at, actor, "reject", f"ticket {ticket_id}", {"decision_id": decision_id})
        document = {"decision_id": decision_id, "ticket_id": ticket_id, "kind": choice.outcome.value}
        remember(session, document)
    return document


def burst(service: Service, desk_id: str, ticket_ids: Sequence[str], actor: str, remember: Remember) -> dict[str, Any]:
    """Return a place for each of several tickets, kept as one proposal.

    Raises
    ------
    UnknownId
        When the desk has no such ticket.
    DataError
        When tickets have their place already, or need several engineers.
    """
    now = service.snapshot(desk_id)
    answer = service.ask(now, offers.burst, tuple(ticket_ids), timeout=GRACE)
    return kept(service, now, answer, "recommendation", actor, remember)


def score(service: Service, desk_id: str, schedule: Schedule) -> dict[str, Any]:
    """Return what a whole schedule made elsewhere is worth; nothing is kept.

    Raises
    ------
    DataError
        When it names what the desk does not have.
    """
    now = service.snapshot(desk_id)
    flaws = check_schedule(schedule, now.problem, by_kind)
    if flaws:
        raise DataError(flaws)
    answer = service.ask(now, questions.given, schedule, timeout=GRACE)
    return {"proposal_id": None, "base_version": now.published_version, **answer.document}


def kept(
    service: Service,
    now: Snapshot,
    answer: Answer,
    origin: str,
    actor: str,
    remember: Remember,
    choice: Priced | None = None,
    travel_saved_minutes: int | None = None,
) -> dict[str, Any]:
    """Keep an answer as a proposal and return its document."""
    at = service.clock()
    expires = at + dt.timedelta(hours=service.settings.proposal_hours)
    with service.database.write() as session:
        row = propose_days(
            session,
            now,
            answer.amendment,
            answer.said,
            origin=origin,
            actor=actor,
            at=at,
            summary=answer.summary,
            expires=expires,
        )
        if choice:
            row.body = {**row.body, "priced": choice.model_dump(mode="json")}
        if travel_saved_minutes is not None:
            row.body = {**row.body, "travel_saved_minutes": travel_saved_minutes}
        note(session, now.desk_id, at, actor, origin, f"proposal {row.id}", {"summary": answer.summary})
        document = {"proposal_id": row.id, "base_version": now.published_version, **answer.document}
        remember(session, document)
    return document


def _require_span(now: dt.datetime, last: dt.datetime, start: dt.datetime, end: dt.datetime) -> None:
    if end <= start:
        hint = "the two are swapped"
        raise DataError([Flaw("request", 0, "end", end.isoformat(), f"is not after start {start.isoformat()}", hint)])
    if end <= now or start >= last:
        hint = f"choose a time from {now.isoformat()} to {last.isoformat()}"
        raise DataError([Flaw("request", 0, "start", start.isoformat(), "nothing can be planned then", hint)])
