"""Oracle 1: enumeration, priced by the audit alone, against CP-SAT."""

import pytest
from features import FEATURES, chosen
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles import check_optimum, small_case
from strategies import desk

SEEDS = st.integers(0, 2**32 - 1)


@pytest.mark.parametrize("features", FEATURES)
def test_cheapest_plan_is_what_the_exact_model_proves(features: str) -> None:
    """On 40 desks of each kind no assignment and order is cheaper than CP-SAT's optimum, and none costs it less."""

    @settings(max_examples=40)
    @given(SEEDS)
    def holds(seed: int) -> None:
        assert check_optimum(small_case(desk(seed, chosen(features)), most=600)) > 0

    holds()


@pytest.mark.long
@pytest.mark.parametrize("features", FEATURES)
def test_cheapest_plan_on_many_more_desks(features: str) -> None:
    """The same on 200 desks of each kind, larger ones among them."""

    @settings(max_examples=200)
    @given(SEEDS)
    def holds(seed: int) -> None:
        assert check_optimum(small_case(desk(seed, chosen(features)), most=3000)) > 0

    holds()
