"""A look at the waiting tickets: what is recommended, how sure that is, and what the ladder makes of it."""

import datetime as dt
import json
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.store import desks, trust
from api.store.desks import Snapshot
from api.store.tables import TrustAction
from api.store.trust import Meant
from engine.errors import DataError, UnknownId
from engine.learning.decision import TicketFacts
from engine.learning.ladder import Ladder, Level, Step, Sure, Verdict, decide

from .. import questions
from ..proposing import GRACE
from ..service import Service
from .announce import Ready, announce, ready
from .due import publish_due
from .place import Place, place
from .refused import refused

SECONDS = 20.0
"""How long a look may take; the rest of a long queue has its turn in the next one."""
FAILED = "a person decides: the engine could not work out who should take it"
"""What people are told of a ticket that the engine failed at; the log says why."""
_LOG = logging.getLogger("openday")
Gauge = Callable[[Place, dt.datetime], Sure | None]
"""Says how sure a recommendation is at an instant."""


@dataclass(frozen=True)
class _Known:
    """What is known of a desk when a look begins."""

    version: int
    ladder: Ladder
    open: dict[str, TrustAction]
    done: int


def look(service: Service, desk_id: str, gauge: Gauge, should_stop: Callable[[], bool]) -> int:
    """Decide about each waiting ticket by the desk's ladder, and write what is new; return how many were placed."""
    now, until = service.snapshot(desk_id), time.monotonic() + SECONDS
    with service.database.read() as session:
        known = _known(session, now, service.clock())
    waiting = list(_waiting(service, now, known))
    with service.database.read() as session:
        left = refused(session, desk_id, [each.id for each in waiting])
    done = known.done
    placed = 0
    for ticket in waiting:
        if should_stop() or time.monotonic() > until:
            break
        verdict, found = _judged(service, now, known, ticket, left.get(ticket.id, ""), gauge, done)
        verdict, made = _made(service, now, verdict, found)
        if not _write(service, now, known, ticket, verdict, found, made):
            continue
        done += 1
        if verdict.step is Step.ACT:
            # What comes next is decided on what this has made of the schedule.
            placed += publish_due(service, desk_id)
            now = service.snapshot(desk_id)
            with service.database.read() as session:
                done = done_on(session, now, service.clock())
    return placed


def _made(service: Service, now: Snapshot, verdict: Verdict, found: Place | None) -> tuple[Verdict, Ready | None]:
    """Return what can be published of what the ladder would do; where nothing can, a person decides."""
    if found is None or verdict.step not in (Step.SUGGEST, Step.ACT):
        return verdict, None
    reason = "a person decides: its place would break a rule by the time it may be published"
    try:
        made = ready(service, now, found, _window(verdict))
    except Exception as error:
        made, reason = None, _failed(now, found.ticket, error)
    return (verdict, made) if made else (verdict.model_copy(update={"step": Step.PERSON, "reason": reason}), None)


def _failed(now: Snapshot, ticket: TicketFacts, error: Exception) -> str:
    """Log what kept a ticket from being looked at, and return the reason that people are told."""
    _LOG.warning("autopilot could not look at ticket %s of desk %s: %r", ticket.id, now.desk_id, error)
    return FAILED


def _window(verdict: Verdict) -> dt.timedelta:
    return dt.timedelta(minutes=verdict.policy.window_minutes if verdict.step is Step.SUGGEST else 0)


def _known(session: Session, now: Snapshot, at: dt.datetime) -> _Known:
    version, ladder = trust.ladder_of(session, now.desk_id)
    rows = trust.in_states(session, now.desk_id, (trust.LEFT, trust.NOTED, trust.WAITING))
    return _Known(version, ladder, {each.ticket_id: each for each in rows}, done_on(session, now, at))


def done_on(session: Session, now: Snapshot, at: dt.datetime) -> int:
    """Return how many tickets are placed without a person on an instant's local day, or are about to be."""
    zone = ZoneInfo(now.problem.desk.time_zone)
    day = dt.datetime.combine(at.astimezone(zone).date(), dt.time(), zone)
    return trust.count_since(session, now.desk_id, day)


