"""What was learned: weights, every change of one with its evidence, and the decisions that weights cannot explain."""

import datetime as dt

from ..domain.base import Frozen, Identifier
from .bounds import Bounds
from .unexplained import Unexplained


class Step(Frozen):
    """A change of one weight on one day.

    ``decisions`` are those that spoke for it most, the strongest first, and ``count`` how many did; none where the
    weight goes back towards its default because what spoke against that has faded.
    """

    day: dt.date
    rule: Identifier
    before: int
    after: int
    decisions: tuple[Identifier, ...] = ()
    count: int = 0

    @property
    def sentence(self) -> str:
        """The change in words."""
        way = "up" if self.after > self.before else "down"
        change = f"{self.rule.replace('_', ' ')} goes {way} from {self.before} to {self.after}"
        if not self.count:
            return f"{change}, since older decisions have faded."
        return f"{change} because of {self.count} decision{'s' * (self.count > 1)}."


class Learned(Frozen):
    """The weights of all rules in thousandths, and how they came about.

    ``bounds`` holds the rules that may move; ``decisions`` is how many decisions still count.
    """

    weights: dict[Identifier, int]
    bounds: dict[Identifier, Bounds]
    steps: tuple[Step, ...] = ()
    unexplained: tuple[Unexplained, ...] = ()
    decisions: int = 0
