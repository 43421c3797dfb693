"""Confidence: the chance that the dispatcher would accept the first recommendation, learned from her decisions."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from enum import StrEnum

from ..domain.base import Frozen
from .acceptance import LEVELS, Acceptance, Question, Settings, levels
from .decision import Decision, Outcome, on_recommendations
from .reliability import Said, wilson

__all__ = ["Basis", "Confidence", "Question", "Settings", "confidence", "confidences", "each_before", "stated"]


class Basis(StrEnum):
    """The narrowest category that has enough decisions to speak for a ticket."""

    NOTHING = "nothing"
    """Too few decisions at the whole desk: there is no probability."""
    DESK = "desk"
    TYPE = "type"
    KIND = "kind"
    """Tickets of this type, priority and tier."""
    CLIENT = "client"
    """Tickets of this type, priority and tier of this client."""


class Confidence(Frozen):
    """How sure the engine is of its first recommendation.

    Parameters
    ----------
    probability : float or None
        That the dispatcher accepts it; None before there is enough to learn from.
    low, high : float
        Nine times in ten the category's true share lies between them; 0 and 1 where nothing is known.
    basis : Basis
        What it rests on most closely. Wider categories and the margin to the second place count as well.
    count : int
        Decisions in that category, whatever their age; at the whole desk when there are too few.
    """

    probability: float | None
    low: float
    high: float
    basis: Basis
    count: int

    @property
    def words(self) -> str:
        """The same in a sentence."""
        if self.probability is None:
            return f"Not known yet: {self.count} decisions to learn from, too few or too old."
        return f"{self.probability:.0%} sure, from {self.count} decisions {_OF[self.basis]}."


_OF = {
    Basis.DESK: "at this desk",
    Basis.TYPE: "on tickets of this type",
    Basis.KIND: "on tickets of this type, priority and tier",
    Basis.CLIENT: "on such tickets of this client",
}


def confidence(
    decisions: Iterable[Decision], question: Question, now: datetime, settings: Settings | None = None
) -> Confidence:
    """Return the confidence in a recommendation.

    Parameters
    ----------
    decisions : iterable of Decision
        In any order; those after ``now`` are not looked at. Older ones fade.
    question : Question
        What is recommended; without any place there is nothing to accept and no probability.
    now : datetime
        Aware.
    """
    return next(confidences(decisions, [(question, now)], settings))


def confidences(
    decisions: Iterable[Decision], asked: Sequence[tuple[Question, datetime]], settings: Settings | None = None
) -> Iterator[Confidence]:
    """Yield what `confidence` says to each question at its instant; the instants do not go back.

    It reads every decision once, so that many questions cost little more than one.
    """
    model = Acceptance(settings or Settings())
    waiting = iter(sorted(on_recommendations(decisions), key=lambda each: (each.at, each.id)))
    ahead = next(waiting, None)
    for question, now in asked:
        while ahead is not None and ahead.at <= now:
            model.observe(ahead)
            ahead = next(waiting, None)
        yield _of(model, question, now)


def each_before(
    decisions: Iterable[Decision], settings: Settings | None = None
) -> Iterator[tuple[Decision, Confidence]]:
    """Yield each decision, in the order of time, with the confidence in it from the earlier ones alone."""
    model = Acceptance(settings or Settings())
    for decision in sorted(on_recommendations(decisions), key=lambda each: (each.at, each.id)):
        yield decision, _of(model, Question.of(decision), decision.at)
        model.observe(decision)


def stated(decisions: Iterable[Decision], settings: Settings | None = None) -> tuple[Said, ...]:
    """Return what would have been said before each decision, from the earlier ones alone, and what came of it.

    Those before which there was too little to say anything are left out. This is what a reliability curve is made of.
    """
    return tuple(
        Said(before.probability, decision.outcome is Outcome.ACCEPT)
        for decision, before in each_before(decisions, settings)
        if before.probability is not None
    )


def _of(model: Acceptance, question: Question, now: datetime) -> Confidence:
    day, rates, settings = now.timestamp() / 86_400, model.rates, model.settings
    keys = levels(question.ticket)
    enough = [at for at, key in enumerate(keys) if rates.cases(key, day) >= settings.least]
    if not enough or not question.options:
        return Confidence(probability=None, low=0.0, high=1.0, basis=Basis.NOTHING, count=rates.seen(keys[0]))
    level = enough[-1]
    probability = model.probability(question, day)
    low, high = wilson(probability, rates.cases(keys[level], day))
    count = rates.seen(keys[level])
    return Confidence(probability=probability, low=low, high=high, basis=Basis(LEVELS[level]), count=count)
