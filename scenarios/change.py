"""A change: one thing that is otherwise than in the data, as people write it down."""

from abc import ABC, abstractmethod
from dataclasses import replace

from pydantic import ConfigDict

from engine.domain.base import Frozen
from engine.domain.problem import Problem

from .situation import Situation


class Change(Frozen, ABC):
    """Base of the changes: a frozen model whose fields say what is otherwise.

    Each subclass has a field ``change`` that holds nothing but its own name, the name of its file; it tells changes
    apart in YAML and JSON. Fields that name a thing of the desk are annotated with a `Ref` of `scenarios.names`, and
    instants with `When` of `scenarios.moments`, so that a person may write ``@busiest`` or ``tue 13:00``; both are
    made plain before a change is applied.
    """

    model_config = ConfigDict(use_attribute_docstrings=True)

    change: str

    @abstractmethod
    def apply(self, problem: Problem) -> Problem:
        """Return the problem in which this is so; all that the change does not speak of stays as it is.

        Raises
        ------
        ValueError
            When the desk does not allow the change, with what to do.
        """

    @abstractmethod
    def say(self, problem: Problem) -> str:
        """Return the change in words, for the problem before it; a sentence without its full stop."""

    def on(self, situation: Situation) -> Situation:
        """Return the situation in which this is so; a change of the rules themselves says here what it does."""
        return replace(situation, problem=self.apply(situation.problem))
