"""The best combination of columns."""

import pytest
from features import FEATURES, chosen
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles import small_case
from pooled import pooled
from strategies import desk

from engine.cost import cost
from engine.limits import Limits
from engine.solvers.master.partition import combine

SEEDS = st.integers(0, 2**32 - 1)
LIMITS = Limits(deterministic=10)


@pytest.mark.parametrize("features", FEATURES)
def test_all_columns_combine_to_the_cheapest_plan(features: str) -> None:
    """With the columns of every plan in the pool, the master finds the enumerated optimum from nothing, and stays."""

    @settings(max_examples=12)
    @given(SEEDS)
    def holds(seed: int) -> None:
        found = small_case(desk(seed, chosen(features)), most=400)
        pool, best = pooled(found)
        timed = combine(found.instance, found.idle, pool, LIMITS, seed=0)
        judged = found.judge(timed)
        assert not judged.hard
        assert judged.score.total == cost(found.instance, timed) == cost(found.instance, best)
        assert combine(found.instance, best, pool, LIMITS, seed=0) is best

    holds()
