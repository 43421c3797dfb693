"""The service level of the response: work starts by the time at which the client is to hear of it."""

from typing import ClassVar

from engine.sla import Target

from ._lateness import Lateness
from ._priorities import ByPriority


class SlaResponse(Lateness):
    """Price: minutes between the response target and the start, and a step at the breach."""

    name: ClassVar[str] = "sla_response"
    default_weight: ClassVar[int | None] = 1000
    target: ClassVar[Target] = "respond"
    is_late: ClassVar[str] = "is responded to"
    per_minute: ByPriority = (4, 2, 1, 1)
    breach_minutes: ByPriority = (480, 240, 120, 60)
