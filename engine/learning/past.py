"""A past ticket as the trust ladder looks at it: what it was sure of, what it proposed, and what became of it."""

from collections.abc import Iterable

from pydantic import Field

from ..domain.base import Frozen, Identifier, Instant
from .decision import Decision, Outcome, TicketFacts


class Past(Frozen):
    """A recommendation on which a person has had her say.

    ``at`` is when her say was known. ``probability`` and ``count`` are the confidence before it, None and 0 where that
    is not known. ``proposed`` and ``chosen`` are engineers; ``chosen`` is None where the ticket was left waiting.
    ``is_agreed`` is whether the place was taken as it was recommended: the same engineer at another time is not.
    """

    id: Identifier
    at: Instant
    ticket: TicketFacts
    proposed: Identifier
    chosen: Identifier | None = None
    is_agreed: bool
    probability: float | None = Field(default=None, ge=0, le=1)
    count: int = Field(default=0, ge=0)
    is_automatic: bool = False
    """Whether the engine acted by itself; agreed is then what nobody stopped or undid."""

    @classmethod
    def of(cls, decision: Decision, probability: float | None, count: int) -> "Past | None":
        """Return a decision with the confidence of its moment; None where nothing had been recommended."""
        if decision.proposed is None:
            return None
        return cls(
            id=decision.id,
            at=decision.at,
            ticket=decision.ticket,
            proposed=decision.proposed.engineer_id,
            chosen=decision.chosen.engineer_id if decision.chosen else None,
            is_agreed=decision.outcome is Outcome.ACCEPT,
            probability=probability,
            count=count,
        )


def in_order(past: Iterable[Past]) -> list[Past]:
    """Return them oldest first; of the same instant, by id."""
    return sorted(past, key=lambda each: (each.at, each.id))
