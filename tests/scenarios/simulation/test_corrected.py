"""A dispatcher who corrects plans, and what is learned from her."""

from collections import Counter

from scenarios.simulate import simulate
from scenarios.simulation.policies.corrected import A_DAY, Corrected
from scenarios.simulation.policies.nightly import Nightly
from scenarios.simulation.world import generated_world

SEED = 4


def test_weights_follow_what_she_does() -> None:
    """She looks at some places each morning, every decision is a choice among those shown, and weights move by it."""
    inner = Nightly(SEED, 0.02)
    policy = Corrected(inner, SEED)
    happened = simulate(generated_world(5, 0, SEED, load=1.2), policy)
    by_day = Counter(each.at.date() for each in policy.decisions)
    assert policy.decisions
    assert max(by_day.values()) <= A_DAY
    assert all(each.chosen is not None and each.options for each in policy.decisions)
    assert {each.actor for each in policy.decisions} == {policy.decisions[0].actor}
    assert any(each.rank for each in policy.decisions)
    assert inner.learned is not None
    assert inner.learned.values != policy.decisions[0].weights
    assert {each.ticket.id for each in policy.decisions} <= set(happened.told.known)
