"""Times to offer, add-ons to a trip, and several tickets placed at once, as the API tells them."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from .asking import Evaluated
from .base import Answer, Cost, Id, Instant, Minutes, Request, example
from .place import PlaceOut
from .planning import PublishedOut
from .work import BoardAssignment


class SlotOut(PlaceOut):
    """The cheapest time of a morning or afternoon, with whoever is cheapest then."""

    day: dt.date
    part: Literal["morning", "afternoon"]
    extra_cost: Annotated[int, Field(description="Above the cheapest offer, in thousandths of an engineer-minute.")]


class SlotsOut(Answer):
    """Times to offer to a ticket's client, by time."""

    ticket_id: str
    offers: list[SlotOut]
    others: Annotated[int, Field(description="Mornings and afternoons with a place that are not offered.")]


class BookRequest(Request):
    """The time that the client has agreed to."""

    model_config = example(engineer_id="mike-moreau", start="2026-03-03T13:00:00-06:00")

    engineer_id: Id
    start: Instant


class BookedOut(PublishedOut):
    """The appointment, published, and pinned to engineer and start."""

    assignment: BoardAssignment
    cost_difference: Cost


class AddOnOut(PlaceOut):
    """Another ticket of the client on the same trip, priced with those before it taken along too."""

    travel_saved_minutes: Annotated[
        Minutes, Field(description="Against its best place without the trip, in minutes of travel.")
    ]


class AddOnsOut(Answer):
    """What else of the client's could be done on the trip of a ticket's place."""

    ticket_id: str
    place: PlaceOut
    add_ons: list[AddOnOut]


class BurstRequest(Request):
    """Tickets that are to be placed together."""

    model_config = example(ticket_ids=["T-1042", "T-1043"])

    ticket_ids: Annotated[list[Id], Field(min_length=1, max_length=100)]


class PlacedOut(Answer):
    """A ticket's place beside those of the tickets before it; without one, why says what is in the way."""

    ticket_id: str
    summary: str
    place: PlaceOut | None
    regret: Annotated[
        int,
        Field(description="What the next engineer, or leaving it out, would cost more, in thousandths of a minute."),
    ]
    next_engineer_id: str | None
    next_label: str | None
    why: str


class BurstOut(Evaluated):
    """Places for several tickets, in the order in which they took them, kept as one proposal."""

    cost: Annotated[int, Field(description="Of all places together, in thousandths of an engineer-minute.")]
    placed: list[PlacedOut]
