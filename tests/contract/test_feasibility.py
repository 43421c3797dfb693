"""Oracle 2: schedules that no solver made, fixed in the exact model."""

import pytest
from features import FEATURES, chosen
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles import case, check_schedule, throw
from strategies import desk

SEEDS = st.integers(0, 2**32 - 1)


@pytest.mark.parametrize("features", FEATURES)
def test_model_and_audit_agree_on_any_schedule(features: str) -> None:
    """On 40 desks of each kind the model holds a random schedule when the audit finds it clean, and at its price."""
    _hold(features, desks=40, schedules=6)


@pytest.mark.long
@pytest.mark.parametrize("features", FEATURES)
def test_model_and_audit_agree_on_many_more_schedules(features: str) -> None:
    """The same on 300 desks of each kind with ten schedules each."""
    _hold(features, desks=300, schedules=10)


def _hold(features: str, desks: int, schedules: int) -> None:
    clean: list[bool] = []

    @settings(max_examples=desks)
    @given(SEEDS)
    def holds(seed: int) -> None:
        found = case(desk(seed, chosen(features)))
        clean.extend(check_schedule(found, throw(found, number)) for number in range(schedules))

    holds()
    # Both verdicts have to be met often, or the comparison says little.
    assert len(clean) // 20 < sum(clean) < len(clean)
