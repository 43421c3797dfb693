"""What the engine has learned, and what people may do about it."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from engine.domain.preference import Kind

from .base import Answer, Id, Instant, Request, example

Weight = Annotated[int, Field(description="In thousandths; 1000 counts an amount as it is.", examples=[1000])]
Rule = Annotated[str, Field(min_length=1, max_length=128, description="Name of a rule.", examples=["travel"])]
Day = Annotated[dt.date, Field(examples=["2026-06-30"])]
ModeName = Literal["ask", "daily", "off"]


class StepOut(Answer):
    """A change of a weight on one day, and the decisions that spoke for it most."""

    day: Day
    before: Weight
    after: Weight
    decisions: list[str]
    count: Annotated[int, Field(description="How many decisions spoke for it.")]
    held_back: Annotated[
        bool, Field(description="Back towards the desk's own, since what was learned foresees choices no better.")
    ]
    sentence: str


class LearnedWeight(Answer):
    """A rule's weight: the desk's own, the present one, and what the decisions so far propose."""

    rule: str
    default: Weight
    now: Weight
    proposed: Weight
    low: Annotated[int | None, Field(description="The least that it may become; null where it never moves.")]
    high: int | None
    frozen: bool
    steps: list[StepOut]


class PreferenceOut(Answer):
    """A client's preference, its owner and its last day."""

    client_id: str
    client: str
    engineer_id: str
    engineer: str
    kind: Kind
    ticket_type: str | None
    minutes: int
    owner: str
    reason: str
    expires: Day
    is_live: bool


class ProposedPreference(Answer):
    """A preference that would explain decisions."""

    kind: Kind
    ticket_type: str | None
    minutes: int
    expires: Day


class UnexplainedOut(Answer):
    """Decisions that no weight explains, and the preference that would."""

    client_id: str
    client: str
    engineer_id: str
    engineer: str
    kind: Kind
    decisions: list[str]
    impossible: Annotated[int, Field(description="Those that no weights within their bounds explain.")]
    sentence: str
    preference: ProposedPreference | None


class ChangeOfWeight(Answer):
    """A weight before and after a version."""

    rule: str
    before: Weight
    after: Weight


class WeightsVersion(Answer):
    """A version of the weights since a person has set them."""

    version: int
    origin: Literal["hand", "learned", "undo"]
    created: Instant
    created_by: str
    undone: Instant | None
    decisions: Annotated[int, Field(description="Decisions that it was learned from.")]
    changes: list[ChangeOfWeight]


class Evidence(Answer):
    """A decision in short: who was recommended first, and who was taken."""

    ticket_id: str
    at: Instant
    outcome: Literal["accept", "modify", "reject"]
    client: str
    proposed: str | None
    chosen: str | None
    reason: str


class LearningOut(Answer):
    """What has been learned, with its evidence."""

    mode: ModeName
    version: int
    since: Annotated[Instant, Field(description="When a person last set the weights; older decisions are spent.")]
    decisions: int
    followed: Annotated[
        float, Field(ge=0, le=1, description="The share of what decisions ask for that the weights follow.")
    ]
    proposes: Annotated[bool, Field(description="Whether the decisions propose other weights than those of now.")]
    weights: list[LearnedWeight]
    unexplained: list[UnexplainedOut]
    preferences: list[PreferenceOut]
    versions: list[WeightsVersion]
    evidence: Annotated[dict[str, Evidence], Field(description="The decisions that are named above, by id.")]


class RerankedOut(Answer):
    """A decision for which the proposed weights recommend somebody else first."""

    decision_id: str
    ticket_id: str
    before: str
    after: str
    chosen: str
    before_label: str
    after_label: str
    chosen_label: str


class ComparisonOut(Answer):
    """Past decisions by the weights of now and by those proposed: how often the first engineer is who was taken."""

    days: int
    decisions: int
    agreed_before: int
    agreed_after: int
    changed: list[RerankedOut]


class WeightsOut(Answer):
    """The version of the weights that holds now."""

    version: int
    data_version: int


class UndoRequest(Request):
    """Which learned version to undo, with all that was learned after it; the newest without."""

    model_config = example(version=4)

    version: int | None = Field(default=None, ge=1, le=2**31 - 1)


class FreezeRequest(Request):
    """A rule whose weight stays as it is, or may learn again."""

    model_config = example(rule="travel", frozen=True)

    rule: Rule
    frozen: bool


class ModeRequest(Request):
    """When learned weights count: at a person's click, once a day by themselves, or never."""

    model_config = example(mode="daily")

    mode: ModeName


class SettingOut(Answer):
    """How the desk wants its weights to learn."""

    mode: ModeName
    frozen: list[str]


class PreferenceRequest(Request):
    """A preference to confirm; whoever confirms it owns it."""

    model_config = example(client_id="contoso", engineer_id="james-ito", minutes=30, expires="2026-06-30")

    client_id: Id
    engineer_id: Id
    kind: Kind = Kind.PREFER
    ticket_type: Id | None = None
    minutes: int = Field(default=30, ge=1, le=480, description="What anybody else costs, or the one to avoid does.")
    reason: str = Field(default="", max_length=1000)
    expires: Day


class EndRequest(Request):
    """A preference to end before its day."""

    model_config = example(client_id="contoso", engineer_id="james-ito")

    client_id: Id
    engineer_id: Id
    ticket_type: Id | None = None
