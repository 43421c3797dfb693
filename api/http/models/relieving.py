"""What can move out of an engineer's time, as the API tells it."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from .asking import MoveRequest
from .base import Answer, Cost, Id, Instant, Request, example
from .work import BoardAssignment


class RelieveRequest(Request):
    """Whose time is to be free, for which ticket, and what is to stay as it is."""

    model_config = example(
        engineer_id="sarah-marsh", start="2026-03-03T13:00:00-06:00", end="2026-03-03T17:00:00-06:00", keep=["contoso"]
    )

    engineer_id: Id
    start: Instant
    end: Instant
    for_ticket_id: Annotated[Id | None, Field(description="A waiting ticket that is to have the time.")] = None
    keep: Annotated[tuple[Id, ...], Field(max_length=200, description="Tickets, or clients, whose work stays.")] = ()
    without: Annotated[tuple[Id, ...], Field(max_length=200, description="Engineers who take nothing over.")] = ()
    most: Annotated[int, Field(ge=1, le=20, description="Options to show.")] = 4

    @model_validator(mode="after")
    def _is_a_time(self) -> Self:
        if self.end <= self.start:
            raise ValueError("end is not after start")
        return self


class RefuseRequest(RelieveRequest):
    """That a ticket of a way is not to move, and why, if anybody wants to say."""

    model_config = example(
        engineer_id="sarah-marsh",
        start="2026-03-03T13:00:00-06:00",
        end="2026-03-03T17:00:00-06:00",
        moves=[{"ticket_id": "T-1043", "engineer_ids": ["mike-moreau"], "start": "2026-03-03T14:00:00-06:00"}],
        ticket_id="T-1043",
        stays="contoso",
        reason="Sarah has promised them to see it through",
    )

    moves: Annotated[tuple[MoveRequest, ...], Field(min_length=1, max_length=200, description="The way as shown.")]
    ticket_id: Annotated[Id, Field(description="The ticket that is not to move.")]
    stays: Annotated[Id, Field(description="That ticket, or its client, all of whose work is then to stay.")]
    reason: Annotated[str, Field(max_length=1000)] = ""


class MovedOut(Answer):
    """A ticket with its place until now and its place then; null is waiting."""

    ticket_id: str
    words: str
    makes_room_for: Annotated[str | None, Field(description="The moved ticket that takes its place.")]
    was: BoardAssignment | None
    now: BoardAssignment | None


class ReliefOption(Answer):
    """A way to free the time that breaks no rule; send its moves to ``POST /evaluate`` to make it a proposal."""

    cost_difference: Cost
    by_rule: dict[str, int]
    moves: list[MovedOut]


class StaysOut(Answer):
    """Work in the time that stays, and why."""

    ticket_id: str
    summary: str
    why: str


class RelievedOut(Answer):
    """Ways to free an engineer's time, the cheapest first."""

    engineer_id: str
    start: Instant
    end: Instant
    options: list[ReliefOption]
    stays: list[StaysOut]
    blocked: Annotated[list[str], Field(description="Without options: the rules that every way would break.")]


class RefusedOut(Answer):
    """A move that has been turned down, and the ways that leave alone what is to stay."""

    decision_id: int
    ticket_id: str
    keep: str
    ways: RelievedOut
