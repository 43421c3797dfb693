"""The other solvers honour the same instance: greedy, the published start, the bound that costs nothing."""

import pytest
from features import FEATURES, chosen
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles import case
from strategies import desk

from engine.cost import cost
from engine.limits import never
from engine.solvers.bound import ticket_bound
from engine.solvers.greedy import greedy
from engine.solvers.published import plan_of
from engine.timing import timing

SEEDS = st.integers(0, 2**32 - 1)


@pytest.mark.parametrize("features", FEATURES)
def test_greedy_is_clean_priced_right_and_never_below_the_optimum(features: str) -> None:
    """Greedy from the published plan adds no hard finding, costs what the audit says, and lies above the bounds."""

    @settings(max_examples=15)
    @given(SEEDS)
    def holds(seed: int) -> None:
        found = case(desk(seed, chosen(features)))
        published = found.problem.published
        start = plan_of(found.context, found.instance, published) if published else None
        assert start is None or timing(found.instance, start) is not None
        timed = timing(found.instance, greedy(found.instance, start, never))
        assert timed is not None
        judged = found.judge(timed)
        assert not judged.hard
        assert judged.score.total == cost(found.instance, timed)
        optimum = found.solve().cost
        assert ticket_bound(found.instance) <= optimum <= judged.score.total

    holds()
