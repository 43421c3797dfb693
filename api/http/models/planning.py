"""Plans, proposals, versions, and what people decide about them."""

from typing import Annotated, Generic, Literal, TypeVar

from fastapi import Path
from pydantic import Field

from engine.domain.schedule import Kpis, Score, Unassigned

from .base import Answer, Cost, Id, Instant, Request, example
from .work import ChangeOfPlace, FindingOut

T = TypeVar("T")
Version = Annotated[int, Path(ge=1, le=2**31 - 1, description="Counted up with each publish.")]


class PlanRequest(Request):
    """A plan of the whole team."""

    model_config = example(seconds=60, note="before the week begins")

    seconds: int = Field(default=30, ge=1, le=3600, description="How long it may take, in seconds.")
    seed: int = Field(default=0, ge=0, le=2**31 - 1)
    note: str = Field(default="", max_length=500)


class ProgressOut(Answer):
    """How far a plan has come: the cost of the best one so far, and the proven bound."""

    seconds: float
    cost: Cost
    bound: Cost
    gap: float
    phase: str


class PlanOut(Answer):
    """A plan on its way, or what became of it."""

    id: str
    kind: Literal["plan", "nightly"]
    state: Literal["queued", "running", "done", "failed", "cancelled", "expired"]
    note: str
    seconds: float
    attempt: int
    created: Instant
    created_by: str
    started: Instant | None
    finished: Instant | None
    progress: ProgressOut | None
    proposal_id: str | None
    error: str | None


class FeedbackRequest(Request):
    """What the person says who decides."""

    kind: Literal["accept", "modify"] = "accept"
    reason: str = Field(default="", max_length=1000)


class PublishRequest(Request):
    """A proposal to be published, wholly or only some of its tickets."""

    model_config = example(ticket_ids=["T-1042"], feedback={"kind": "modify", "reason": "the other one can wait"})

    ticket_ids: Annotated[list[Id], Field(min_length=1, max_length=10_000)] | None = None
    feedback: FeedbackRequest = FeedbackRequest()


class DiscardRequest(Request):
    """Why a proposal is turned down, if anybody wants to say."""

    model_config = example(reason="Sarah spoke to them yesterday")

    reason: str = Field(default="", max_length=1000)


class PublishedOut(Answer):
    """What was published."""

    version: int
    published_version: int
    changes: list[ChangeOfPlace]
    score: Score
    decision_id: Annotated[
        int | None, Field(description="Of the decision on a recommendation, where it was one; a reason may follow.")
    ]


class Discarded(Answer):
    """A proposal that has been turned down."""

    id: str
    state: Literal["discarded"]


class ProposalOut(Answer):
    """Changes that wait for somebody to agree."""

    id: str
    origin: Literal["fill", "moves", "recommendation", "booking", "plan", "nightly", "replan", "undo", "autopilot"]
    state: Literal["proposal", "published", "discarded", "expired"]
    base_version: int
    created: Instant
    created_by: str
    summary: str
    changes: list[ChangeOfPlace]


class BeforeAfter(Answer, Generic[T]):
    """Of the published schedule, and of the proposed one."""

    before: T
    after: T


class Comparison(Answer):
    """A proposal beside the published schedule."""

    changes: list[ChangeOfPlace]
    unassigned: list[Unassigned]
    kpis: BeforeAfter[Kpis]
    score: BeforeAfter[Score]
    cost_difference: Cost
    by_rule: dict[str, int]
    allowed: bool
    new_findings: list[FindingOut]


class VersionOut(Answer):
    """A schedule that is or was published."""

    version: int
    base_version: int
    state: Literal["published", "superseded"]
    origin: str
    created: Instant
    created_by: str
    summary: str
    total: Cost
