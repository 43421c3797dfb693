"""Faded counts as shares of everybody."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.learning.counts import Counts

EVEN = np.array([0.5, 0.5])


def test_by_hand() -> None:
    """Three cases of the first, one of the second, and a prior worth two of even shares: 4 / 6 and 2 / 6."""
    counts = Counts(10.0, 2.0)
    for who in (0, 0, 0, 1):
        counts.add("a", who, 0.0, 1.0)
    assert counts.shares("a", 0.0, EVEN) == pytest.approx([4 / 6, 2 / 6])


def test_an_unseen_key_is_the_wider_one() -> None:
    """Where nothing was counted the wider shares come back, the very same."""
    assert Counts(10.0, 2.0).shares("a", 0.0, EVEN) is EVEN


def test_cases_fade() -> None:
    """After the half-life three cases are one and a half, and with time the wider shares return."""
    counts = Counts(10.0, 1.0)
    counts.add("a", 0, 0.0, 3.0)
    assert counts.shares("a", 10.0, EVEN) == pytest.approx([2.0 / 2.5, 0.5 / 2.5])
    assert counts.shares("a", 1e4, EVEN) == pytest.approx(EVEN)


def test_what_is_taken_back_leaves_nothing() -> None:
    """A case that is taken back later, as of its own day, is as if it had never been counted."""
    counts = Counts(10.0, 2.0)
    counts.add("a", 1, 0.0, 1.0)
    counts.add("a", 0, 3.0, 0.5)
    counts.add("a", 1, 7.0, 1.0)
    counts.add("a", 0, 3.0, -0.5)
    alone = Counts(10.0, 2.0)
    alone.add("a", 1, 0.0, 1.0)
    alone.add("a", 1, 7.0, 1.0)
    assert counts.shares("a", 9.0, EVEN) == pytest.approx(alone.shares("a", 9.0, EVEN))


@given(st.lists(st.tuples(st.integers(0, 4), st.floats(0, 4000)), min_size=1, max_size=30))
def test_shares_of_any_past_sum_to_one(cases: list[tuple[int, float]]) -> None:
    """However long ago the first case was, the shares are above zero and sum to one."""
    counts = Counts(2.0, 1.5)
    for who, day in sorted(cases, key=lambda case: case[1]):
        counts.add("a", who, day, 1.0)
    shares = counts.shares("a", 4001.0, np.full(5, 0.2))
    assert shares.sum() == pytest.approx(1.0)
    assert (shares > 0).all()
