"""A proven lower bound for the plan of a whole team, by Lagrangian relaxation (see `dual`)."""

import time

import numpy as np

from ...instance import Instance
from ...limits import IsStopped, Limits, never
from ...preparing import preparing
from ..bound import ticket_bound
from ..earliest import least_costs
from .arrays import Floats
from .dual import Dual
from .pricing import Days

BOUNDS = "bounds of a team"
"""What its machine code is called."""
STEPS = 300_000_000
"""Steps of the dynamic programs that count as one unit of deterministic effort, about a second."""
_WITHOUT_PLACES = 0.4
"""Share of the limits after which trips and visits are priced too; each try then takes about ten times as long."""
_SETTLED = 1e-3
"""Step below which prices without places have settled."""


def team_bound(instance: Instance, limits: Limits, upper: int, is_stopped: IsStopped = never) -> int:
    """Return a cost below which no plan can be; better the more time it has, and never below `ticket_bound`.

    One thread. Without any limit it runs until the prices settle.

    Parameters
    ----------
    instance : Instance
    limits : Limits
        Seconds, deterministic effort, or both.
    upper : int
        Cost of a known plan; the answer is never above it.
    is_stopped : callable
        Asked between two tries of prices.
    """
    began = time.monotonic()
    known = min(upper, ticket_bound(instance))
    days = Days(instance)
    dual = Dual(instance, _alone(instance), upper)

    def goes_on(share: float) -> bool:
        return (
            not is_stopped()
            and (limits.seconds is None or time.monotonic() - began < share * limits.seconds)
            and (limits.deterministic is None or days.steps < share * limits.deterministic * STEPS)
        )

    goes = True
    while goes and dual.step > _SETTLED and goes_on(_WITHOUT_PLACES):
        goes = dual.move(days.price)
    if goes_on(1) and days.add_places():
        dual.restart()
        goes = True
    while goes and goes_on(1):
        goes = dual.move(days.price)
    return min(upper, max(known, dual.bound))


def make_bounds(instance: Instance) -> None:
    """Price the days of an instance once without trips and once with them, so that the machine code of both is made."""
    with preparing(BOUNDS, __file__):
        days = Days(instance)
        dual = Dual(instance, _alone(instance), sum(instance.drop))
        dual.move(days.price)
        if days.add_places():
            dual.move(days.price)


def _alone(instance: Instance) -> Floats:
    """Return what each ticket costs at least, alone on an empty calendar."""
    worth = np.array(instance.drop, dtype=np.float64)
    for ticket in range(len(instance.tickets)):
        costs = least_costs(instance, ticket)[1]
        worth[ticket] = min(worth[ticket], costs.min() if len(costs) else np.inf)
    return worth
