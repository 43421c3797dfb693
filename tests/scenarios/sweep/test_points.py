"""The choices of weights of a sweep."""

from typing import Any

import pytest

from engine.errors import DataError
from scenarios.sweep.definition import Sweep
from scenarios.sweep.points import Point, points

OWN = {"travel": 1000, "sla_response": 1000, "sla_plan": 500, "overtime": 0}


def chosen(**fields: Any) -> tuple[Point, ...]:
    """Return the points of a sweep at a desk with the weights above."""
    return points(Sweep.model_validate({"name": "s"} | fields), OWN, "s.yaml")


def test_grid() -> None:
    """Every value of one axis meets every value of the other; rules that move together keep their proportion."""
    sla = {"rules": ["sla_response", "sla_plan"], "times": True, "values": [1, 3]}
    found = chosen(weights={"travel": [0, 500], "sla": sla})
    assert [each.words for each in found] == [
        "travel 0, sla x1",
        "travel 0, sla x3",
        "travel 500, sla x1",
        "travel 500, sla x3",
    ]
    assert found[1].weights == {"travel": 0, "sla_response": 3000, "sla_plan": 1500}


def test_weights_that_come_to_the_same_are_one_point() -> None:
    """Values that differ by less than a thousandth are not run twice."""
    assert len(chosen(weights={"travel": [500, 500.2, 501]})) == 2


def test_sample() -> None:
    """A sample has as many different points as it says, the same for the same seed, others for another one."""
    weights = {"travel": {"from": 100, "to": 10_000}, "sla_plan": [0, 1, 2]}
    first, again = chosen(weights=weights, sample=30), chosen(weights=weights, sample=30)
    assert first == again != chosen(weights=weights, sample=30, sample_seed=1)
    assert len({each.words for each in first}) == 30
    assert all(100 <= each.weights["travel"] <= 10_000 for each in first)


def test_sample_of_a_whole_grid() -> None:
    """As many points as a grid has are all of them; one more is refused."""
    weights = {"travel": [1, 2, 3], "sla_plan": [1, 2]}
    assert set(map(str, chosen(weights=weights, sample=6))) == set(map(str, chosen(weights=weights)))
    with pytest.raises(DataError, match="only 6 different choices"):
        chosen(weights=weights, sample=7)


def test_nothing_but_seeds() -> None:
    """Without weights there is one point, the weights as they are."""
    assert [each.words for each in chosen(seeds=[1, 2])] == ["as they are"]


def test_every_flaw_is_told_at_once() -> None:
    """Unknown rules, gates, rules on two axes, weights out of range and multiples of nothing, in one report."""
    weights = {
        "travl": [1],
        "skill_tier": [1],
        "travel": {"times": True, "values": [101]},
        "again": {"rules": ["travel"], "values": [1]},
        "overtime": {"times": True, "values": [2]},
    }
    with pytest.raises(DataError) as error:
        chosen(weights=weights)
    assert [(flaw.field, flaw.value) for flaw in error.value.flaws] == [
        ("weights.again", "travel"),
        ("weights.overtime", "overtime"),
        ("weights.skill_tier", "skill_tier"),
        ("weights.travel", "101"),
        ("weights.travl", "travl"),
    ]
    assert "Maybe you mean 'travel'" in str(error.value)
    assert "101,000 thousandths, 100,000 is the most" in str(error.value)
