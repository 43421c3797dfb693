"""The temperatures of the search."""

import numpy as np
import pytest
from kernels import FEATURES, constructed, drawn

from engine.solvers.search.heat import AMPLE, COLDEST, Heat, heat_of
from engine.solvers.search.search import Search


def test_a_run_cools_from_its_first_to_its_last_temperature() -> None:
    """With ample steps the first worker starts at the first temperature and ends at the last, halfway at their mean."""
    heat = Heat(100.0, 1.0, 1.0)
    assert [heat.at(share, AMPLE, 0) for share in (0.0, 0.5, 1.0)] == pytest.approx([100.0, 10.0, 1.0])


def test_every_other_worker_starts_cooler_and_ends_alike() -> None:
    """The second worker starts below the first and the third, and all end at the same temperature."""
    heat = Heat(100.0, 1.0, 1.0)
    assert heat.at(0.0, AMPLE, 0) == heat.at(0.0, AMPLE, 2) > heat.at(0.0, AMPLE, 1)
    assert [heat.at(1.0, AMPLE, worker) for worker in range(3)] == pytest.approx([1.0] * 3)


def test_runs_of_few_steps_are_cooler_at_both_ends() -> None:
    """With half of the steps both ends are half as hot; with next to none the end is a third, and so is the start."""
    heat = Heat(100.0, 1.0, 1.0)
    assert [heat.at(share, AMPLE / 2, 0) for share in (0.0, 1.0)] == pytest.approx([50.0, 0.5])
    assert [heat.at(share, 0, 0) for share in (0.0, 1.0)] == pytest.approx([COLDEST, COLDEST])


@pytest.mark.parametrize("features", FEATURES)
def test_measuring_leaves_a_plan_as_it_is(features: str) -> None:
    """On 20 tiny desks of each kind the temperatures fall, the same ones each time, and the state stays the same."""
    for seed in range(20):
        instance = drawn(seed, features).instance
        with Search(instance, constructed(instance), seed, 1) as search:
            for state in search.states:
                before = state.copy()
                first, second = (heat_of(search.flat, state, len(instance.tickets)) for _ in range(2))
                assert first[:2] == second[:2]
                assert first.hot > first.cold > 0
                assert np.array_equal(state, before)
