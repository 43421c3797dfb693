"""Our greedy start alone: what is there before the search begins."""

from engine.instance import Instance
from engine.plan import Plan
from engine.solvers.greedy import greedy
from engine.timing import timing

from .peer import Peer, Whole


class Greedy(Peer):
    """Regret insertion, once; it takes what time it takes and draws nothing at random."""

    name = "greedy"
    threads = True
    is_rival = False

    def solve(self, instance: Instance, seconds: float, seed: int) -> Whole:  # noqa: ARG002
        """Return the greedy plan, nothing published."""
        return self._placed(instance, None)

    def solve_from(self, instance: Instance, start: Plan, seconds: float, seed: int) -> Whole:  # noqa: ARG002
        """Return the greedy plan from the published one."""
        return self._placed(instance, start)

    def _placed(self, instance: Instance, start: Plan | None) -> Whole:
        timed = timing(instance, greedy(instance, start))
        assert timed is not None, "the greedy plan can always be timed"
        return Whole(timed)


PEERS = (Greedy(),)
