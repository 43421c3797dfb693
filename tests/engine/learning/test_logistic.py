"""Logistic regression around a guess."""

import numpy as np
import pytest

from engine.learning.logistic import fit_logistic, sigmoid

ONE = np.ones(1)


def test_sigmoid() -> None:
    """The middle is a half, log odds of log 3 are three quarters, and nothing overflows far out."""
    assert sigmoid(np.array([0.0, np.log(3.0), 1e6, -1e6])) == pytest.approx([0.5, 0.75, 1.0, 0.0])


def test_without_data_it_is_the_guess() -> None:
    """No observations leave the guess as it is."""
    guess = np.array([0.3, -2.0])
    found = fit_logistic(np.empty((0, 2)), np.empty(0), np.empty(0), guess, np.ones(2))
    assert found == pytest.approx(guess)


def test_with_much_data_it_is_the_share() -> None:
    """An intercept over 750 true of 1,000 is log 3, whether they are observed one by one or weighted."""
    labels = np.repeat([1.0, 0.0], [750, 250])
    one_by_one = fit_logistic(np.ones((1000, 1)), labels, np.ones(1000), 0 * ONE, 100 * ONE)
    weighted = fit_logistic(np.ones((2, 1)), np.array([1.0, 0.0]), np.array([750.0, 250.0]), 0 * ONE, 100 * ONE)
    assert one_by_one == pytest.approx(np.log(3.0), abs=1e-3)
    assert weighted == pytest.approx(one_by_one)


def test_the_gradient_vanishes() -> None:
    """At the answer the posterior is flat: data pull one way as hard as the prior the other."""
    rng = np.random.default_rng(1)
    features, weights = rng.normal(size=(60, 3)), rng.uniform(0.1, 1.0, 60)
    labels = (rng.random(60) < 0.4).astype(float)
    guess, spread = np.array([0.0, 1.0, -0.5]), np.array([0.5, 1.0, 2.0])
    found = fit_logistic(features, labels, weights, guess, spread)
    pull = features.T @ (weights * (sigmoid(features @ found) - labels))
    assert pull == pytest.approx(-(found - guess) / spread**2, abs=1e-4)


def test_separable_labels_stay_finite() -> None:
    """Where a feature tells all, the prior keeps the coefficient from running away."""
    features = np.array([[-1000.0], [-1.0], [1.0], [1000.0]])
    found = fit_logistic(features, np.array([0.0, 0.0, 1.0, 1.0]), np.ones(4), 0 * ONE, 3 * ONE)
    assert 0 < found[0] < 10
