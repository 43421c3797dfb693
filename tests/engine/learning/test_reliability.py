"""The reliability curve and its figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.learning.reliability import Said, reliability, wilson


def test_by_hand() -> None:
    """Four at 0.75 of which three come true are right; four at 0.25 of which two do are off by 0.25: the mean is 0.125.

    Brier: (3 x 0.0625 + 0.5625 + 2 x 0.5625 + 2 x 0.0625) / 8 = 0.25.
    """
    right = [Said(0.75, True)] * 3 + [Said(0.75, False)]
    off = [Said(0.25, True)] * 2 + [Said(0.25, False)] * 2
    curve = reliability(right + off, bins=4)
    assert curve.count == 8
    assert curve.error == pytest.approx(0.125)
    assert curve.brier == pytest.approx(0.25)
    assert [(each.low, each.high, each.count, each.stated, each.share) for each in curve.bins] == [
        (0.25, 0.5, 4, 0.25, 0.5),
        (0.75, 1.0, 4, 0.75, 0.75),
    ]


def test_nothing_said() -> None:
    """Where nothing was said there is no figure."""
    curve = reliability([])
    assert (curve.count, curve.error, curve.brier, curve.bins) == (0, None, None, ())


def test_certainty_falls_into_the_last_bin() -> None:
    """A probability of one belongs to the bin that ends there."""
    assert [(each.low, each.count) for each in reliability([Said(1.0, True)]).bins] == [(0.9, 1)]


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1), st.integers(1, 20))
def test_every_bin_holds_its_own(pairs: list[tuple[float, bool]], bins: int) -> None:
    """Counts add up, means lie in their bins, intervals hold the share, and the error is at most one."""
    curve = reliability([Said(*each) for each in pairs], bins)
    assert sum(each.count for each in curve.bins) == len(pairs)
    assert curve.error is not None
    assert 0 <= curve.error <= 1
    for each in curve.bins:
        assert each.low - 1e-9 <= each.stated <= each.high + 1e-9
        assert each.share_low - 1e-9 <= each.share <= each.share_high + 1e-9


def test_wilson_interval() -> None:
    """Eight of ten: with z = 1.96 the textbook's interval is 0.490 to 0.943; nothing seen says nothing."""
    assert wilson(0.8, 10, 1.96) == pytest.approx((0.490, 0.943), abs=5e-4)
    assert wilson(0.5, 0) == (0.0, 1.0)
