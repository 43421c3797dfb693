"""What a worker and the service say to each other."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from engine.domain.problem import Problem
from engine.errors import OpendayError

from .key import DeskKey

READY = "ready"
"""A worker's first word, once its machine code is loaded."""
TAKEN = "taken"
"""Its word that it has a question and begins with it."""


@dataclass(frozen=True)
class Asked:
    """A question about a desk; the desk itself comes along when the worker does not hold it."""

    key: DeskKey
    problem: Problem | None
    question: Callable[..., Any]
    given: tuple[Any, ...]


@dataclass(frozen=True)
class Answered:
    """The pickled answer or the error, and which desks the worker holds now, the last used one last."""

    answer: bytes | OpendayError
    keys: tuple[DeskKey, ...]
