"""The board and the queue."""

from engine.domain.schedule import Kpis, Reason, Score
from engine.domain.ticket import SkillNeed

from .base import Answer, Cost, Instant, Minutes
from .work import BoardAssignment, BoardTrip, Gap, SlaMark


class BoardShift(Answer):
    """A shift: its normal end, and the last minute that may be used at all."""

    start: Instant
    end: Instant
    hard_end: Instant
    kind: str


class BoardBusy(Answer):
    """Busy time."""

    start: Instant
    end: Instant
    summary: str
    site_id: str | None


class BoardEngineer(Answer):
    """A row of the board; utilization is load over capacity in per cent, by local day."""

    id: str
    label: str
    tier: int
    time_zone: str
    skills: list[str]
    home_site: str | None
    remote_only_days: list[int]
    shifts: list[BoardShift]
    busy: list[BoardBusy]
    breaks: list[Gap]
    utilization_percent: dict[str, float]
    work_minutes: Minutes
    travel_minutes: Minutes


class BoardSite(Answer):
    """A place on the map."""

    id: str
    name: str
    client_id: str | None
    latitude: float
    longitude: float


class BoardDesk(Answer):
    """What a document says of the desk that it is about."""

    id: str
    name: str
    time_zone: str
    now: Instant
    planning_window: Gap


class Board(Answer):
    """A schedule as the page draws it."""

    desk: BoardDesk
    published_version: int | None
    data_version: int
    title: str
    status: str
    engineers: list[BoardEngineer]
    assignments: list[BoardAssignment]
    trips: list[BoardTrip]
    sites: list[BoardSite]
    kpis: Kpis
    score: Score
    unassigned: int


class Calendar(Answer):
    """One engineer's part of the published board."""

    time_zone: str
    engineer: BoardEngineer
    shifts: list[BoardShift]
    busy: list[BoardBusy]
    assignments: list[BoardAssignment]
    trips: list[BoardTrip]
    sites: list[BoardSite]


class Figures(Answer):
    """The figures and the score of the published schedule."""

    kpis: Kpis
    score: Score


class QueueItem(Answer):
    """A ticket without a place."""

    ticket_id: str
    summary: str
    client_id: str
    client: str
    site_id: str | None
    site: str | None
    priority: int
    tier: int
    type: str
    skills: list[SkillNeed]
    estimated_minutes: Minutes
    engineers_needed: int
    created: Instant
    sla: SlaMark
    drop_cost: Cost
    reasons: list[Reason]
    pinned: bool


class Queue(Answer):
    """A page of the tickets without a place, most urgent first."""

    items: list[QueueItem]
    next: str | None
    total: int
