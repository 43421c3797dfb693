"""Points drawn evenly from a box: a Latin hypercube."""

import numpy as np


def latin_hypercube(count: int, axes: int, rng: np.random.Generator) -> list[tuple[float, ...]]:
    """Return points of the unit box of which each axis has one in every slice of ``1 / count``.

    Source: McKay, Beckman and Conover, "A comparison of three methods for selecting values of input variables in the
    analysis of output from a computer code", Technometrics 21 (1979).

    Parameters
    ----------
    count : int
        Points, and slices of each axis.
    axes : int
    rng : numpy.random.Generator
    """
    columns = [(rng.permutation(count) + rng.random(count)) / count for _ in range(axes)]
    return [tuple(float(column[at]) for column in columns) for at in range(count)]
