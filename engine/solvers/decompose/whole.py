"""The plan of the whole while its parts are put back."""

import logging
from collections.abc import Sequence

from ...cost import cost
from ...instance import Instance
from ...timing import Timed, timing
from .job import Answer
from .part import Part

_LOG = logging.getLogger("openday")
Solved = tuple[Part, Answer]


class Whole:
    """The best plan so far, timed and priced.

    Parameters
    ----------
    instance : Instance
    timed : Timed
        Where to start.
    """

    def __init__(self, instance: Instance, timed: Timed) -> None:
        self.instance = instance
        self.timed = timed
        self.cost = cost(instance, timed)

    def put_back(self, solved: Sequence[Solved]) -> None:
        """Take over the plans of parts that share no shift, as far as the whole is no dearer then.

        Parts do not see what others decide at the same time about work that is tied to theirs. All are put back at
        once; only where that fails are they taken half by half, so that a few that get into each other's way do not
        cost a look at the whole plan for every part.
        """
        better = [(part, answer) for part, answer in solved if answer.gain > 0]
        if not better or self._accept(better):
            return
        if len(better) == 1:
            _LOG.debug("the plan of a part was not taken over: with the rest it is dearer, or cannot be carried out")
            return
        middle = len(better) // 2
        self.put_back(better[:middle])
        self.put_back(better[middle:])

    def _accept(self, solved: Sequence[Solved]) -> bool:
        changed, held = {}, self.timed.plan.held
        for part, answer in solved:
            orders, holds = part.outward(answer.plan)
            changed.update(orders)
            held = (held - set(part.decided.values())) | holds
        found = timing(self.instance, self.timed.plan.replace(changed, held))
        if found is None:
            return False
        reached = cost(self.instance, found)
        if reached > self.cost:
            return False
        self.timed, self.cost = found, reached
        return True
