"""A ticket: a piece of work a client asked for, and everything that says who may do it and when."""

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from .base import Frozen, Identifier, Instant, Level, Minutes, Priority, Tier


class Status(StrEnum):
    """Where a ticket stands; only open work and work under way is scheduled."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    ON_HOLD = "on_hold"
    CLOSED = "closed"


class SkillNeed(Frozen):
    """A skill that a ticket asks for, and the least level of it."""

    name: Identifier
    min_level: Level = 1


class TimeWindow(Frozen):
    """A span of time inside which the whole work lies."""

    start: Instant
    end: Instant

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.end <= self.start:
            raise ValueError(f"the window ends at {self.end.isoformat()}, not after its start {self.start.isoformat()}")
        return self


class Dependency(Frozen):
    """Another ticket that ends at least ``lag_minutes`` of elapsed time before this one starts."""

    ticket_id: Identifier
    lag_minutes: Minutes = 0


class Pin(Frozen):
    """What a person has fixed: the engineer, the start, a range for the start, or engineer and one of them."""

    engineer_id: Identifier | None = None
    start: Instant | None = None
    earliest: Instant | None = None
    latest: Instant | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        ranged = self.earliest is not None or self.latest is not None
        if self.start is not None and ranged:
            raise ValueError("a pin gives a start or a range (earliest, latest), not both")
        if self.engineer_id is None and self.start is None and not ranged:
            raise ValueError("a pin gives an engineer, a start or a range")
        if self.earliest is not None and self.latest is not None and self.latest < self.earliest:
            raise ValueError("the pin's latest start lies before its earliest")
        return self


class Contact(Frozen):
    """The engineer who last spoke to the client about this, and when."""

    engineer_id: Identifier
    at: Instant


class Ticket(Frozen):
    """One piece of work, on-site when it names a site, remote when it names none."""

    id: Identifier
    client_id: Identifier
    site_id: Identifier | None = None
    summary: str = ""
    description: str = ""
    type: Identifier = "incident"
    subtype: str = ""
    priority: Priority = 3
    tier: Tier = 1
    tiers_above: int | None = Field(default=None, ge=0, le=3)
    """Tiers above the required one that may take it at a price; None takes the desk's policy."""
    skills: tuple[SkillNeed, ...] = ()
    certificates: tuple[Identifier, ...] = ()
    estimated_minutes: int = Field(ge=1, le=10_000)
    created: Instant
    earliest_start: Instant | None = None
    respond_by: Instant | None = None
    plan_by: Instant | None = None
    resolve_by: Instant | None = None
    responded_at: Instant | None = None
    planned_at: Instant | None = None
    paused_minutes: Minutes = 0
    time_windows: tuple[TimeWindow, ...] = ()
    preferred_engineers: tuple[Identifier, ...] = ()
    required_engineers: tuple[Identifier, ...] = ()
    excluded_engineers: tuple[Identifier, ...] = ()
    depends_on: tuple[Dependency, ...] = ()
    engineers_needed: int = Field(default=1, ge=1, le=8)
    pin: Pin | None = None
    pausable: bool = False
    recent_contact: Contact | None = None
    group: str | None = None
    status: Status = Status.OPEN
    tags: tuple[Identifier, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.pausable and self.engineers_needed > 1:
            raise ValueError("a ticket that several engineers do together cannot be pausable")
        both = set(self.required_engineers) & set(self.excluded_engineers)
        if both:
            raise ValueError(f"engineer {min(both)!r} is both required and excluded")
        return self

    @property
    def is_schedulable(self) -> bool:
        """Whether the ticket is work to be planned (open or under way)."""
        return self.status in (Status.OPEN, Status.IN_PROGRESS)

    @property
    def is_agreed(self) -> bool:
        """Whether its client has been told when: it has been planned, or a person has pinned the start or its range."""
        pin = self.pin
        return self.planned_at is not None or (pin is not None and any((pin.start, pin.earliest, pin.latest)))
