"""The tier gate, both ways: a ticket goes to its own tier, or to as many tiers above as the desk tolerates."""

from collections.abc import Iterable
from typing import ClassVar

from pydantic import Field

from engine.builder import Builder
from engine.constraint import Finding, Rule
from engine.domain.problem import Problem
from engine.reading import Reading


class SkillTier(Rule):
    """Hard: lower tiers never take the ticket, higher ones only up to ``tiers_above`` (a ticket may say its own)."""

    name: ClassVar[str] = "skill_tier"
    topic: ClassVar[str] = "skill"
    words: ClassVar[str] = (
        "senior, junior, l1, l2, l3, tier*, level 1, level 2, level 3, escalat* to l2, escalat* to l3, over head, "
        "l1's head, out of his depth, out of her depth, too hard, an l1, level one, level two, level three"
    )
    reads: ClassVar[tuple[str, ...]] = ("ticket.tier", "ticket.tiers_above", "engineer.tier")
    yields_to_pin: ClassVar[bool] = True
    tiers_above: int = Field(default=0, ge=0, le=3)

    def compile(self, problem: Problem, builder: Builder) -> None:
        """Gate by tier and tolerance."""
        builder.gate(
            lambda ticket: (ticket.tier, self.tiers_above if ticket.tiers_above is None else ticket.tiers_above),
            lambda key: builder.where_engineer(lambda engineer: key[0] <= engineer.tier <= key[0] + key[1]),
        )

    def audit(self, problem: Problem, reading: Reading) -> Iterable[Finding]:
        """Find engineers below the tier, or too far above it."""
        for work in reading.all_works:
            ticket, engineer = work.ticket, work.engineer
            tolerated = ticket.tiers_above if ticket.tiers_above is not None else self.tiers_above
            if engineer.tier < ticket.tier or engineer.tier - ticket.tier > tolerated:
                words = f"{ticket.id} is tier {ticket.tier} work, {engineer.label} is tier {engineer.tier}"
                yield self.hard(abs(engineer.tier - ticket.tier), ticket.id, engineer.id, words)
