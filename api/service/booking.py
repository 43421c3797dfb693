"""Booking an appointment: the place is checked anew, published, and the ticket pinned to it, all or nothing."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from api.store import tables
from api.store.desks import Edit, count_up, versions, write
from api.store.proposals import EXPIRED, found
from api.store.trail import note
from engine.domain.ticket import Pin, Ticket

from . import offers
from .errors import Busy, Stale
from .proposing import GRACE, kept
from .publish import publish
from .service import Service

ATTEMPTS = 4
"""Looks at a desk of which somebody else changes the same day, before giving up."""


def book(
    service: Service,
    desk_id: str,
    ticket_id: str,
    engineer_id: str,
    start: dt.datetime,
    actor: str,
    remember: Callable[[Session, dict[str, Any]], None],
) -> dict[str, Any]:
    """Publish a ticket's place at an instant, and pin the ticket to it.

    Raises
    ------
    UnknownId
        When the desk has no such ticket or engineer.
    DataError
        When the engineer may not or cannot begin it then any more, with what is in the way.
    Broken, Busy
        As `publishing.publish` says; nothing is written then.
    """
    for _ in range(ATTEMPTS):
        now = service.snapshot(desk_id)
        answer = service.ask(now, offers.book, ticket_id, engineer_id, start, timeout=GRACE)
        (work,) = [each for each in answer.document["assignments"] if each["ticket_id"] == ticket_id]
        more = {"assignment": work, "cost_difference": answer.document["cost_difference"]}

        def keep(session: Session, published: dict[str, Any], more: dict[str, Any] = more) -> None:
            _pin(session, desk_id, ticket_id, engineer_id, dt.datetime.fromisoformat(more["assignment"]["start"]))
            note(session, desk_id, service.clock(), actor, "book", f"ticket {ticket_id}", {"engineer_id": engineer_id})
            remember(session, {**published, **more})

        proposal = kept(service, now, answer, "booking", actor, lambda _session, _document: None)["proposal_id"]
        try:
            return {**publish(service, desk_id, proposal, actor, remember=keep), **more}
        except Stale:
            # Somebody was faster. What is there now decides whether the time is still free.
            with service.database.write() as session:
                found(session, desk_id, proposal, to_write=True).state = EXPIRED
    raise Busy("others change that day all the time; nothing was written. Maybe try again in a moment")


def _pin(session: Session, desk_id: str, ticket_id: str, engineer_id: str, start: dt.datetime) -> None:
    """Pin a ticket as it is in the store now, in the transaction that has claimed the desk."""
    data_version, _ = versions(session, desk_id)
    assert count_up(session, desk_id, data_version), "nobody else writes in this transaction"
    row = session.get_one(tables.Ticket, {"desk_id": desk_id, "id": ticket_id})
    pinned = Ticket.model_validate(row.body).model_copy(update={"pin": Pin(engineer_id=engineer_id, start=start)})
    write(session, desk_id, [Edit("tickets", ticket_id, pinned)])
