"""Questions about the schedule, and their answers."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from engine.domain.schedule import Kpis, Reason, Schedule, Score

from .base import Answer, Cost, Id, Instant, Minutes, Request, example
from .work import BoardAssignment, BoardTrip, ChangeOfPlace, Elsewhere, FindingOut, Gap


class FillRequest(Request):
    """Whose open time is to be filled."""

    model_config = example(
        engineer_id="mike-moreau", start="2026-03-03T13:00:00-06:00", end="2026-03-03T17:00:00-06:00", seconds=1.1
    )

    engineer_id: Id
    start: Instant
    end: Instant
    seconds: float = Field(default=1.1, ge=0.1, le=30, description="For the whole answer, once the desk is warm.")


class Choice(Answer):
    """A chosen ticket: what leaving just this one out would cost, in one sentence and by rule."""

    assignment: BoardAssignment
    gain: Cost
    by_rule: dict[str, int]
    why: str
    elsewhere: Elsewhere | None


class RunnerUpOut(Answer):
    """A ticket that did not make it."""

    ticket_id: str
    summary: str
    client: str
    priority: int
    why: str
    extra_cost: Cost | None


class AlternativeOut(Answer):
    """Another way to fill the time, and what it costs over the best."""

    assignments: list[BoardAssignment]
    extra_cost: Cost


class FillAnswer(Answer):
    """The best use of an engineer's open time, kept as a proposal."""

    proposal_id: str
    base_version: int
    engineer_id: str
    start: Instant
    end: Instant
    free_minutes: Minutes
    candidates: int
    gain: Cost
    gap: float | None
    status: Literal["optimal", "feasible"]
    seconds: float
    choices: list[Choice]
    trips: list[BoardTrip]
    breaks: list[Gap]
    runners_up: list[RunnerUpOut]
    alternatives: list[AlternativeOut]


class MoveRequest(Request):
    """A ticket's place as a person wants it; without engineers it is taken off the board."""

    ticket_id: Id
    engineer_ids: Annotated[list[Id], Field(min_length=1, max_length=8)] | None = None
    start: Instant | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.engineer_ids is None) != (self.start is None):
            raise ValueError("engineer_ids and start go together: give both, or neither to take the ticket off")
        if self.engineer_ids and len(set(self.engineer_ids)) < len(self.engineer_ids):
            raise ValueError("an engineer is named twice")
        return self


class EvaluateRequest(Request):
    """Moves against the published schedule, or a whole schedule to score."""

    model_config = example(
        moves=[
            {"ticket_id": "T-1042", "engineer_ids": ["mike-moreau"], "start": "2026-03-03T13:00:00-06:00"},
            {"ticket_id": "T-1043", "engineer_ids": None, "start": None},
        ]
    )

    moves: Annotated[list[MoveRequest], Field(min_length=1, max_length=1000)] | None = None
    schedule: Schedule | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if (self.moves is None) == (self.schedule is None):
            raise ValueError("give moves or a schedule, one of the two")
        tickets = [move.ticket_id for move in self.moves or ()]
        if len(set(tickets)) < len(tickets):
            raise ValueError("a ticket is moved twice")
        return self


class Evaluated(Answer):
    """What a change would do; ``allowed`` is that it breaks no rule that is not broken already."""

    proposal_id: str | None
    base_version: int
    cost_difference: Cost
    by_rule: dict[str, int]
    allowed: bool
    new_findings: list[FindingOut]
    gone_findings: list[FindingOut]
    assignments: list[BoardAssignment]
    changes: list[ChangeOfPlace]
    trips: list[BoardTrip]
    score: Score
    kpis: Kpis | None


class VerdictOut(Answer):
    """What one engineer could offer a ticket: ``here``, ``possible`` at a price, or the rule that refuses."""

    engineer_id: str
    label: str
    code: str
    detail: str
    start: Instant | None
    extra_cost: Cost | None


class RelaxationOut(Answer):
    """A change that would let a ticket in, and where it would then go."""

    detail: str
    engineer_id: str
    start: Instant
    extra_cost: Cost


class ExplanationOut(Answer):
    """Why a ticket is where it is, or nowhere."""

    ticket_id: str
    assignment: BoardAssignment | None
    by_rule: dict[str, int]
    verdicts: list[VerdictOut]
    reasons: list[Reason]
    relaxations: list[RelaxationOut]
    pinned: str
