"""Places beside a recommendation: times to offer and their booking, add-ons to a trip, several tickets at once."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.service import offers, proposing
from api.service.booking import book as book_now
from api.store.desks import with_ticket
from engine.questions.slots import MOST

from ..models.base import AskedInstant, Id
from ..models.offering import AddOnsOut, BookedOut, BookRequest, BurstOut, BurstRequest, SlotsOut
from ..once import OnlyOnce
from ..service import TheService
from ..who import Planner, Publisher, Reader

router = APIRouter(tags=["questions"])


@router.get("/tickets/{ticket_id}/slots", response_model=SlotsOut)
def slots(
    ticket_id: str,
    who: Reader,
    service: TheService,
    most: Annotated[int, Query(ge=1, le=62, description="Times to offer.")] = MOST,
) -> dict[str, Any]:
    """Return times to offer to the client of an unassigned ticket: the best of each half day, across engineers."""
    now = with_ticket(service.snapshot(who.desk_id), ticket_id)
    return service.ask(now, offers.slots, ticket_id, most)


@router.post("/tickets/{ticket_id}/slots", response_model=BookedOut)
def book(ticket_id: str, body: BookRequest, who: Publisher, service: TheService, once: OnlyOnce) -> Response:
    """Book a time: publish it and pin the ticket to it; refused in words when it is no longer free."""
    return once.run(
        lambda remember: book_now(service, who.desk_id, ticket_id, body.engineer_id, body.start, who.name, remember)
    )


@router.get("/tickets/{ticket_id}/add-ons", response_model=AddOnsOut)
def add_ons(
    ticket_id: str,
    engineer_id: Annotated[Id, Query(description="Who takes the ticket.")],
    who: Reader,
    service: TheService,
    start: Annotated[AskedInstant | None, Query(description="When it begins; without, at her best time.")] = None,
) -> dict[str, Any]:
    """Return the client's other waiting tickets that fit the trip of a place, with the travel that this saves."""
    now = with_ticket(service.snapshot(who.desk_id), ticket_id)
    return service.ask(now, offers.add_ons, ticket_id, engineer_id, start)


@router.post("/recommendations", response_model=BurstOut)
def recommendations(body: BurstRequest, who: Planner, service: TheService, once: OnlyOnce) -> Response:
    """Place several unassigned tickets together, as one proposal; what would lose most by waiting comes first."""
    return once.run(lambda remember: proposing.burst(service, who.desk_id, tuple(body.ticket_ids), who.name, remember))
