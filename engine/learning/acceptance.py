"""What tells whether a first recommendation will be accepted, learned decision by decision.

Two layers. Rates by category, each backed off to a wider one, say how often the dispatcher agrees there. A logistic
layer puts them together with the margin between the first and the second place; its prior is to believe the category's
rate and nothing else, so that it only speaks once there is enough to learn from. What it is fitted on was computed, for
each decision, from the decisions before it alone (prequential: Dawid, "Statistical Theory: The Prequential Approach",
JRSS A 147, 1984): otherwise the rates would look better than they are. As a way to make scores into probabilities it is
Platt's ("Probabilistic Outputs for Support Vector Machines", 1999).
"""

import math
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..domain.base import Frozen, Identifier
from .decision import Decision, Option, Outcome, TicketFacts
from .logistic import Vector, fit_logistic, sigmoid
from .rates import Key, Rates

LEVELS = ("desk", "type", "kind", "client")
"""From wide to narrow: all; a type; a type, priority and tier; those of one client."""

_GUESS = np.array([0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0])
_SPREAD = np.array([0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5])
_FAR = 4.0
_MOST_ROWS = 1_000
"""The logistic layer is fitted to the latest so many decisions: eight coefficients need no more."""


class Question(Frozen):
    """A recommendation that is to be judged: the ticket, the places ranked, and the weights that ranked them."""

    ticket: TicketFacts
    options: tuple[Option, ...]
    weights: dict[Identifier, int]

    @classmethod
    def of(cls, decision: Decision) -> "Question":
        """Return the question that a decision answered."""
        return cls(ticket=decision.ticket, options=decision.options, weights=decision.weights)


@dataclass(frozen=True)
class Settings:
    """How fast decisions fade, and how firmly rates hold together.

    Parameters
    ----------
    half_life_days : float
        After so many days a decision counts half.
    strength : float
        Decisions that a category needs to weigh as much as the wider one.
    least : float
        Decisions, faded, below which nothing is said of a category.
    """

    half_life_days: float = 30.0
    strength: float = 6.0
    least: float = 8.0


class Acceptance:
    """The state after some decisions; `observe` takes them in the order of time."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.rates = Rates(settings.half_life_days)
        self._margins: list[float] = []
        # Features, label and day by row, twice as long as is used, so that rows are moved up seldom.
        self._rows = np.empty((2 * _MOST_ROWS, len(_GUESS) + 2))
        self._filled = 0
        self._fit: Vector | None = _GUESS

    def observe(self, decision: Decision) -> None:
        """Learn from a decision; one without a recommendation says nothing about any."""
        if not decision.options:
            return
        question, accepted = Question.of(decision), decision.outcome is Outcome.ACCEPT
        day = decision.at.timestamp() / 86_400
        self._append(np.array([*self._features(question, day), float(accepted), day]))
        for key in {*levels(question.ticket), *_sides(question)}:
            self.rates.add(key, day, accepted)
        margin = _margin(question)
        if margin is not None:
            insort(self._margins, margin)

    def probability(self, question: Question, day: float) -> float:
        """Return the chance that the first place is accepted on a day."""
        return float(sigmoid(self._features(question, day) @ self._coefficients()))

    def _append(self, row: Vector) -> None:
        if self._filled == len(self._rows):
            self._rows[:_MOST_ROWS] = self._rows[_MOST_ROWS:]
            self._filled = _MOST_ROWS
        self._rows[self._filled] = row
        self._filled += 1
        self._fit = None

    def _coefficients(self) -> Vector:
        """Return the logistic layer, fitted to all that was seen; only what is older relative to the rest fades."""
        if self._fit is None:
            rows = self._latest()
            weights = 0.5 ** ((rows[-1, -1] - rows[:, -1]) / self.settings.half_life_days)
            self._fit = fit_logistic(rows[:, :-2], rows[:, -2], weights, _GUESS, _SPREAD)
        return self._fit

    def _latest(self) -> Vector:
        return self._rows[max(0, self._filled - _MOST_ROWS) : self._filled]

    def _features(self, question: Question, day: float) -> Vector:
        """Return one, the category's log odds, how client, subtype and engineer differ, the margin, being alone."""
        strength = self.settings.strength
        chain = levels(question.ticket)
        desk = _log_odds(self.rates.rate(chain[:1], day, strength))
        sides = [_log_odds(self.rates.rate([chain[0], side], day, strength)) - desk for side in _sides(question)]
        margin = _margin(question)
        is_alone = margin is None
        return np.array(
            [1.0, _log_odds(self.rates.rate(chain, day, strength)), *sides, self._standing(margin), float(is_alone)]
        )

    def _standing(self, margin: float | None) -> float:
        """Return where a margin stands among those so far, as log odds: the same for every desk and for all weights."""
        if margin is None:
            return 0.0
        low, high = bisect_left(self._margins, margin), bisect_right(self._margins, margin)
        return _log_odds((1.0 + (low + high) / 2) / (2.0 + len(self._margins)))


def levels(ticket: TicketFacts) -> tuple[Key, ...]:
    """Return the keys of a ticket's categories, in the order of `LEVELS`."""
    kind = (ticket.type, ticket.priority, ticket.tier)
    return ("desk",), ("type", ticket.type), ("kind", *kind), ("client", ticket.client_id, *kind)


def _sides(question: Question) -> Sequence[Key]:
    """Return what else may matter beside the category: a client, a subtype, an engineer, and an engineer's client."""
    ticket, engineer_id = question.ticket, question.options[0].engineer_id
    return (
        ("of client", ticket.client_id),
        ("of subtype", ticket.type, ticket.subtype),
        ("by engineer", engineer_id),
        ("by engineer of client", engineer_id, ticket.client_id),
    )


def _margin(question: Question) -> float | None:
    """Return by how much the second place is dearer than the first, None where there is none."""
    if len(question.options) < 2:
        return None
    first, second = (
        sum(amount * question.weights.get(rule, 0) for rule, amount in option.amounts.items())
        for option in question.options[:2]
    )
    return float(second - first)


def _log_odds(chance: float) -> float:
    """Return log(p / (1 - p)), kept from running far out."""
    return min(max(math.log(chance / (1.0 - chance)), -_FAR), _FAR)
