"""Weights that fit comparisons."""

import numpy as np
import pytest

from engine.learning.fit import Evidence, fit, likelihood, pull
from engine.learning.pairs import Pair
from engine.learning.settings import Settings


def fitted(settings: Settings, *pairs: Pair) -> float:
    """Return the logarithm of the factor on travel that fits some comparisons best."""
    evidence = Evidence.of(pairs, {"travel": 1000, "sla": 1000}, ("travel",), settings)
    low, high = np.log([0.25]), np.log([4.0])
    return float(fit(evidence, evidence.strength, np.zeros(1), low, high, settings)[0])


def test_the_slope_vanishes_at_the_answer() -> None:
    """For one comparison, x of 10 minutes dearer at a sharpness of 10: x e^x / (1 + exp(e^x)) is x's prior pull."""
    found = fitted(Settings(sharpness=10_000, lapse=0, spread=1), Pair(0, {"travel": 10}, 1.0))
    assert found == pytest.approx(np.exp(found) / (1 + np.exp(np.exp(found))), abs=1e-6)
    assert 0 < found < 0.5


def test_bounds_hold() -> None:
    """A thousand choices of one kind push the factor to its bound, and no further."""
    more = [Pair(at, {"travel": 10, "sla": -60}, 1.0) for at in range(1000)]
    less = [Pair(at, {"travel": -10}, 1.0) for at in range(1000)]
    assert fitted(Settings(lapse=0), *more) == pytest.approx(np.log(4))
    assert fitted(Settings(lapse=0), *less) == pytest.approx(np.log(0.25))


def test_what_no_price_explains_asks_for_little() -> None:
    """With lapses, a choice dearer by a hundred times the sharpness asks for nothing; without them for all it can."""
    likely, strength = likelihood(np.array([0.0, -100.0])), np.ones(2)
    assert pull(likely, strength, 0.0) == pytest.approx([0.5, 1.0])
    assert pull(likely, strength, 0.1) == pytest.approx([0.45, 0.0])
