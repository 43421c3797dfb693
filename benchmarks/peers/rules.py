"""The rules that service desks dispatch by today, as solvers."""

from engine.instance import Instance
from scenarios.rules.best_skilled import BestSkilled
from scenarios.rules.dispatch import Dispatch
from scenarios.rules.lowest_workload import LowestWorkload

from .peer import Orders, Peer, Whole


class Ruled(Peer):
    """A rule as a solver; one run is enough, since nothing is drawn at random."""

    threads = True

    def __init__(self, rule: Dispatch) -> None:
        self.name = rule.name
        self._rule = rule

    def solve(self, instance: Instance, seconds: float, seed: int) -> Orders | Whole:  # noqa: ARG002
        """Return the cheaper of the rule's two plans; it takes moments."""
        return Whole(self._rule.best(instance))


PEERS = (Ruled(BestSkilled()), Ruled(LowestWorkload()))
