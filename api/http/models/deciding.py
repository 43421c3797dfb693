"""What people decided, and on what."""

from typing import Any, Literal

from pydantic import Field

from engine.learning.decision import Asked, Option, Outcome, TicketFacts
from engine.learning.understood import Understood

from .base import Answer, Instant, Request, example


class DecidedOn(Answer):
    """What was shown and what was chosen; amounts are engineer-minutes by rule, free of weights."""

    outcome: Outcome
    ticket: TicketFacts
    weights_version: int
    weights: dict[str, int]
    options: list[Option]
    chosen: Option | None
    asked: Asked = Asked.RECOMMENDATION


class DecisionOut(Answer):
    """What a person did with one ticket of a proposal, or with a recommendation."""

    id: int
    at: Instant
    actor: str
    kind: Literal["accept", "modify", "reject"]
    proposal_id: str | None
    ticket_id: str | None
    version: int | None
    reason: str
    body: dict[str, Any]
    priced: DecidedOn | None
    understood: Understood | None
    withdrawn: Instant | None
    unlearned: Instant | None


class ReasonRequest(Request):
    """Why a decision was made; said afterwards, so that deciding never waits for it."""

    model_config = example(reason="Sarah talked to them yesterday", confirmed=True)

    reason: str = Field(max_length=1000)
    confirmed: bool = Field(default=False, description="Whether the person has seen what is understood, and agrees.")


class UnderstandRequest(Request):
    """A reason in somebody's own words."""

    model_config = example(text="Sarah talked to them yesterday")

    text: str = Field(max_length=1000)
