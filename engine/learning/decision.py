"""A decision: what was recommended for a ticket, what the person chose instead, and what both cost by rule."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from ..domain.base import Frozen, Identifier, Instant, Priority, Tier
from ..domain.ticket import Ticket
from .understood import Understood


class Outcome(StrEnum):
    """What a person did with a recommendation."""

    ACCEPT = "accept"
    """She took the first place."""
    MODIFY = "modify"
    """She took another engineer, or another time."""
    REJECT = "reject"
    """She took none."""


class Asked(StrEnum):
    """What the engine had been asked."""

    RECOMMENDATION = "recommendation"
    """Who takes a waiting ticket."""
    RELIEF = "relief"
    """What can move out of an engineer's time; that the ticket moves was turned down."""


class TicketFacts(Frozen):
    """What the ticket was when it was decided on; it may change later, or be gone."""

    id: Identifier
    client_id: Identifier
    type: Identifier
    subtype: str = ""
    priority: Priority
    tier: Tier

    @classmethod
    def of(cls, ticket: Ticket) -> Self:
        """Return what a ticket is now."""
        return cls(**{name: getattr(ticket, name) for name in cls.model_fields})


class Option(Frozen):
    """A place for the ticket.

    ``amounts`` is by rule what the whole schedule has more with the ticket there than with the ticket left out, free of
    weights: engineer-minute equivalents, some below zero. Rules that do not change may be missing.
    """

    engineer_id: Identifier
    start: Instant
    amounts: dict[Identifier, int] = Field(default_factory=dict)


class Decision(Frozen):
    """One decision on one ticket.

    ``options`` are the places as they were shown, the recommended one first. ``chosen`` is the place that was taken,
    priced the same way, whether or not it was shown; None where the ticket was left waiting. ``weights`` are those by
    which the options were ranked, in thousandths, of all rules. ``understood`` is the reason as the person has
    confirmed it, None where she has not.

    Where a move was turned down to free a time, ``options`` holds the place that the ticket was to have, and ``chosen``
    the one that it keeps. Their amounts are those of the two whole ways to free the time, of the one that was shown and
    of the best one that leaves the ticket alone, so that what else moves is in them.
    """

    id: Identifier
    at: Instant
    actor: Identifier
    outcome: Outcome
    ticket: TicketFacts
    weights_version: int = Field(ge=1)
    weights: dict[Identifier, int]
    options: tuple[Option, ...]
    chosen: Option | None = None
    reason: str = ""
    understood: Understood | None = None
    asked: Asked = Asked.RECOMMENDATION

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if (self.chosen is None) != (self.outcome is Outcome.REJECT):
            raise ValueError(f"decision {self.id!r}: a place is chosen unless the outcome is reject")
        return self

    @property
    def proposed(self) -> Option | None:
        """The place that was recommended, None where there was none."""
        return self.options[0] if self.options else None

    @property
    def rank(self) -> int | None:
        """How far down the list the chosen engineer was shown, 0 the first; None where she was not, or nobody is."""
        who = self.chosen and self.chosen.engineer_id
        return next((at for at, each in enumerate(self.options) if each.engineer_id == who), None)


def on_recommendations(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions on who was recommended for a waiting ticket: the others agree with nobody."""
    return [each for each in decisions if each.asked is Asked.RECOMMENDATION]
