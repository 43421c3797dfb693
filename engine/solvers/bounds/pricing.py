"""The bound at given prices: the costs that are there anyway, what the tickets are worth, and the cheapest days."""

import numpy as np

from ...cost import groups_cost, hinged, ticket_total
from ...instance import NOWHERE, Hinges, Instance
from ...plan import Plan
from ...timing import Timed, timing
from .arrays import Ints
from .days import price_days
from .dual import Priced
from .places import Places, make_places
from .retrace import price_day
from .rows import make_team, paid_until, sites_by_shift

_FRESH = 0.1
"""Weight of the last days in the average load at which load costs are read."""


class Days:
    """The days of a team, priced again and again; ``steps`` counts the work done.

    Costs that are convex in a load are read off their tangent at the average load of the days priced so far.

    Parameters
    ----------
    instance : Instance
    """

    def __init__(self, instance: Instance) -> None:
        self.steps = 0
        self._instance, self._idle = instance, _idle(instance)
        self._team = make_team(instance, with_places=False)
        self._places: list[Places] = []
        self._drop = np.array([0 if t in instance.facts else d for t, d in enumerate(instance.drop)], dtype=np.int64)
        self._crew = np.array([len(tasks) for tasks in instance.ticket_tasks], dtype=np.int64)
        self._engineer = np.array([form.engineer for form in instance.shifts], dtype=np.int64)
        self._given = np.array([self._idle.shifts[s].load for s in range(len(instance.shifts))], dtype=np.int64)
        self._load = self._given.astype(np.float64)
        self._fixed = groups_cost(instance, self._idle)
        self._fixed += sum(ticket_total(instance, t, self._idle) for t in instance.facts)
        for form in instance.shifts:
            paid = paid_until(form)
            self._fixed += form.end_cost * (paid - form.normal_end)

    def price(self, worth: Ints, by_orders: Ints) -> Priced:
        """Return the bound at some prices.

        Let y be 1 for a ticket that is worked. Any plan costs what is there anyway, plus its days, plus the drop costs
        of all y = 0. What the days earn with a ticket, ``earned * y``, is ``(worth + by_orders) * y``. Summed over all
        tickets, by_orders * y is not negative, because nothing is worked without what it waits for. So the plan costs
        at least what is there anyway, plus the cheapest days less what they earn, plus the lesser of worth and drop.
        """
        earned = np.maximum(0, worth + by_orders) // self._crew
        used, loads = np.zeros(len(earned), dtype=np.int64), np.zeros(len(self._given), dtype=np.int64)
        toll, rest = self._tangents()
        cost = (
            self._with_places(earned, toll, used, loads) if self._places else self._without(earned, toll, used, loads)
        )
        self._load += _FRESH * (self._given + loads - self._load)
        kept = int(np.minimum(self._drop, earned * self._crew - by_orders).sum())
        return Priced(self._fixed + rest + kept + cost, used / self._crew)

    def add_places(self) -> bool:
        """Price trips and visits too from now on, where there are any; return whether that makes a difference."""
        instance = self._instance
        if all(place == NOWHERE for place in instance.ticket_place):
            return False
        found = [make_places(instance, shift, sites) for shift, sites in enumerate(sites_by_shift(instance))]
        team, given = self._team, self._given
        self._team, self._places = make_team(instance, with_places=True), found
        self._given = np.array([sum(f.load for f in form.facts) for form in instance.shifts], dtype=np.int64)
        if self._holds_idle():
            return True
        self._team, self._places, self._given = team, [], given
        return False

    def _holds_idle(self) -> bool:
        """Whether the days without work cost no more than those of the plan without work: a safeguard."""
        count = len(self._instance.tickets)
        nothing, used = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
        toll, loads = np.zeros(len(self._given), dtype=np.int64), np.zeros(len(self._given), dtype=np.int64)
        return self._with_places(nothing, toll, used, loads) <= self._idle_trips() + self._overtime()

    def _overtime(self) -> int:
        forms, idle = self._instance.shifts, self._idle.shifts
        return sum(form.end_cost * max(0, idle[s].last_end - form.normal_end) for s, form in enumerate(forms))

    def _idle_trips(self) -> int:
        """Return what trips and visits of the facts cost."""
        instance, total = self._instance, 0
        for shift, form in enumerate(instance.shifts):
            times = self._idle.shifts[shift]
            total += times.travel * instance.travel_cost[form.engineer]
            total += sum(instance.visit_cost[place] for place in times.visits)
        return total

    def _without(self, earned: Ints, toll: Ints, used: Ints, loads: Ints) -> int:
        cost, steps = price_days(self._team, earned, toll, used, loads)
        self.steps += steps
        return cost + self._idle_trips()

    def _with_places(self, earned: Ints, toll: Ints, used: Ints, loads: Ints) -> int:
        total, lead = 0, np.zeros(len(self._team.minutes), dtype=np.int64)
        for shift, places in enumerate(self._places):
            cost, loads[shift], steps = price_day(self._team, shift, places, earned, int(toll[shift]), lead, used)
            self.steps += steps
            total += cost
        return total

    def _tangents(self) -> tuple[Ints, int]:
        """Return the cost of a tick of load per shift, and what the tangents say of the load that is there anyway."""
        instance, count = self._instance, len(self._instance.engineers)
        given = np.bincount(self._engineer, weights=self._given, minlength=count)
        load = np.bincount(self._engineer, weights=self._load, minlength=count)
        by_engineer = [_tangent(hinges, int(given[e]), int(load[e])) for e, hinges in enumerate(instance.window_load)]
        by_shift = [
            _tangent(form.load, int(self._given[shift]), int(self._load[shift]))
            for shift, form in enumerate(instance.shifts)
        ]
        toll = [
            slope + by_engineer[form.engineer][0] for (slope, _), form in zip(by_shift, instance.shifts, strict=True)
        ]
        return np.array(toll, dtype=np.int64), sum(value for _, value in by_shift + by_engineer)


def _idle(instance: Instance) -> Timed:
    idle = timing(instance, Plan())
    assert idle is not None, "a plan of nothing but facts can always be timed"
    return idle


def _tangent(hinges: Hinges, idle: int, load: int) -> tuple[int, int]:
    """Return the slope of a convex function at a load, and the tangent's value at the load that is there anyway."""
    slope = sum(each for point, each in hinges if load >= point)
    return slope, hinged(hinges, load) + slope * (idle - load)
