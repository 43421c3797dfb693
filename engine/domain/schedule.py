"""A schedule: who works which ticket when, what was left out and why, and what it is worth."""

from typing import Self

from pydantic import Field, model_validator

from .base import Frozen, Identifier, Instant, Minutes
from .desk import PlanningWindow


class Assignment(Frozen):
    """A ticket on the calendars of one or several engineers."""

    ticket_id: Identifier
    engineer_ids: tuple[Identifier, ...] = Field(min_length=1)
    start: Instant
    end: Instant
    travel_minutes: Minutes = 0
    """Minutes of the trips that bring the engineers to it."""
    site_id: Identifier | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.end < self.start:
            raise ValueError(f"assignment of {self.ticket_id!r} ends before it starts")
        if len(set(self.engineer_ids)) < len(self.engineer_ids):
            raise ValueError(f"assignment of {self.ticket_id!r} names an engineer twice")
        return self


class Trip(Frozen):
    """One unbroken block of travel."""

    engineer_id: Identifier
    depart: Instant
    arrive: Instant
    from_site: Identifier
    to_site: Identifier


class BreakTaken(Frozen):
    """A floating break where the schedule puts it."""

    engineer_id: Identifier
    start: Instant
    end: Instant


class Reason(Frozen):
    """Why an unassigned ticket is not on an engineer's calendar; ``code`` is a rule's name or a word of the engine."""

    code: Identifier
    engineer_id: Identifier | None = None
    detail: str = ""


class Unassigned(Frozen):
    """A ticket left out, with the reasons."""

    ticket_id: Identifier
    reasons: tuple[Reason, ...] = ()


class Score(Frozen):
    """What a schedule costs: ``total`` in thousandths of an engineer-minute, amounts by rule in engineer-minutes."""

    total: int
    amounts: dict[str, int]
    hard_findings: int = 0
    inherited_findings: int = 0


class Kpis(Frozen):
    """Figures a service manager reads."""

    tickets: int
    assigned: int
    unassigned_by_priority: dict[int, int]
    sla_targets: int
    """SLA targets that were still open at now and fall due inside the planning window or were planned."""
    sla_met: int
    sla_missed_before: int
    """Targets whose due had passed at now already."""
    sla_late_before_minutes: int
    """Minutes on their clocks by which those were late at now; they are outside the score."""
    utilization_percent: dict[str, float]
    utilization_spread_percent: float
    travel_minutes: int
    work_minutes: int
    visits: int
    visits_saved: int
    wrong_tier: int
    overtime_minutes: int


class Schedule(Frozen):
    """A plan for a planning window, ours or made by hand (which may leave out all but the assignments)."""

    planning_window: PlanningWindow | None = None
    assignments: tuple[Assignment, ...]
    trips: tuple[Trip, ...] = ()
    breaks: tuple[BreakTaken, ...] = ()
    unassigned: tuple[Unassigned, ...] = ()
    score: Score | None = None
    bound: int | None = None
    gap: float | None = None
    status: str = "given"
    kpis: Kpis | None = None
    weights: dict[str, int] = Field(default_factory=dict)
    weights_version: int = 1
    seed: int | None = None
