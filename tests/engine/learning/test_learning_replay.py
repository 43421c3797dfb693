"""What decisions would have met under other weights."""

from decided import WEIGHTS, decided

from engine.learning.replay import Agreement, as_shown, replay


def test_other_weights_rank_anew() -> None:
    """Sarah, 20 minutes of travel against 40 of familiarity, was fourth and would be first at thrice its weight."""
    places = {"mike": {"familiarity": 40}, "lee": {"familiarity": 41}, "ann": {"familiarity": 42}}
    choice = decided(1, "sarah", **places, sarah={"travel": 20})
    assert as_shown([choice]) == replay([choice], WEIGHTS) == Agreement(count=1, top1=0, top3=0)
    assert replay([choice], {**WEIGHTS, "familiarity": 900}) == Agreement(count=1, top1=1, top3=1)


def test_a_place_that_was_not_shown_is_ranked_too() -> None:
    """Whoever took a place beyond the list disagrees with it, and may be brought onto it."""
    choice = decided(1, "mike", mike={"travel": 10}, sarah={"travel": 20})
    beyond = choice.model_copy(update={"options": choice.options[1:]})
    assert as_shown([beyond]).top3 == 0
    assert replay([beyond], WEIGHTS) == Agreement(count=1, top1=1, top3=1)


def test_who_was_shown_nobody_agrees_with_nothing() -> None:
    """A place that was taken from an empty list is no agreement and no disagreement."""
    choice = decided(1, "mike", mike={"travel": 10}).model_copy(update={"options": ()})
    assert as_shown([choice]) == replay([choice], WEIGHTS) == Agreement(count=0, top1=0, top3=0)
