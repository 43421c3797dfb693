"""Past tickets for the tests of what is learned from them."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from engine.learning.decision import TicketFacts
from engine.learning.past import Past

AT = dt.datetime(2026, 3, 2, 14, tzinfo=dt.UTC)


def facts(number: int = 1, **fields: Any) -> TicketFacts:
    """Return a ticket of Contoso's network, P2 and tier 1, where nothing else is said."""
    given = {"id": f"T-{number}", "client_id": "contoso", "type": "network", "priority": 2, "tier": 1}
    return TicketFacts(**given | fields)


def past(number: int = 1, is_agreed: bool = True, probability: float | None = 0.9, **fields: Any) -> Past:
    """Return a ticket of a minute of its own, recommended for mike; who decided otherwise took sarah."""
    return Past(
        id=f"d{number}",
        at=AT + dt.timedelta(minutes=number),
        ticket=facts(number, **fields),
        proposed="mike",
        chosen="mike" if is_agreed else "sarah",
        is_agreed=is_agreed,
        probability=probability,
        count=100,
    )


def run(said: str, probability: float = 0.9, begin: int = 1) -> Sequence[Past]:
    """Return tickets in a row: ``+`` was agreed with, ``-`` was not."""
    return [past(begin + at, each == "+", probability) for at, each in enumerate(said)]
