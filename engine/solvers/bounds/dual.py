"""The Lagrangian dual of a team's plan: what each ticket is worth, moved until supply and demand meet.

Relaxed are that a ticket is worked at most once, at a price per ticket, and that one which waits for another is worked
only with it, at a price per order. What is left falls apart into days. The prices move by the volume algorithm
(Barahona and Anbil, "The volume algorithm: producing primal solutions with a subgradient method", Mathematical
Programming, 2000): from the best prices so far, along an average of what the days asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from ...instance import Instance
from .arrays import Floats, Ints

STEP, RESTART, WAIT, SHRINK, GROW = 0.1, 0.05, 6, 0.66, 1.1
"""Steps as shares of Polyak's, at first and after a restart; tries without success until one shrinks; factors."""
MIX, FRESH, CALM = 0.3, 100, 0.8
"""Most weight of what was asked for last; after so many tries it is multiplied by the last."""
LEAST_STEP = 1e-5


class Priced(NamedTuple):
    """The bound at some prices, and the uses of each ticket as a share of its tasks."""

    bound: int
    uses: Floats


Pricing = Callable[[Ints, Ints], Priced]
"""Prices the days, given what each ticket earns in all and the prices of orders' part in that (earned - worth)."""


@dataclass
class Dual:
    """The prices of an instance's tickets and orders.

    Parameters
    ----------
    instance : Instance
    worth : array
        Where the tickets' prices start; at most their drop costs.
    upper : int
        Cost of a known plan, for the length of steps.
    """

    instance: Instance
    worth: Floats
    upper: int
    bound: int = field(default=-1, init=False)
    step: float = field(default=STEP, init=False)

    def __post_init__(self) -> None:
        instance = self.instance
        free = [t not in instance.facts for t in range(len(instance.tickets))]
        orders = [o for o in instance.orders if free[o.before] and free[o.after]]
        self._before = np.array([order.before for order in orders], dtype=np.int64)
        self._after = np.array([order.after for order in orders], dtype=np.int64)
        self._free = np.array(free, dtype=np.float64)
        self._drop = np.array(instance.drop, dtype=np.float64) * self._free
        minutes = np.array([_minutes(instance, t) for t in range(len(free))], dtype=np.float64)
        # A long ticket's price moves faster than a short one's: time is what is scarce.
        self._scale = np.concatenate([minutes / max(1.0, minutes.sum() / max(1, len(free))), np.ones(len(orders))])
        self._best = np.concatenate([np.minimum(self.worth, self._drop), np.zeros(len(orders))])
        self._asked = self._asked_best = np.zeros(0)
        self._tries = self._failures = 0

    def restart(self) -> None:
        """Go on from the best prices with days that are priced in another way."""
        self.step = RESTART
        self._tries = self._failures = 0

    def move(self, pricing: Pricing) -> bool:
        """Price the days at new prices; return whether it is worth going on."""
        self._tries += 1
        if self._tries == 1:
            self._asked = self._try(self._best, pricing)
            return True
        along = self._inside(self._best, self._asked)
        if not along.any():
            # Tries on both sides can cancel out; at the best prices themselves one side is asked for.
            self._asked, self.step = self._asked_best, self.step * SHRINK
            along = self._inside(self._best, self._asked)
        if not along.any() or self.step < LEAST_STEP or self.bound >= self.upper:
            return False
        norm = float((self._scale * along * along).sum())
        known = self.bound
        asked = self._try(
            self._clip(self._best + self.step * (self.upper - known) / norm * self._scale * along), pricing
        )
        self._adapt(self.bound > known, float((self._scale * asked * along).sum()) > 0)
        self._asked = self._mixed(asked)
        return True

    def _try(self, prices: Floats, pricing: Pricing) -> Floats:
        """Price the days, keep the prices if they are the best, and return what the days ask for."""
        count = len(self._drop)
        worth = np.rint(prices[:count]).astype(np.int64)
        found = pricing(worth, self._by_orders(prices))
        uses = found.uses
        asked = np.concatenate([(1 - uses) * self._free, uses[self._after] - uses[self._before]])
        if found.bound > self.bound or self._tries == 1:
            self.bound, self._best, self._asked_best = max(self.bound, found.bound), prices, asked
        return asked

    def _by_orders(self, prices: Floats) -> Ints:
        """Return per ticket what orders add to what it earns: those that wait for it, less those it waits for."""
        orders = np.rint(prices[len(self._drop) :]).astype(np.int64)
        found = np.zeros(len(self._drop), dtype=np.int64)
        np.add.at(found, self._before, orders)
        np.add.at(found, self._after, -orders)
        return found

    def _clip(self, prices: Floats) -> Floats:
        """Return prices within their bounds: at most the drop cost, and nothing earns less than nothing."""
        count = len(self._drop)
        orders = np.maximum(0, prices[count:])
        worth = np.minimum(self._drop, prices[:count])
        least = -self._by_orders(np.concatenate([worth, orders]))
        return np.concatenate([np.maximum(worth, np.minimum(self._drop, least)), orders])

    def _inside(self, prices: Floats, along: Floats) -> Floats:
        """Return a direction without the parts that lead out of bounds at once."""
        count = len(self._drop)
        is_out = np.concatenate(
            [(prices[:count] >= self._drop) & (along[:count] > 0), (prices[count:] <= 0) & (along[count:] < 0)]
        )
        return np.where(is_out, 0.0, along)

    def _adapt(self, is_better: bool, agrees: bool) -> None:
        """Change the length of the step."""
        self._failures = 0 if is_better else self._failures + 1
        if is_better and agrees:
            self.step = min(2.0, self.step * GROW)
        elif self._failures >= WAIT:
            self.step, self._failures = self.step * SHRINK, 0

    def _mixed(self, asked: Floats) -> Floats:
        """Return the average of what was asked for, with the weight on the last that makes it shortest."""
        most = MIX * CALM ** (self._tries // FRESH)
        change = asked - self._asked
        length = float((self._scale * change * change).sum())
        weight = -float((self._scale * change * self._asked).sum()) / length if length else most
        return self._asked + min(max(weight, most / 10), most) * change


def _minutes(instance: Instance, ticket: int) -> int:
    return min((minutes for minutes, _ in instance.pairs[ticket].values()), default=1)
