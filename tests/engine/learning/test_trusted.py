"""How far what was learned is followed."""

import numpy as np
import pytest

from engine.learning.fit import Evidence
from engine.learning.settings import USUAL, Settings
from engine.learning.trusted import ahead, share


def test_only_what_one_of_the_two_foresaw_counts() -> None:
    """Of four decisions, one only the learned weights had right, one only the defaults, one both, one neither."""
    # Rule a prefers the place taken by `more`, all other rules by `rest`; at twice its weight a has the last word.
    evidence = Evidence(
        ("a",),
        np.array([[2.0, -2.0, 1.0, -1.0]]),
        np.array([-3.0, 3.0, 1.0, -1.0]),
        np.array([0, 1, 2, 3]),
        np.ones(4),
    )
    assert ahead(evidence, np.log(np.array([2.0])), 5).tolist() == [1, -1, 0, 0, 0]


def test_a_decision_is_foreseen_where_no_place_was_cheaper() -> None:
    """One of two places passed over is cheaper at the default weight, none at twice that."""
    evidence = Evidence(("a",), np.array([[2.0, 1.0]]), np.array([-3.0, 0.0]), np.array([0, 0]), np.ones(2))
    assert ahead(evidence, np.log(np.array([2.0])), 1).tolist() == [1]


@pytest.mark.parametrize("lead", [-1e6, -20.0, 0.0, 20.0, 1e6])
def test_share_rises_with_the_lead(lead: float) -> None:
    """It is nearly all at first, half where the defaults have caught up on the trust, and always between 0 and 1."""
    assert 0 <= share(lead, USUAL) <= share(lead + 1, USUAL) <= 1
    assert share(-USUAL.trust / USUAL.conviction, USUAL) == pytest.approx(0.5)
    assert share(lead, Settings(conviction=0)) == pytest.approx(0.9526, abs=1e-4)
