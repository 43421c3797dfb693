"""A decision, and what it says of the recommendation."""

import datetime as dt
from typing import Any

import pytest

from engine.domain.ticket import Ticket
from engine.learning.decision import Decision, Option, Outcome, TicketFacts

MONDAY = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
TICKET = Ticket(id="T-1", client_id="contoso", estimated_minutes=30, created=MONDAY, priority=2, tier=2)


def decided(outcome: Outcome, chosen: str | None, *shown: str) -> Decision:
    """Return a decision on a ticket for which some engineers were shown."""
    options = tuple(Option(engineer_id=each, start=MONDAY, amounts={"travel": at}) for at, each in enumerate(shown))
    taken = Option(engineer_id=chosen, start=MONDAY) if chosen else None
    values: dict[str, Any] = {"weights_version": 1, "weights": {"travel": 1000}, "options": options, "chosen": taken}
    return Decision(id="1", at=MONDAY, actor="dora", outcome=outcome, ticket=TicketFacts.of(TICKET), **values)


def test_rank() -> None:
    """The rank is how far down the chosen engineer was shown; nobody, or one who was not shown, has none."""
    assert decided(Outcome.ACCEPT, "mike", "mike", "sarah").rank == 0
    assert decided(Outcome.MODIFY, "sarah", "mike", "sarah").rank == 1
    assert decided(Outcome.MODIFY, "james", "mike", "sarah").rank is None
    assert decided(Outcome.REJECT, None, "mike").rank is None


def test_proposed() -> None:
    """What was recommended is what was shown first."""
    proposed = decided(Outcome.REJECT, None, "mike", "sarah").proposed
    assert proposed is not None
    assert proposed.engineer_id == "mike"
    assert decided(Outcome.MODIFY, "mike").proposed is None


@pytest.mark.parametrize(("outcome", "chosen"), [(Outcome.REJECT, "mike"), (Outcome.ACCEPT, None)])
def test_a_choice_belongs_to_its_outcome(outcome: Outcome, chosen: str | None) -> None:
    """A rejection chooses nobody, everything else somebody; otherwise the decision is named in the error."""
    with pytest.raises(ValueError, match="decision '1': a place is chosen unless"):
        decided(outcome, chosen, "mike")


def test_facts_of_a_ticket() -> None:
    """What the ticket was is kept apart from the ticket."""
    facts = TicketFacts.of(TICKET)
    assert (facts.id, facts.client_id, facts.type, facts.priority, facts.tier) == ("T-1", "contoso", "incident", 2, 2)
