"""Why something was decided, said afterwards; and decisions taken back."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from api.store import desks, tables, trust
from api.store.decisions import decision_of, decision_row
from api.store.trail import note
from engine.learning.reasons import preference_of

from . import lessons
from .errors import Settled
from .plain import plain
from .preferring import confirm
from .service import Service

Remember = Callable[[Session, dict[str, Any]], None]


def understand(service: Service, desk_id: str, text: str) -> dict[str, Any]:
    """Return what is understood of a reason; nothing comes of it yet."""
    found: dict[str, Any] = service.ask(service.snapshot(desk_id), lessons.understood, text).model_dump(mode="json")
    return found


def say_why(
    service: Service,
    desk_id: str,
    decision_id: int,
    reason: str,
    actor: str,
    remember: Remember,
    *,
    is_confirmed: bool = False,
) -> dict[str, Any]:
    """Write why a decision was made, in place of what was said before; return the decision.

    Confirmed, what is understood has its effect: it counts for the weight of its rule, or becomes a preference that the
    person owns, in the same transaction.

    Raises
    ------
    UnknownId
        When the desk has no such decision.
    """
    now, at = service.snapshot(desk_id), service.clock()
    zone = ZoneInfo(now.problem.desk.time_zone)
    understood = service.ask(now, lessons.understood, reason) if is_confirmed else None
    documents = []

    def write(session: Session) -> None:
        row = decision_row(session, desk_id, decision_id, to_write=True)
        row.reason, row.understood = reason, understood.model_dump(mode="json") if understood else None
        effect = understood.effect.value if understood else "words"
        note(session, desk_id, at, actor, "reason", f"decision {decision_id}", {"effect": effect})
        documents.append(decision_document(row, zone))
        remember(session, documents[-1])

    with service.database.read() as session:
        row = decision_row(session, desk_id, decision_id)
        facts = decision_of(row).ticket if row.priced else None
    wanted = None
    if understood and facts:
        wanted = preference_of(understood, facts, actor, now.problem.desk.now.astimezone(zone))
    if wanted:
        confirm(service, desk_id, wanted, actor, lambda session, _changed: write(session))
    else:
        with service.database.write() as session:
            write(session)
    return documents[-1]


def withdraw(service: Service, desk_id: str, decision_id: int, actor: str, remember: Remember) -> dict[str, Any]:
    """Take back a decision that left a ticket waiting, and what it stopped; return the decision.

    Raises
    ------
    UnknownId
        When the desk has no such decision.
    Settled
        When it was published: undoing its version takes it back, and the work with it.
    """
    zone, at = _zone(service, desk_id), service.clock()
    with service.database.write() as session:
        # What the decision had stopped is one of the automatic actions.
        desks.lock(session, desk_id)
        row = decision_row(session, desk_id, decision_id, to_write=True)
        if row.version is not None:
            raise Settled(f"decision {decision_id} was published. Maybe undo version {row.version}")
        if row.withdrawn is None:
            row.withdrawn = at
            trust.take_back(session, row, at, actor)
            note(session, desk_id, at, actor, "withdraw", f"decision {decision_id}")
        document = decision_document(row, zone)
        remember(session, document)
    return document


def decision_document(row: tables.Decision, zone: ZoneInfo) -> dict[str, Any]:
    """Return a decision as it is listed."""
    return {name: plain(getattr(row, name), zone) for name in FIELDS}


FIELDS = (
    "id",
    "at",
    "actor",
    "kind",
    "proposal_id",
    "ticket_id",
    "version",
    "reason",
    "body",
    "priced",
    "understood",
    "withdrawn",
    "unlearned",
)
"""What is told of a decision."""


def _zone(service: Service, desk_id: str) -> ZoneInfo:
    return ZoneInfo(service.snapshot(desk_id).problem.desk.time_zone)
