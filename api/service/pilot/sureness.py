"""How sure the engine is of a recommendation, from what a desk's people have decided."""

import datetime as dt

from sqlalchemy.orm import Session

from api.store import trust
from api.store.decisions import decision_of, recorded
from engine.learning.confidence import Confidence, Question, confidence, confidences
from engine.learning.decision import Decision, on_recommendations
from engine.learning.past import Past, in_order

from .look import Gauge
from .place import Place

MOST = 2_000
"""Decisions that are looked at, the newest, and as many actions: older ones have faded."""
_BEFORE = dt.timedelta(microseconds=1)


def decisions_of(session: Session, desk_id: str) -> list[Decision]:
    """Return the decisions on recommendations that are known, oldest first.

    Beside those that people have made on what was shown, these are the ones that the ladder has seen: on what it had
    noted, and on what it did and nobody undid.
    """
    made = on_recommendations(decision_of(row) for row in recorded(session, desk_id, most=MOST))
    known = {each.ticket.id for each in made}
    seen = trust.decisions_in(trust.settled(session, desk_id, most=MOST))
    return sorted([*made, *(each for each in seen if each.ticket.id not in known)], key=lambda each: (each.at, each.id))


def gauge_of(session: Session, desk_id: str) -> Gauge:
    """Return what says how sure a recommendation at a desk is, by the decisions until now."""
    decisions = decisions_of(session, desk_id)

    def gauge(found: Place, at: dt.datetime) -> Confidence:
        return confidence(decisions, Question(ticket=found.ticket, options=found.options, weights=found.weights), at)

    return gauge


def past_tickets(session: Session, desk_id: str) -> list[Past]:
    """Return what is known of past recommendations, oldest first.

    Of a decision on a ticket that the ladder had not looked at, the confidence is the one that the decisions before it
    would have given.
    """
    noted = trust.past_of(trust.settled(session, desk_id, most=MOST))
    known, decisions = {each.ticket.id for each in noted}, decisions_of(session, desk_id)
    said = confidences(decisions, [(Question.of(each), each.at - _BEFORE) for each in decisions])
    found = [
        Past.of(each, sure.probability, sure.count)
        for each, sure in zip(decisions, said, strict=True)
        if each.ticket.id not in known
    ]
    return in_order([*noted, *filter(None, found)])
