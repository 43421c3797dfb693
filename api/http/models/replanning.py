"""Plans after something has happened, as the API tells them."""

from typing import Annotated, Any, Literal

from pydantic import Field

from scenarios.changes import AnyChange

from .base import Answer, Cost, Instant, Request, example
from .work import BoardAssignment


class ReplanRequest(Request):
    """What has happened; nothing where the desk's data says it already."""

    model_config = example(events=[{"change": "engineer_absent", "engineer": "sarah-marsh", "start": "now"}])

    events: Annotated[
        tuple[AnyChange, ...],
        Field(max_length=50, description="Changes as of `GET /changes`; they are written when a plan is published."),
    ] = ()
    seed: int = Field(default=0, ge=0, le=2**31 - 1)


class EventOut(Answer):
    """An event as it was understood, in words too."""

    change: dict[str, Any]
    words: str


class ReplanChange(Answer):
    """Told work with another engineer or start; null is waiting."""

    ticket_id: str
    summary: str
    words: str
    was: BoardAssignment
    now: BoardAssignment | None
    client_told: Annotated[bool, Field(description="Whether the client has been told the time that it had.")]
    lost_its_place: Annotated[bool, Field(description="Whether it could not have stayed in any plan.")]


class ReplanPlaced(Answer):
    """Work that had no place until now."""

    ticket_id: str
    summary: str
    words: str
    now: BoardAssignment


class ReplanPlan(Answer):
    """A plan for the rest of the window; ``POST /proposals/{proposal_id}/publish`` makes it what people work by."""

    proposal_id: str
    freedom: Literal["no_change", "few_changes", "free_hand"]
    changes: list[ReplanChange]
    placed: list[ReplanPlaced]
    cost: Cost
    cost_of_changes: Annotated[Cost, Field(description="The part of it that leaving what was published costs.")]
    by_rule: dict[str, int]


class ReplannedOut(Answer):
    """Plans from the fewest changes to the most; each costs less than the one before, with their price or without."""

    base_version: int
    now: Instant
    events: list[EventOut]
    let_go: Annotated[list[str], Field(description="Work under way and pins that cannot hold, in words.")]
    plans: list[ReplanPlan]
