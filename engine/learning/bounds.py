"""How far a weight may go."""

from ..domain.base import Frozen


class Bounds(Frozen):
    """The least and the most that a rule's weight may become, in thousandths."""

    low: int
    high: int
