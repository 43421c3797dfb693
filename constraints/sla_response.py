"""The service level of the response: work starts by the time at which the client is to hear of it."""

from typing import ClassVar

from engine.sla import Target

from ._lateness import CLOCK_READS, Lateness
from ._priorities import ByPriority


class SlaResponse(Lateness):
    """Price: minutes between the response target and the start, and a step at the breach."""

    name: ClassVar[str] = "sla_response"
    topic: ClassVar[str] = "priority"
    words: ClassVar[str] = (
        "respond*, response, response time, first response, escalat*, priority, p1, p2, critical, emergency, outage, "
        "down, stands still, production, vip, ceo, important, losing money, every minute, severity, whoever is first, "
        "whoever is fastest, flood*, on fire, noon, within the hour, nobody can, can't work, cannot work, meeting at, "
        "everyone, stuck, blocked, must work, minutes left, hour left, time critical, big client, angry, furious, "
        "threaten*, log in, offline, going live, go live, closing time, cut off"
    )
    reads: ClassVar[tuple[str, ...]] = ("ticket.respond_by", "ticket.responded_at", *CLOCK_READS)
    default_weight: ClassVar[int | None] = 1000
    factor: ClassVar[str] = "availability"
    target: ClassVar[Target] = "respond"
    is_late: ClassVar[str] = "is responded to"
    per_minute: ByPriority = (4, 2, 1, 1)
    breach_minutes: ByPriority = (480, 240, 120, 60)