def _waiting(service: Service, now: Snapshot, known: _Known) -> Iterator[TicketFacts]:
    """Yield the waiting tickets that the ladder has a say in and nothing waits for yet.

    Those not seen before come first, those that the engine failed at last: each of them may take all of a look's time.
    """
    queue = json.loads(service.document(now, questions.queue))
    tickets = [now.problem.ticket[each["ticket_id"]] for each in queue]
    meant = []
    for ticket in tickets:
        facts, row = TicketFacts.of(ticket), known.open.get(ticket.id)
        if known.ladder.policy_of(facts).level is not Level.ASSIST and not (row and row.state == trust.WAITING):
            meant.append(facts)
    seen = {ticket: 2 if row.reason == FAILED else 1 for ticket, row in known.open.items()}
    yield from sorted(meant, key=lambda each: seen.get(each.id, 0))


def _judged(
    service: Service, now: Snapshot, known: _Known, ticket: TicketFacts, left: str, gauge: Gauge, done: int
) -> tuple[Verdict, Place | None]:
    found, words = None, "a person decides: nobody may or can take it"
    try:
        found = service.ask(now, place, ticket.id, timeout=GRACE)
    except DataError as error:
        words = f"a person decides: it {error.flaws[0].message}"
    except UnknownId as error:
        words = f"a person decides: {error}"
    except Exception as error:
        # One ticket's trouble is none of the others'.
        words = _failed(now, ticket, error)
    words = left or ("" if found else words)
    if words or found is None:
        return Verdict(step=Step.PERSON, policy=known.ladder.policy_of(ticket), reason=words), found
    return decide(known.ladder, ticket, gauge(found, service.clock()), done), found


def _write(
    service: Service,
    now: Snapshot,
    known: _Known,
    ticket: TicketFacts,
    verdict: Verdict,
    found: Place | None,
    made: Ready | None,
) -> bool:
    """Write what a look came to, unless the ladder or the action has changed meanwhile; return whether it will act."""
    at, before = service.clock(), known.open.get(ticket.id)
    meant = _meant(now, ticket, verdict, found)
    state = trust.NOTED if verdict.step is Step.NOTE else trust.LEFT
    if made is None and before is not None and _is_same(before, state, verdict.reason, meant):
        return False
    with service.database.write() as session:
        desks.lock(session, now.desk_id)
        if trust.ladder_of(session, now.desk_id)[0] != known.version:
            return False
        row = session.scalars(
            select(TrustAction).where(TrustAction.desk_id == now.desk_id, TrustAction.open_ticket == ticket.id)
        ).one_or_none()
        if (row and row.id) != (before and before.id):
            return False
        if made is not None and refused(session, now.desk_id, [ticket.id]):
            # Somebody has said no since the look began.
            return False
        if row is None:
            row = trust.begin(
                session,
                now.desk_id,
                meant,
                step=verdict.step.value,
                state=state,
                reason=verdict.reason,
                base_version=now.published_version,
                at=at,
            )
        row.state, row.step, row.reason = state, verdict.step.value, verdict.reason
        row.body, row.base_version = meant.model_dump(mode="json"), now.published_version
        if made is not None:
            announce(session, now, row, meant, made, verdict.step, at)
    return made is not None


def _meant(now: Snapshot, ticket: TicketFacts, verdict: Verdict, found: Place | None) -> Meant:
    policy = verdict.policy
    meant = Meant(
        ticket=ticket,
        summary=now.problem.ticket[ticket.id].summary,
        level=policy.level,
        category=policy.category,
        threshold=policy.threshold,
        probability=None if verdict.probability is None else round(verdict.probability, 3),
        count=verdict.count,
    )
    if found is None:
        return meant
    place = {"engineer_id": found.engineer_id, "start": found.start, "end": found.end}
    shown = {"options": found.options, "weights": found.weights, "weights_version": found.weights_version}
    return meant.model_copy(update=place | shown | {"cost": found.cost, "why": found.why})


def _is_same(row: TrustAction, state: str, reason: str, meant: Meant) -> bool:
    return (row.state, row.reason) == (state, reason) and Meant.model_validate(row.body) == meant
