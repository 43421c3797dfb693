"""Simulated dispatchers, and the course of learning from them."""

import datetime as dt
import random

import pytest

from benchmarks.dispatchers.course import START, course, decide
from benchmarks.dispatchers.waiting import Waiting
from constraints import RULES
from engine.learning.decision import Option, Outcome, TicketFacts
from engine.learning.replay import price
from engine.learning.settings import USUAL
from scenarios import dispatchers as people
from scenarios.dispatchers import Dispatcher, dispatchers

WEIGHTS = {rule.name: rule.default_weight for rule in RULES if rule.default_weight is not None}
PEOPLE = dispatchers(WEIGHTS, 1)
BY_NAME = {each.name.split()[0]: each for each in PEOPLE}


def asked(seed: int, client: str = "client-0") -> Waiting:
    """Return a ticket with five places of random prices."""
    rng = random.Random(seed)
    rules = {"travel": 60, "familiarity": 40, "skill_fit": 40, "workload_balance": 200, "sla_response": 30}
    places = tuple(
        Option(engineer_id=f"e{at}", start=START, amounts={rule: rng.randrange(most) for rule, most in rules.items()})
        for at in range(5)
    )
    facts = TicketFacts(id=f"t{seed}", client_id=client, type="incident", priority=3, tier=1)
    return Waiting(ticket=facts, places=places)


def taken(person: Dispatcher, given: Waiting, hour: int = 9) -> Option:
    """Return the place that a dispatcher takes at an hour."""
    return person.choose(given.ticket, given.places, START.replace(hour=hour), 0)


def test_half_of_them_want_what_weights_say() -> None:
    """Ten kinds, five of each, and everybody takes one of the places."""
    assert (len(PEOPLE), sum(each.expressible for each in PEOPLE)) == (10, 5)
    assert all(taken(each, asked(at)) in asked(at).places for each in PEOPLE for at in range(5))


def test_what_each_wants() -> None:
    """The contrary one takes the dearest place, order comes before price, the banned are passed over, noon counts."""
    given = asked(3)
    assert price(taken(BY_NAME["contrary"], given), WEIGHTS) == max(price(each, WEIGHTS) for each in given.places)
    late = min(given.places, key=lambda each: (each.amounts["sla_response"] > 0, each.amounts["travel"]))
    assert taken(BY_NAME["lexicographic"], given) == late
    for at in range(20):
        who = taken(BY_NAME["vetoes"], asked(at, f"client-{at}")).engineer_id
        assert not people._marked(f"client-{at}", who, 1)
    habits = [(taken(BY_NAME["habits"], asked(at), 9), taken(BY_NAME["habits"], asked(at), 15)) for at in range(20)]
    assert any(morning != afternoon for morning, afternoon in habits)


def test_a_decision_is_on_what_was_shown() -> None:
    """The first place is the cheapest by the weights of the moment; taking it is accepting it."""
    made = decide(BY_NAME["travel"], asked(1), 30, WEIGHTS)
    assert [price(each, WEIGHTS) for each in made.options] == sorted(price(each, WEIGHTS) for each in made.options)
    assert (made.outcome is Outcome.ACCEPT) == (made.chosen == made.options[0])
    assert made.at == START + dt.timedelta(days=1, minutes=24 * 5)


@pytest.mark.parametrize("name", ["travel", "contrary"])
def test_a_course(name: str) -> None:
    """A hundred decisions of one who weighs prices bring more agreement; nobody moves a weight out of bounds."""
    made = course(
        BY_NAME[name], [asked(at) for at in range(100)], [asked(at) for at in range(500, 540)], WEIGHTS, USUAL
    )
    assert len(made.agreements) == 3
    if name == "travel":
        assert made.agreements[-1].top1 > made.agreements[0].top1
    for rule, limits in made.learned.bounds.items():
        assert limits.low <= made.learned.weights[rule] <= limits.high
