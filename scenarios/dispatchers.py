"""Dispatchers with hidden preferences: half weigh prices in their own way, half want what no weights say."""

import datetime as dt
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from engine.learning.decision import Option, TicketFacts
from engine.learning.replay import price, ranked

Ranked = Callable[[TicketFacts, Sequence[Option], dt.datetime, int], Option]


def cheapest(places: Sequence[Option], weights: Mapping[str, int]) -> Option:
    """Return the place that costs least at some weights."""
    return ranked(places, weights)[0]


@dataclass(frozen=True)
class Dispatcher:
    """Somebody who gives work to people for reasons of her own.

    Parameters
    ----------
    name : str
    expressible : bool
        Whether some weights say what she wants.
    choose : callable
        The place that she takes: from the ticket, every place that it could have, the moment, and how many decisions
        she has made before.
    """

    name: str
    expressible: bool
    choose: Ranked


CONTINUITY = {
    "familiarity": 4.0,
    "recent_contact": 4.0,
    "same_engineer": 4.0,
    "preferred_engineer": 4.0,
    "skill_fit": 0.25,
    "over_qualification": 0.25,
    "labour_cost": 0.25,
    "tier_stretch": 0.25,
    "travel": 0.5,
}
SERVICE = {
    "sla_response": 4.0,
    "sla_plan": 4.0,
    "sla_resolution": 4.0,
    "promptness": 4.0,
    "familiarity": 0.25,
    "skill_fit": 0.25,
    "preferred_engineer": 0.25,
    "travel": 0.25,
    "visit_batching": 0.25,
}
TRAVEL = {
    "travel": 4.0,
    "visit_batching": 4.0,
    "labour_cost": 4.0,
    "familiarity": 0.25,
    "skill_fit": 0.25,
    "preferred_engineer": 0.25,
    "recent_contact": 0.25,
}
LOAD = {
    "workload_balance": 4.0,
    "over_qualification": 4.0,
    "tier_stretch": 2.0,
    "familiarity": 0.25,
    "preferred_engineer": 0.25,
    "skill_fit": 0.25,
    "labour_cost": 0.25,
    "travel": 0.5,
}


def dispatchers(weights: Mapping[str, int], seed: int) -> tuple[Dispatcher, ...]:
    """Return one dispatcher of every kind, for a desk of some weights.

    Parameters
    ----------
    weights : dict
        The desk's own, by rule, in thousandths.
    seed : int
        Of whatever is drawn: whom she favours and bans, and where the noisy one slips.
    """
    rng = random.Random(seed)

    def weighing(factors: Mapping[str, float]) -> dict[str, int]:
        return {rule: round(weight * factors.get(rule, 1.0)) for rule, weight in weights.items()}

    def by_price(own: Mapping[str, int]) -> Ranked:
        return lambda _ticket, places, _at, _number: cheapest(places, own)

    continuity, travel, load = (weighing(each) for each in (CONTINUITY, TRAVEL, LOAD))

    def changing(_ticket: TicketFacts, places: Sequence[Option], _at: dt.datetime, number: int) -> Option:
        return cheapest(places, travel if number < CHANGES else continuity)

    def noisy(_ticket: TicketFacts, places: Sequence[Option], _at: dt.datetime, _number: int) -> Option:
        return rng.choice(places) if rng.random() < NOISE else cheapest(places, load)

    def contrary(_ticket: TicketFacts, places: Sequence[Option], _at: dt.datetime, _number: int) -> Option:
        return max(places, key=lambda each: (price(each, weights), each.start, each.engineer_id))

    def in_order(_ticket: TicketFacts, places: Sequence[Option], _at: dt.datetime, _number: int) -> Option:
        def key(place: Option) -> tuple[int, ...]:
            late, trips, known = (sum(place.amounts.get(rule, 0) for rule in rules) for rules in LEXICON)
            return late > 0, trips, known, price(place, weights)

        return min(places, key=lambda each: (key(each), each.start, each.engineer_id))

    def hourly(_ticket: TicketFacts, places: Sequence[Option], at: dt.datetime, _number: int) -> Option:
        return cheapest(places, load if at.hour >= NOON else travel)

    return (
        Dispatcher("continuity first", True, by_price(continuity)),
        Dispatcher("SLA first", True, by_price(weighing(SERVICE))),
        Dispatcher("travel first", True, by_price(travel)),
        Dispatcher(f"changes her mind after {CHANGES}", True, changing),
        Dispatcher(f"even load, {NOISE:.0%} noise", True, noisy),
        Dispatcher("lexicographic", False, in_order),
        Dispatcher("vetoes for clients", False, _bans(weights, seed)),
        Dispatcher("favourites for clients", False, _favours(weights, seed)),
        Dispatcher("habits by time of day", False, hourly),
        Dispatcher("contrary", False, contrary),
    )


CHANGES = 200
NOISE = 0.2
NOON = 12
LEXICON = (
    ("sla_response", "sla_plan", "sla_resolution"),
    ("travel", "visit_batching"),
    ("familiarity", "recent_contact", "preferred_engineer"),
)
"""What the lexicographic one looks at: whether it is late, then how far it is, then who knows the client."""
MARKED = 0.25
"""Share of clients for whom somebody is banned, or favoured, where the kind does that."""


def _marked(client_id: str, engineer_id: str, seed: int) -> bool:
    """Whether a pair of client and engineer is marked, the same at any time."""
    return random.Random(f"{seed}/{client_id}/{engineer_id}").random() < MARKED


def _bans(weights: Mapping[str, int], seed: int) -> Ranked:
    def choose(ticket: TicketFacts, places: Sequence[Option], _at: dt.datetime, _number: int) -> Option:
        allowed = [each for each in places if not _marked(ticket.client_id, each.engineer_id, seed)]
        return cheapest(allowed or places, weights)

    return choose


def _favours(weights: Mapping[str, int], seed: int) -> Ranked:
    def choose(ticket: TicketFacts, places: Sequence[Option], _at: dt.datetime, _number: int) -> Option:
        liked = [each for each in places if _marked(ticket.client_id, each.engineer_id, seed + 1)]
        return cheapest(liked or places, weights)

    return choose
