"""What of a difference is noise, by hand."""

import pytest

from scenarios.comparison.noise import noise


def test_welch_by_hand() -> None:
    """Means 12 and 22, variances 4, so the error is sqrt(4/3 + 4/3) = 1.633 with 4 degrees of freedom: t is 2.776."""
    found = noise((10, 12, 14), (20, 22, 24))
    assert (found.before, found.after, found.difference) == (12, 22, 10)
    assert found.low == pytest.approx(10 - 2.776 * 1.63299, abs=1e-3)
    assert found.high == pytest.approx(10 + 2.776 * 1.63299, abs=1e-3)
    assert found.finding == "beyond"


def test_degrees_of_freedom_are_rounded_down() -> None:
    """Variances of means 1 and 4 with 2 degrees each: 25 / (1/2 + 16/2) = 2.94 degrees, taken as 2 with t = 4.303."""
    half = 4.303 * 5**0.5
    found = noise((-(3**0.5), 0.0, 3**0.5), (10 - 2 * 3**0.5, 10.0, 10 + 2 * 3**0.5))
    assert (found.low, found.high) == (pytest.approx(10 - half), pytest.approx(10 + half))


def test_a_fact_has_no_spread() -> None:
    """Against a given figure only the runs after it vary: error sqrt(4/3) = 1.155 with 2 degrees, t is 4.303."""
    found = noise((12,), (20, 22, 24), is_fixed=True)
    assert found.low == pytest.approx(10 - 4.303 * 1.1547, abs=1e-3)


def test_two_seeds_that_agree_though_the_interval_does_not() -> None:
    """All runs after lie above all runs before, yet two of each say little of the spread."""
    assert noise((10, 14), (15, 40)).finding == "every_seed"


def test_runs_that_cross_are_noise() -> None:
    """A run before lies above one after."""
    assert noise((10, 14), (12, 16)).finding == "within"


def test_one_seed_cannot_tell() -> None:
    """There is no interval without a spread."""
    found = noise((10,), (12,))
    assert (found.low, found.high, found.finding) == (None, None, "one_seed")


@pytest.mark.parametrize(("before", "after"), [((5, 7, 6), (5, 7, 6)), ((5,), (5,)), ((5, 5), (5, 5, 5))])
def test_equal_runs_do_not_differ(before: tuple[float, ...], after: tuple[float, ...]) -> None:
    """Seed by seed the same, or one value in all: there is nothing to explain."""
    assert noise(before, after).finding == "same"


def test_without_any_spread_every_difference_counts() -> None:
    """Where each seed gives the same optimum, a difference of two is exactly two."""
    found = noise((5, 5, 5), (7, 7, 7))
    assert (found.low, found.high, found.finding) == (2, 2, "beyond")
