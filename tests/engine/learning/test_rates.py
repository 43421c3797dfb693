"""Rates that fade and back off."""

import pytest

from engine.learning.rates import Rates


def test_an_unseen_key_has_the_wider_rate() -> None:
    """Without cases the rate is where it starts; with cases only above, it is the rate above."""
    rates = Rates(10.0)
    assert rates.rate([("a",), ("b",)], 0.0, 2.0, 0.3) == pytest.approx(0.3)
    rates.add(("a",), 0.0, True)
    assert rates.rate([("a",), ("b",)], 0.0, 1.0) == rates.rate([("a",)], 0.0, 1.0) == pytest.approx(0.75)


def test_by_hand() -> None:
    """Two of three above, from one half worth two: (2 + 1) / 5 = 0.6; none of one below: (0 + 2 x 0.6) / 3 = 0.4."""
    rates = Rates(10.0)
    for came_true in (True, True, False):
        rates.add(("a",), 0.0, came_true)
    rates.add(("b",), 0.0, False)
    assert rates.rate([("a",), ("b",)], 0.0, 2.0) == pytest.approx(0.4)


def test_half_after_the_half_life() -> None:
    """After the half-life a case counts half, and as half beside a new one; how many were seen does not fade."""
    rates = Rates(10.0)
    rates.add(("a",), 0.0, True)
    assert rates.cases(("a",), 10.0) == pytest.approx(0.5)
    rates.add(("a",), 10.0, False)
    assert rates.cases(("a",), 10.0) == pytest.approx(1.5)
    assert rates.rate([("a",)], 10.0, 0.5) == pytest.approx((0.5 + 0.25) / 2.0)
    assert rates.seen(("a",)) == 2
    assert rates.seen(("b",)) == 0
