"""The service level of the resolution: work has ended by the target."""

from typing import ClassVar

from engine.sla import Target

from ._lateness import CLOCK_READS, Lateness
from ._priorities import ByPriority


class SlaResolution(Lateness):
    """Price: minutes between the resolution target and the end, and a step at the breach."""

    name: ClassVar[str] = "sla_resolution"
    topic: ClassVar[str] = "priority"
    words: ClassVar[str] = (
        "sla, breach*, deadline, due, overdue, late already, resolve*, resolution, has to be done, must be done, "
        "target, time runs out, runs out"
    )
    reads: ClassVar[tuple[str, ...]] = ("ticket.resolve_by", *CLOCK_READS)
    default_weight: ClassVar[int | None] = 1000
    factor: ClassVar[str] = "availability"
    target: ClassVar[Target] = "resolve"
    is_late: ClassVar[str] = "is resolved"
    per_minute: ByPriority = (4, 2, 1, 1)
    breach_minutes: ByPriority = (960, 480, 240, 120)
