"""The Latin hypercube."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scenarios.sweep.sample import latin_hypercube


@given(st.integers(1, 40), st.integers(0, 5), st.integers(0, 1000))
def test_one_point_in_every_slice(count: int, axes: int, seed: int) -> None:
    """Each axis has exactly one of the points in each of its equal slices."""
    points = latin_hypercube(count, axes, np.random.default_rng(seed))
    assert len(points) == count
    for axis in range(axes):
        assert sorted(int(point[axis] * count) for point in points) == list(range(count))
