"""What the confidence says of recommended resolvers, when every outcome of the log is a decision of a dispatcher."""

import math
from collections.abc import Mapping, Sequence

from api.connectors.incidents.evidence import Arrived, Event, Resolved
from engine.learning.confidence import Question, confidences
from engine.learning.decision import Decision, Option, Outcome, TicketFacts
from engine.learning.reliability import Said
from engine.learning.resolver import Ranked

SHOWN = 5
_RULE, _UNIT = "unlikely", 60
_LEAST = 1e-6
"""Below this a probability is as good as none; without a floor its price would have no end."""


def said_by_confidence(
    events: Sequence[Event], judged: Sequence[Arrived], ranked: Mapping[str, tuple[Ranked, ...]]
) -> list[Said]:
    """Return the confidence in each first recommendation when its incident came in, and whether it came true.

    A recommendation counts as accepted where she who was recommended resolved the incident; the decision is known when
    the resolution is. Incidents for which nothing can be said yet are left out.
    """
    questions = {each.number: _question(each, ranked[each.number]) for each in events if isinstance(each, Arrived)}
    decisions = [
        _decision(event, questions[event.number])
        for event in events
        if isinstance(event, Resolved) and event.number in questions and questions[event.number].options
    ]
    accepted = {each.ticket.id: each.outcome is Outcome.ACCEPT for each in decisions}
    asked = [each for each in judged if each.number in accepted]
    answers = confidences(decisions, [(questions[each.number], each.at) for each in asked])
    return [
        Said(answer.probability, accepted[each.number])
        for each, answer in zip(asked, answers, strict=True)
        if answer.probability is not None
    ]


def _question(event: Arrived, ranked: tuple[Ranked, ...]) -> Question:
    """Return the recommendation as a dispatcher would see it: the less likely somebody, the dearer."""
    facts = event.facts
    ticket = TicketFacts(
        id=event.number,
        client_id=facts["location"] or "unknown",
        type=facts["category"] or "unknown",
        subtype=facts["subcategory"],
        priority=int(facts["priority"]),
        tier=1,
    )
    options = tuple(
        Option(
            engineer_id=each.engineer_id,
            start=event.at,
            amounts={_RULE: round(-_UNIT * math.log(max(each.probability, _LEAST)))},
        )
        for each in ranked[:SHOWN]
    )
    return Question(ticket=ticket, options=options, weights={_RULE: 1000})


def _decision(event: Resolved, question: Question) -> Decision:
    first = question.options[0]
    accepted = first.engineer_id == event.resolver
    return Decision(
        id=event.number,
        at=event.at,
        actor="the log",
        outcome=Outcome.ACCEPT if accepted else Outcome.MODIFY,
        ticket=question.ticket,
        weights_version=1,
        weights=question.weights,
        options=question.options,
        chosen=first if accepted else Option(engineer_id=event.resolver, start=event.at),
    )
