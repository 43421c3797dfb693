"""The service level of planning: work is planned to start by the target."""

from typing import ClassVar

from engine.sla import Target

from ._lateness import CLOCK_READS, Lateness
from ._priorities import ByPriority


class SlaPlan(Lateness):
    """Price: minutes between the planning target and the start, and a step at the breach."""

    name: ClassVar[str] = "sla_plan"
    topic: ClassVar[str] = "priority"
    words: ClassVar[str] = "plan by, planned by, planning target, plan target"
    reads: ClassVar[tuple[str, ...]] = ("ticket.plan_by", "ticket.planned_at", *CLOCK_READS)
    default_weight: ClassVar[int | None] = 500
    factor: ClassVar[str] = "availability"
    target: ClassVar[Target] = "plan"
    is_late: ClassVar[str] = "is planned"
    per_minute: ByPriority = (4, 2, 1, 1)
    breach_minutes: ByPriority = (240, 120, 60, 30)
