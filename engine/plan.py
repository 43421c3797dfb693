"""A plan as solvers decide it: per shift an order of tokens, and which tickets hold their published start."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple


class Kind(IntEnum):
    """What a token is."""

    TASK = 0
    TRIP = 1
    """The trip to the next placed token, or home; left out, it directly precedes that token's set-up."""
    BREAK = 2
    FACT = 3


class Token(NamedTuple):
    """One entry of a shift's order.

    ``item`` is the task, the break of the shift, or the placed fact of the shift; a trip has none (0).
    ``absorbed`` are the floating breaks taken inside a pausable task.
    """

    kind: Kind
    item: int = 0
    absorbed: tuple[int, ...] = ()


Sequence = tuple[Token, ...]


@dataclass(frozen=True)
class Plan:
    """Orders by shift (a shift that is not named holds its facts and breaks only), and the tickets that hold."""

    sequences: dict[int, Sequence] = field(default_factory=dict)
    held: frozenset[int] = frozenset()

    def tasks(self) -> Iterator[tuple[int, int]]:
        """Yield ``(task, shift)`` of everything assigned."""
        for shift, sequence in self.sequences.items():
            for token in sequence:
                if token.kind is Kind.TASK:
                    yield token.item, shift

    def without_idle(self) -> "Plan":
        """Return the plan without the orders that hold no work: their shifts hold what they hold by themselves."""
        return Plan({shift: order for shift, order in self.sequences.items() if has_work(order)}, self.held)

    def replace(self, changed: dict[int, Sequence], held: frozenset[int] | None = None) -> "Plan":
        """Return the plan with other orders on some shifts."""
        return Plan({**self.sequences, **changed}, self.held if held is None else held)


def has_work(sequence: Sequence) -> bool:
    """Whether an order holds more than facts, trips and breaks."""
    return any(token.kind is Kind.TASK for token in sequence)
