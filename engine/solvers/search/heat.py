"""How hot the search starts and how cold it ends: set by the prices of its own steps, once the plan is a fair one."""

import time
from typing import NamedTuple

from .kernel.entry import Array, anneal, sample
from .met import nothing_met

FROZEN = 1e-3
"""A temperature at which no step is taken that makes a plan dearer."""
SETTLING, LONGEST = 5, 2000
"""Steps per ticket, and at most, that only ever make the plan better before anything is measured."""
SAMPLED = 300
"""Steps whose prices set the temperature; few of them are dearer ones that leave as much work out, so it takes many."""
HOT = 2.5
"""First temperature, in terms of how much dearer a step makes the plan that leaves as much work out as before."""
PARTLY = 0.1
"""The same for any step; it counts where much more work waits than there is time for."""
COLD = 0.06
"""Last temperature, in terms of the geometric mean, which a few dear steps do not move."""
COOLER = 0.7
"""How hot every other worker starts beside the rest: what one freezes in too early, the other may find."""
AMPLE = 1500
"""Steps per ticket and worker from which on it pays to start and end as hot as that; with fewer, both are cooler."""
COLDEST = 1 / 3
"""Share of the last temperature below which fewer steps make it no cooler."""


class Heat(NamedTuple):
    """The first and the last temperature of a run with ample time, and the steps a second."""

    hot: float
    cold: float
    rate: float

    def at(self, share: float, steps_per_ticket: float, worker: int) -> float:
        """Return the temperature of a worker after a share of a run; it falls geometrically."""
        few = min(1.0, steps_per_ticket / AMPLE)
        cold = self.cold * max(COLDEST, few)
        hot = max(cold, self.hot * few * COOLER ** (worker % 2))
        return float(hot * (cold / hot) ** share)


def heat_of(flat: Array, state: Array, tickets: int) -> Heat:
    """Return the temperatures that suit the steps from a fair plan on; the state stays as it is."""
    probe = state.copy()
    # The first call in a process reads the machine code, which must not count in the rate.
    sample(flat, probe, 2)
    anneal(flat, probe, nothing_met(), min(SETTLING * tickets, LONGEST), FROZEN, FROZEN)
    began = time.monotonic()
    mean, alike, typical = sample(flat, probe, SAMPLED)
    rate = SAMPLED / max(1e-6, time.monotonic() - began)
    return Heat(HOT * max(alike, PARTLY * mean), COLD * typical, rate)
