"""Random numbers of a state's own: the same on every machine and in every thread.

Marsaglia, "Xorshift RNGs", Journal of Statistical Software, 2003, with the multiplier of Vigna, "An experimental
exploration of Marsaglia's xorshift generators, scrambled", ACM Transactions on Mathematical Software, 2016.
"""

import numpy as np

from ....compiled import inlined
from . import columns as c
from .tables import Ints


@inlined
def chance(state: Ints) -> float:
    """Return the next number in [0, 1)."""
    x = np.uint64(state[c.RANDOM])
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    state[c.RANDOM] = int(np.int64(x))
    return float((x * np.uint64(2685821657736338717)) >> np.uint64(11)) / 9007199254740992.0


@inlined
def below(state: Ints, limit: int) -> int:
    """Return the next integer in [0, limit)."""
    return int(chance(state) * limit)


def seeded(seed: int, worker: int) -> int:
    """Return where a worker's sequence of random numbers starts; never 0, from which it would not move."""
    return int(np.random.SeedSequence([abs(seed), worker]).generate_state(1, np.uint64)[0] >> np.uint64(1)) | 1
