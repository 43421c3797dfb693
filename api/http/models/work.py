"""Work on the board, its SLA mark, and a change of its place."""

from typing import Literal

from .base import Answer, Cost, Instant, Minutes


class SlaMark(Answer):
    """How work stands against its SLA; the margin is negative when it is late. Missed is what was late before now."""

    state: Literal["met", "tight", "late", "missed", "none"]
    target: Literal["respond", "plan", "resolve"] | None
    due: Instant | None
    margin_minutes: int | None


class BoardAssignment(Answer):
    """A ticket on the board."""

    ticket_id: str
    engineer_ids: list[str]
    start: Instant
    end: Instant
    site_id: str | None
    travel_minutes: Minutes
    summary: str
    client_id: str
    client: str
    priority: int
    tier: int
    type: str
    sla: SlaMark
    pinned: bool
    frozen: bool
    visit: str | None


class BoardTrip(Answer):
    """A trip on the board."""

    engineer_id: str
    depart: Instant
    arrive: Instant
    from_site: str
    to_site: str
    minutes: Minutes


class Gap(Answer):
    """A span of time."""

    start: Instant
    end: Instant


class Place(Answer):
    """Who works a ticket, and when."""

    engineer_ids: list[str]
    start: Instant
    end: Instant


class ChangeOfPlace(Answer):
    """A ticket with another place; null is none."""

    ticket_id: str
    summary: str = ""
    before: Place | None
    after: Place | None


class FindingOut(Answer):
    """What a rule has to say; ``is_hard`` is a broken rule, otherwise it is a price in engineer-minutes."""

    constraint: str
    is_hard: bool
    ticket_id: str
    engineer_id: str
    amount: int
    message: str


class Elsewhere(Answer):
    """Where a chosen ticket would go otherwise."""

    engineer_id: str
    label: str
    start: Instant
    extra_cost: Cost
