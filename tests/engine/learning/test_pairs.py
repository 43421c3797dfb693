"""Decisions as comparisons."""

from decided import decided

from engine.learning.pairs import Pair, pairs_of
from engine.learning.settings import Settings
from engine.learning.understood import Understood

SETTINGS = Settings(accepted=0.5, unproposed=0.25, reasoned=2.0)


def test_passing_over_the_first_place_counts_most() -> None:
    """Sarah for Mike: 20 minutes of travel more, 8 of familiarity less; James, passed over too, counts a quarter."""
    places = {"mike": {"travel": 10, "familiarity": 8}, "sarah": {"travel": 30}, "james": {"travel": 45}}
    assert pairs_of([decided(1, "sarah", **places)], SETTINGS) == [
        Pair(0, {"familiarity": 8, "travel": -20}, 1.0),
        Pair(0, {"travel": 15}, 0.25),
    ]


def test_taking_the_first_place_shares_its_strength() -> None:
    """Accepting is a comparison with each of the two others, which share one half."""
    places = {"mike": {"travel": 10}, "sarah": {"travel": 30}, "james": {"travel": 45}}
    assert pairs_of([decided(1, "mike", **places)], SETTINGS) == [
        Pair(0, {"travel": 20}, 0.25),
        Pair(0, {"travel": 35}, 0.25),
    ]


def test_a_confirmed_reason_is_a_comparison_by_its_rule_alone() -> None:
    """She took Sarah for the client's sake: that counts once more, by familiarity alone, unless prices refute it."""
    places = {"mike": {"familiarity": 8}, "sarah": {"travel": 20}}
    reason = Understood(topic="continuity", rule="familiarity")
    assert pairs_of([decided(1, "sarah", understood=reason, **places)], SETTINGS)[1:] == [
        Pair(0, {"familiarity": 8}, 2.0)
    ]
    refuted = Understood(topic="travel", rule="travel")
    assert len(pairs_of([decided(1, "sarah", understood=refuted, **places)], SETTINGS)) == 1
