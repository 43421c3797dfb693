"""Who could take a ticket, as the API tells it."""

from typing import Annotated, Literal

from pydantic import Field

from .base import Answer, Id, Request, example
from .place import PlaceOut


class RecommendedOut(PlaceOut):
    """An engineer's best place for the ticket; a cost below zero is better than leaving the ticket out."""

    why: str


class RefusedOut(Answer):
    """An engineer who may not take the ticket, or has no room for it."""

    engineer_id: str
    label: str
    code: str
    detail: str


class Senior(Answer):
    """An engineer of a higher tier who is free now."""

    engineer_id: str
    label: str
    tier: int


Shown = Annotated[
    list[Id],
    Field(max_length=50, description="Engineers as they were shown, the first one first; empty ranks them anew."),
]


class TakeRequest(Request):
    """Whose recommended place is to be proposed."""

    model_config = example(engineer_id="mike-moreau", shown=["sarah-silva", "mike-moreau"], add_on_ids=["T-1043"])

    engineer_id: Id
    shown: Shown = Field(default=[])
    add_on_ids: list[Id] = Field(default=[], max_length=20, description="Of the same client, taken along on the trip.")


class RejectRequest(Request):
    """That none of those who were recommended is to have the ticket, and why, if anybody wants to say."""

    model_config = example(shown=["sarah-silva", "mike-moreau"], reason="they will ring back tomorrow")

    shown: Shown = Field(default=[])
    reason: str = Field(default="", max_length=1000)


class RejectedOut(Answer):
    """A recommendation that has been turned down; the ticket goes on waiting."""

    decision_id: int
    ticket_id: str
    kind: Literal["reject"]


class RecommendationOut(Answer):
    """Engineers who could take a ticket, the best first; nobody who is left out is cheaper than the last."""

    ticket_id: str
    ranked: list[RecommendedOut]
    refused: list[RefusedOut]
    others: Annotated[int, Field(description="Engineers who could take it too, at a higher cost.")]
    escalation: list[Senior]
