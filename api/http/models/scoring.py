"""The scoreboard, as the API tells it."""

from typing import Annotated

from pydantic import Field

from engine.learning.flow import Flow
from engine.learning.scoreboard import Automatic, Lesson, Standing

from .base import Answer, Instant

Shares = Annotated[float | None, Field(ge=0, le=1, description="Null without decisions.")]


class RateOut(Answer):
    """Decisions on recommendations, and those that took the first engineer, or one of the first three."""

    decisions: int
    first: int
    top: int
    top1: Shares
    top3: Shares


class NamedRateOut(RateOut):
    """The same of a part: a week by its Monday, a type, a client, a priority, a tier."""

    name: str
    label: str


class AgreementOut(Answer):
    """How often the dispatcher took whom the engine recommended."""

    whole: RateOut
    by_week: list[NamedRateOut]
    by_type: list[NamedRateOut]
    by_client: list[NamedRateOut]
    by_priority: list[NamedRateOut]
    by_tier: list[NamedRateOut]


class ScoreboardOut(Answer):
    """A desk's figures; what is null is not known, never nothing."""

    since: Instant
    until: Instant
    agreement: AgreementOut
    flow: Flow
    standings: list[Standing]
    lessons: list[Lesson] | None
    taught: int | None
    automatic: Automatic
    addon_minutes: int | None
