"""Ways of dispatching a desk, one a file."""

from collections.abc import Callable

from ...rules.best_skilled import BestSkilled
from ...rules.lowest_workload import LowestWorkload
from .corrected import Corrected
from .nightly import Nightly
from .policy import Policy
from .replanning import Replanning
from .ruled import Ruled

POLICIES: dict[str, Callable[[int], Policy]] = {
    LowestWorkload.name: lambda _seed: Ruled(LowestWorkload()),
    BestSkilled.name: lambda _seed: Ruled(BestSkilled()),
    "nightly": Nightly,
    "replanning": Replanning,
    "nightly+feedback": lambda seed: Corrected(Nightly(seed), seed),
    "replanning+feedback": lambda seed: Corrected(Replanning(seed), seed),
}
"""How to make each policy for a seed, in the order in which they are compared; it starts with nothing learned."""
RULES = (LowestWorkload.name, BestSkilled.name)
"""Those that desks dispatch by today."""
