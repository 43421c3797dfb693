"""The price of a tolerated tier: work that an engineer above its tier does."""

from collections.abc import Iterable
from typing import ClassVar

from pydantic import Field

from engine.builder import Builder
from engine.constraint import Finding, Rule
from engine.domain.problem import Problem
from engine.reading import Reading


class TierStretch(Rule):
    """Price: a share of the estimated minutes for every tier above the ticket's."""

    name: ClassVar[str] = "tier_stretch"
    topic: ClassVar[str] = "skill"
    words: ClassVar[str] = (
        "tier 3, tier 2, an l3, an l2, too high, wasting a tier, higher tier, don't need an, do not need a"
    )
    reads: ClassVar[tuple[str, ...]] = ("ticket.tier", "ticket.estimated_minutes", "engineer.tier")
    default_weight: ClassVar[int | None] = 1000
    factor: ClassVar[str] = "skills"
    percent: int = Field(default=25, ge=0, le=400)

    def compile(self, problem: Problem, builder: Builder) -> None:
        """Price by tier and estimate."""
        builder.assign(
            lambda ticket: (ticket.tier, ticket.estimated_minutes),
            lambda key: builder.per_engineer(
                lambda engineer: max(0, engineer.tier - key[0]) * key[1] * self.percent // 100,
            ),
        )

    def audit(self, problem: Problem, reading: Reading) -> Iterable[Finding]:
        """Find work done above its tier."""
        for work in reading.all_works:
            ticket, engineer = work.ticket, work.engineer
            if engineer.tier > ticket.tier:
                above = engineer.tier - ticket.tier
                amount = above * ticket.estimated_minutes * self.percent // 100
                words = f"{ticket.id} is tier {ticket.tier} work, {engineer.label} of tier {engineer.tier} does it"
                yield self.price(amount, ticket.id, engineer.id, words)
