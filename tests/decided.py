"""Decisions in one line, for tests of whatever learns from them."""

import datetime as dt
from collections.abc import Mapping

from engine.learning.decision import Decision, Option, Outcome, TicketFacts
from engine.learning.understood import Understood

MONDAY = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
WEIGHTS = {"familiarity": 300, "sla_response": 1000, "travel": 1000, "unassigned": 1000}


def decided(
    number: int,
    taken: str,
    day: int = 0,
    client: str = "contoso",
    ticket_type: str = "incident",
    understood: Understood | None = None,
    **places: Mapping[str, int],
) -> Decision:
    """Return a decision for one of some engineers, given with their amounts by rule, the proposed one first."""
    options = tuple(Option(engineer_id=who, start=MONDAY, amounts=dict(amounts)) for who, amounts in places.items())
    return Decision(
        id=f"d{number:03}",
        at=MONDAY + dt.timedelta(days=day, minutes=number),
        actor="dora",
        outcome=Outcome.ACCEPT if taken == options[0].engineer_id else Outcome.MODIFY,
        ticket=TicketFacts(id=f"t{number}", client_id=client, type=ticket_type, priority=3, tier=1),
        weights_version=1,
        weights=WEIGHTS,
        options=options,
        chosen=next(each for each in options if each.engineer_id == taken),
        understood=understood,
    )
