"""Steps taken back, and steps that stay."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kernels import FEATURES, accepted, constructed, drawn, tables

from engine.solvers.search.kernel.entry import sample
from engine.solvers.search.plans import state_of
from engine.solvers.search.search import Search

SEEDS = st.integers(0, 2**32 - 1)


@pytest.mark.parametrize("features", FEATURES)
def test_a_step_taken_back_leaves_no_trace(features: str) -> None:
    """After steps that are all undone, a state says of its plan what it said before."""

    @settings(max_examples=15)
    @given(SEEDS)
    def holds(seed: int) -> None:
        instance = drawn(seed, features).instance
        with Search(instance, constructed(instance), seed, 1) as search:
            before = tables(instance, search.states[0])
            for _ in range(10):
                sample(search.flat, search.states[0], 1)
                after = tables(instance, search.states[0])
                assert [name for name in after if after[name] != before[name]] == []

    holds()


@pytest.mark.parametrize("features", FEATURES)
def test_a_step_that_stays_counts_right(features: str) -> None:
    """After each accepted step a state's counts, loads and prices are those of a state made anew from its plan."""

    @settings(max_examples=10)
    @given(SEEDS)
    def holds(seed: int) -> None:
        instance = drawn(seed, features).instance
        with Search(instance, constructed(instance), seed, 1) as search:
            for timed in accepted(search, 20):
                anew = state_of(instance, search.flat, timed, 0)
                assert anew is not None
                names = ("SHIFT_OF", "LOADS", "ENGAGED", "TOTALS", "LATEST", "TOTAL", "ABSENT")
                assert tables(instance, search.states[0], names) == tables(instance, anew, names)

    holds()
