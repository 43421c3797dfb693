"""Logistic regression around a prior guess: with little data it says what the guess says."""

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]

_ROUNDS = 25
_SETTLED = 1e-6


def sigmoid(x: Vector | float) -> Vector:
    """Return 1 / (1 + exp(-x)), element by element, without overflow."""
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * np.asarray(x, dtype=np.float64))))


def fit_logistic(features: Vector, labels: Vector, weights: Vector, guess: Vector, spread: Vector) -> Vector:
    """Return the coefficients of greatest posterior density under a normal prior, by Newton's method.

    Parameters
    ----------
    features : array, shape (observations, coefficients)
    labels : array, shape (observations,)
        1 where it came true, 0 where not.
    weights : array, shape (observations,)
        How much each observation counts.
    guess, spread : array, shape (coefficients,)
        Mean and standard deviation of the prior.

    Notes
    -----
    Bishop, *Pattern Recognition and Machine Learning* (2006), section 4.5.1; the weights multiply the likelihood. A
    step that does not better the objective is halved, so the search cannot run away where labels are separable.
    """
    precision = 1.0 / spread**2
    at = guess.copy()
    value = _objective(at, features, labels, weights, guess, precision)
    for _ in range(_ROUNDS):
        chance = sigmoid(features @ at)
        gradient = features.T @ (weights * (chance - labels)) + precision * (at - guess)
        curvature = (features.T * (weights * chance * (1.0 - chance))) @ features + np.diag(precision)
        step = np.linalg.solve(curvature, gradient)
        while True:
            ahead = at - step
            new = _objective(ahead, features, labels, weights, guess, precision)
            if new <= value or np.abs(step).max() < _SETTLED:
                break
            step = step / 2.0
        if np.abs(step).max() < _SETTLED:
            break
        at, value = ahead, new
    return at


def _objective(at: Vector, x: Vector, y: Vector, weights: Vector, guess: Vector, precision: Vector) -> float:
    """Return the negative log of the posterior, but for a constant."""
    score = x @ at
    loss = np.logaddexp(0.0, score) - y * score
    return float(weights @ loss + 0.5 * precision @ (at - guess) ** 2)
