"""The team bound against proven optima."""

import pytest
from features import FEATURES, chosen
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles import case
from strategies import desk

from engine.limits import Limits
from engine.solvers.bound import ticket_bound
from engine.solvers.bounds.team import team_bound

SEEDS = st.integers(0, 2**32 - 1)


@pytest.mark.parametrize("features", FEATURES)
def test_bound_lies_between_the_cheap_bound_and_the_optimum(features: str) -> None:
    """On desks of each kind the bound is never above what the exact model proves, nor below the bound per ticket."""

    @settings(max_examples=15)
    @given(SEEDS)
    def holds(seed: int) -> None:
        found = case(desk(seed, chosen(features)))
        optimum = found.solve().cost
        bound = team_bound(found.instance, Limits(deterministic=0.01), 2 * optimum + 1)
        assert ticket_bound(found.instance) <= bound <= optimum

    holds()
