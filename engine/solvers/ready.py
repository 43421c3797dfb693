"""Machine code made before the seconds of a solve begin; only the first solve on a machine waits for it."""

import time

from ..instance import Instance
from ..limits import Limits
from ..plan import Plan
from ..preparing import is_made
from .bounds import team
from .decompose import LARGEST
from .portfolio import LONG, is_small, plan
from .search.kernel import entry
from .search.search import ANNEALING

LEAST = Limits(deterministic=0.01)
"""So little that compiling is all that takes time."""


def make_ready(instance: Instance, start: Plan) -> float:
    """Have the machine code made that a plan of an instance runs through; return the seconds that this took.

    They are not to count: a limit would be used up by them, and the first plan of a new user is to be as good as the
    second. Of a plan that is cut into parts each process makes its own, within its time.
    """
    began = time.monotonic()
    if len(instance.tickets) <= LARGEST:
        if not is_made(ANNEALING, entry.__file__):
            plan(instance, start, LEAST, 0, 1, shares=LONG)
        if not is_small(instance) and not is_made(team.BOUNDS, team.__file__):
            team.make_bounds(instance)
    return time.monotonic() - began
