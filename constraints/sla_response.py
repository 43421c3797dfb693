"""The service level of the response: work starts by the time at which the client is to hear of it."""

from typing import ClassVar

from engine.sla import Target

from ._lateness import CLOCK_READS, Lateness
from ._priorities import ByPriority


class SlaResponse(Lateness):
    """Price: minutes between the response target and the start, and a step at the breach."""

    name: ClassVar[str] = "sla_response"
    reads: ClassVar[tuple[str, ...]] = ("ticket.respond_by", "ticket.responded_at", *CLOCK_READS)
    default_weight: ClassVar[int | None] = 1000
    target: ClassVar[Target] = "respond"
    is_late: ClassVar[str] = "is responded to"
    per_minute: ByPriority = (4, 2, 1, 1)
    breach_minutes: ByPriority = (480, 240, 120, 60)
