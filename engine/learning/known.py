"""Decisions priced as if the preferences that have been confirmed since had always held."""

import datetime as dt
from collections.abc import Sequence

from ..domain.preference import Preference
from .decision import Decision, Option, TicketFacts

RULE = "client_preference"
"""The rule that prices preferences."""


def with_preferences(decision: Decision, preferences: Sequence[Preference], today: dt.date) -> Decision:
    """Return a decision whose places are priced with the preferences that count today."""
    ticket = decision.ticket
    own = [each for each in preferences if each.client_id == ticket.client_id]
    shown = (*decision.options, *([decision.chosen] if decision.chosen else []))
    # What was stored while a preference held is priced anew though it is gone.
    if not own and not any(RULE in each.amounts for each in shown):
        return decision
    return decision.model_copy(
        update={
            "options": tuple(priced(each, ticket, own, today) for each in decision.options),
            "chosen": priced(decision.chosen, ticket, own, today) if decision.chosen else None,
        }
    )


def priced(place: Option, ticket: TicketFacts, preferences: Sequence[Preference], today: dt.date) -> Option:
    """Return a place for a ticket with what its client's preferences cost there today."""
    own = (each for each in preferences if each.client_id == ticket.client_id)
    minutes = sum(each.minutes_of(place.engineer_id, ticket.type, today) for each in own)
    return place.model_copy(update={"amounts": {**place.amounts, RULE: minutes}})
