"""What was learned: weights, every change of one with its evidence, and the decisions that weights cannot explain."""

import datetime as dt

from ..domain.base import Frozen, Identifier
from .bounds import Bounds
from .unexplained import Unexplained


class Step(Frozen):
    """A change of one weight on one day.

    ``decisions`` are those that spoke for it most, the strongest first, and ``count`` how many did; none where the
    weight goes back towards its default because what spoke against that has faded, or, where it is ``held_back``,
    because what was learned foresees choices no better than the default does.
    """

    day: dt.date
    rule: Identifier
    before: int
    after: int
    decisions: tuple[Identifier, ...] = ()
    count: int = 0
    held_back: bool = False

    @property
    def sentence(self) -> str:
        """The change in words."""
        way = "up" if self.after > self.before else "down"
        change = f"{self.rule.replace('_', ' ')} goes {way} from {self.before} to {self.after}"
        if self.held_back:
            return f"{change}, since what was learned foresees choices no better than the desk's own weights."
        if not self.count:
            return f"{change}, since older decisions have faded."
        return f"{change} because of {self.count} decision{'s' * (self.count > 1)}."


class Learned(Frozen):
    """The weights of all rules in thousandths, and how they came about.

    ``bounds`` holds the rules that may move; ``decisions`` is how many decisions still count, and
    ``followed`` the share of what they ask for that the weights follow: less than 1 in so far as the desk's own weights
    foresee choices as well.
    """

    weights: dict[Identifier, int]
    bounds: dict[Identifier, Bounds]
    steps: tuple[Step, ...] = ()
    unexplained: tuple[Unexplained, ...] = ()
    decisions: int = 0
    followed: float = 1.0
