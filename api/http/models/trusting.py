"""How far the engine may go alone, as the API takes and tells it."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from engine.learning.category import Category
from engine.learning.ladder import Ladder, Level, Policy

from .base import Answer, Cost, Id, Instant, Request, example

Share = Annotated[float, Field(ge=0, le=1, examples=[0.9])]
LevelName = Literal["assist", "shadow", "suggest", "autopilot"]
State = Literal[
    "left",
    "noted",
    "waiting",
    "published",
    "kept",
    "undone",
    "moved",
    "decided",
    "stopped",
    "withdrawn",
    "failed",
    "gone",
]
"""What has become of an action: see `api.store.trust`."""


class CategoryIn(Request):
    """A kind of ticket; what is left out or null is any."""

    model_config = example(type="network", priority=3)

    client_id: Id | None = None
    type: Id | None = None
    priority: Annotated[int, Field(ge=1, le=4)] | None = None
    tier: Annotated[int, Field(ge=1, le=4)] | None = None

    @property
    def category(self) -> Category:
        """The category that is meant."""
        return Category.model_validate(self.model_dump())


class PolicyIn(Request):
    """How far the engine may go with one kind of ticket."""

    model_config = example(category={"type": "network"}, level="suggest", threshold=0.9, window_minutes=15)

    category: CategoryIn = CategoryIn()
    level: LevelName
    threshold: Annotated[float, Field(ge=0.5, le=0.99, description="The least confidence at which it acts.")] = 0.9
    window_minutes: Annotated[int, Field(ge=1, le=1440, description="How long a suggestion can be stopped.")] = 15


class TrustRequest(Request):
    """The whole ladder; of the policies that hold for a ticket, the one that names most counts."""

    model_config = example(
        is_on=True, daily_limit=20, policies=[{"category": {"type": "network"}, "level": "shadow", "threshold": 0.9}]
    )

    is_on: bool = True
    daily_limit: Annotated[int, Field(ge=0, le=10_000, description="Most tickets of a day that it places.")] = 20
    policies: Annotated[list[PolicyIn], Field(max_length=200)]

    @model_validator(mode="after")
    def _distinct(self) -> Self:
        categories = [each.category for each in self.policies]
        for at, each in enumerate(categories):
            if each in categories[:at]:
                raise ValueError(f"there are two policies for {each.category}; keep one of them")
        return self

    @property
    def ladder(self) -> Ladder:
        """The ladder that is meant."""
        policies = (
            Policy(
                category=each.category.category,
                level=Level(each.level),
                threshold=each.threshold,
                window_minutes=each.window_minutes,
            )
            for each in self.policies
        )
        return Ladder(is_on=self.is_on, daily_limit=self.daily_limit, policies=tuple(policies))


class TryRequest(Request):
    """A ladder to try out on the past; with a category, only on its tickets."""

    model_config = example(trust={"policies": [{"level": "autopilot", "threshold": 0.8}]}, category={})

    trust: TrustRequest
    category: CategoryIn | None = None


class StopRequest(Request):
    """Why something is not to be done; no reason is needed."""

    model_config = example(reason="Sarah promised to call them herself")

    reason: Annotated[str, Field(max_length=2000)] = ""


class Standing(Answer):
    """How a level is doing: outcomes that count for or against it, and the evidence against it; at 1 it falls."""

    outcomes: int
    agreed: int
    evidence: Share


class PolicyOut(Answer):
    """A policy, and how it is doing; ``lowered`` says why it lowered itself, empty when it did not."""

    category: Category
    words: str
    level: LevelName
    threshold: float
    window_minutes: int
    since: Instant | None
    lowered: str
    standing: Standing


class TrustOut(Answer):
    """How far the engine may go alone; version 0 is a desk at which nobody has said anything."""

    version: int
    is_on: bool
    daily_limit: int
    done_today: int
    policies: list[PolicyOut]


class OtherwiseOut(Answer):
    """A past ticket that it would have given to another engineer, or at another time, than the dispatcher did."""

    ticket_id: str
    at: Instant
    proposed: str | None
    chosen: str | None
    probability: float | None


class PreviewOut(Answer):
    """What would have happened; precision is null when nothing would have."""

    tickets: int
    acted: int
    otherwise: int
    precision: float | None
    below: int
    over_limit: int
    unknown: int
    examples: Annotated[list[OtherwiseOut], Field(description="The newest 50 of those decided otherwise.")]


class TriedOut(Answer):
    """The past by the ladder as it is, and as it would be; since is the first past ticket."""

    since: Instant | None
    before: PreviewOut
    after: PreviewOut


class TrustActionOut(Answer):
    """What the ladder made of a ticket, and what has become of it."""

    id: str
    ticket_id: str
    summary: str
    step: Literal["person", "note", "suggest", "act"]
    state: State
    reason: str
    category: str
    level: LevelName
    threshold: float
    engineer_id: str | None
    label: str | None
    start: Instant | None
    end: Instant | None
    cost: Cost | None
    why: str
    probability: float | None
    count: int
    chosen: str | None
    is_agreed: bool | None
    due: Instant | None
    created: Instant
    ended: Instant | None
    ended_by: str | None
    version: int | None
    proposal_id: str | None
