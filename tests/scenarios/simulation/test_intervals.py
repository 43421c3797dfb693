"""Intervals beside a table computed by hand."""

import pytest

from scenarios.simulation.intervals import interval, paired


def test_the_mean_and_the_half_width() -> None:
    """Of 2, 4 and 6: mean 4, standard deviation 2, so 4.303 * 2 / sqrt(3) = 4.9687."""
    found = interval({1: 2.0, 2: 4.0, 3: 6.0})
    assert found.mean == 4.0
    assert found.half == pytest.approx(4.9687, abs=1e-4)
    assert not found.is_beyond_chance


def test_pairs_take_out_what_both_met_alike() -> None:
    """The differences are 1, 1 and 2 however much the seeds differ: 4/3 with 4.303 * 0.57735 / sqrt(3) = 1.4343."""
    found = paired({1: 11.0, 2: 101.0, 3: 52.0}, {1: 10.0, 2: 100.0, 3: 50.0, 4: 7.0})
    assert found.mean == pytest.approx(4 / 3)
    assert found.half == pytest.approx(1.4343, abs=1e-4)


def test_one_seed_tells_no_spread() -> None:
    """With a single value there is a mean, and nothing is beyond chance."""
    found = interval({7: 3.5})
    assert (found.mean, found.half, found.is_beyond_chance) == (3.5, None, False)
    with pytest.raises(ValueError):
        interval({})
