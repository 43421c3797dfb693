"""What comes out of a what-if: variants beside the desk as it is."""

from typing import Annotated, Literal

from pydantic import Field

from engine.domain.schedule import Kpis

from .base import Answer, Cost, Instant, Minutes


class NoiseOut(Answer):
    """How a figure differs over the seeds; the interval is of 95 %, null where one seed says nothing of it."""

    before: float
    after: float
    low: float | None
    high: float | None
    finding: Literal["same", "beyond", "every_seed", "within", "one_seed"]
    difference: float


class FigureOut(Answer):
    """A figure of the best schedules before and after; it counts when it differs by more than noise."""

    name: str
    words: str
    unit: str
    better: Annotated[int, Field(description="1 where more is better, -1 where less is, 0 where it depends.")]
    before: float
    after: float
    counts: bool
    noise: NoiseOut


class EngineerShareOut(Answer):
    """An engineer's part of a schedule."""

    id: str
    name: str
    tier: int
    tickets: int
    utilization_percent: float | None
    travel_minutes: Minutes


class ClientShareOut(Answer):
    """A client's part of a schedule."""

    id: str
    name: str
    tickets: int
    unassigned: int
    sla_targets: int
    sla_met: int


class FatePlaceOut(Answer):
    """Where a ticket was, or is then."""

    engineer_ids: list[str]
    engineers: list[str]
    start: Instant
    end: Instant


class FateOut(Answer):
    """A ticket whose place differs, and why; sure where the seeds agree."""

    id: str
    summary: str
    priority: int
    client: str
    kind: Literal["lost", "left_out", "gained", "new", "moved", "retimed", "gone"]
    sure: bool
    was: FatePlaceOut | None
    now: FatePlaceOut | None
    cost_difference_by_rule: dict[str, int]
    why: str


class VerdictOnCosts(Answer):
    """What may be said of two costs: 1 dearer, -1 cheaper, 0 neither; and how sure that is."""

    direction: int
    code: Literal["same", "proven", "beyond_noise", "every_seed", "within_noise", "one_seed"]
    words: str


class SideOut(Answer):
    """One of the things that are compared: its best schedule, in the prices of the desk as it is."""

    name: str
    changes: list[str]
    rules_off: list[str]
    cost: Cost
    costs_by_seed: list[int]
    cost_by_rule: dict[str, int]
    own_cost: Cost | None
    bound: int | None
    gap: float | None
    status: str
    seed: int | None
    broken: list[str]
    kpis: Kpis | None
    engineers: list[EngineerShareOut]
    clients: list[ClientShareOut]


class BesideOut(SideOut):
    """A variant beside the desk as it is."""

    headline: str
    cost_difference: Cost
    cost_difference_by_rule: dict[str, int]
    verdict: VerdictOnCosts
    noise: NoiseOut
    control: Annotated[
        bool, Field(description="It is the given schedule planned on without any change; the first variant then.")
    ] = False
    repriced: Annotated[bool, Field(description="It has rules or weights of its own; its costs are by the desk's.")]
    figures: list[FigureOut]
    tickets: list[FateOut]


class ComparisonOut(Answer):
    """The answer to "what if?"."""

    name: str
    purpose: str
    summary: str
    desk: str
    time_zone: str
    seeds: list[int]
    workers: int
    stopped: bool
    base_is_given: bool
    base: SideOut
    variants: list[BesideOut]
