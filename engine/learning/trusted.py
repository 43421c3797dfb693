"""How far what was learned is followed: as far as it has foreseen choices better than the desk's own weights.

Two advisers, the weights that were learned by the evening before and the desk's own, are weighed by how often each had
the place that was taken as the cheapest (Littlestone and Warmuth, The Weighted Majority Algorithm, Information and
Computation 108, 1994). Where a dispatcher wants what no weight can say, fitted weights chase it and foresee less than
the defaults did; then the weights go back, and what she wants is left to a preference that can say it.
"""

import math

import numpy as np
from numpy.typing import NDArray

from .fit import Evidence, Vector
from .settings import Settings


def ahead(evidence: Evidence, logs: Vector, decisions: int) -> NDArray[np.int64]:
    """Return by decision 1 where only these weights had the taken place first, -1 where only the defaults had, else 0.

    Parameters
    ----------
    logs : array, (rules,)
        Logarithms of the factors on the defaults.
    decisions : int
        How many there are; one without comparisons counts 0.
    """
    missed = np.zeros((2, decisions), dtype=np.int64)
    for at, each in enumerate((logs, np.zeros_like(logs))):
        missed[at, evidence.decision[evidence.margins(each) < 0]] = 1
    found: NDArray[np.int64] = missed[1] - missed[0]
    return found


def share(lead: float, settings: Settings) -> float:
    """Return the share of what was learned that is followed, by how many decisions it is ahead."""
    return 1 / (1 + math.exp(-max(-500.0, min(500.0, settings.trust + settings.conviction * lead))))
