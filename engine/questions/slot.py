"""The best place of one ticket on one shift, all else staying where it is."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import pairwise

from ..context import Context
from ..cost import cost, hinged
from ..decode import decode
from ..domain.schedule import Schedule
from ..instance import NOWHERE, Instance
from ..plan import Plan
from ..shifts import Shift
from ..solvers.day.solve import prove_day, refusal
from ..solvers.decompose.cut import cut
from ..solvers.draft import Draft
from ..solvers.insertion import best_on, optimistic
from ..timing import Timed, timing

AT_ANY_PRICE = 1 << 40
"""Thousandths that leaving the ticket out costs more than it does: the best place is wanted, worth it or not."""


@dataclass(frozen=True)
class Slot:
    """A ticket on a shift.

    Parameters
    ----------
    delta : int
        What it costs there, in thousandths: the plan with it less the plan without it, what leaving it out costs not
        counted.
    start : int
        Minute.
    shift : int
        Number in the whole.
    instance : Instance
        The shift alone.
    timed : Timed
        The shift with the ticket.
    """

    delta: int
    start: int
    shift: int
    instance: Instance
    timed: Timed

    def travel_minutes(self, idle: Timed) -> int:
        """Return the ticks of travel that the place adds to its shift, in a plan of the whole without the ticket."""
        after, before = self.timed.shifts[0], idle.shifts[self.shift]
        return sum(b - a for a, b, _, _ in after.trips) - sum(b - a for a, b, _, _ in before.trips)

    def laid_on(self, context: Context) -> tuple[Shift, Schedule]:
        """Return the shift, and what comes to it: the ticket, and all its trips and breaks as they are then."""
        made = decode(context, self.instance, self.timed, (0,))
        facts = {self.instance.tickets[ticket] for ticket in self.instance.facts}
        new = tuple(each for each in made.assignments if each.ticket_id not in facts)
        return context.shifts[self.shift], made.model_copy(update={"assignments": new})


def slot_on(instance: Instance, idle: Timed, ticket: int, shift: int) -> Slot | None:
    """Return the cheapest place of a ticket on a shift, None where there is none.

    What is on the shift keeps its time; trips and floating breaks around it may move. Labels find the place, so that
    none is cheaper (see `engine.solvers.day`), but on a shift that is too large for them.

    Parameters
    ----------
    idle : Timed
        The plan of the whole, without the ticket.
    """
    part = cut(instance, idle, (shift,), (ticket,))
    if not part.decided:
        return None
    (here,) = part.decided
    drops = (drop + AT_ANY_PRICE * (at == here) for at, drop in enumerate(part.instance.drop))
    inside = replace(part.instance, drop=tuple(drops), memo={})
    nothing = timing(inside, Plan())
    assert nothing is not None, "facts alone can always be timed"
    is_refused = bool(refusal(inside, 0, (here,), nothing))
    found = _inserted(inside, here) if is_refused else prove_day(inside, 0, (here,), nothing).timed
    if found is None or here not in found.span:
        return None
    delta = cost(inside, found) - (cost(inside, nothing) - inside.drop[here])
    return Slot(delta, found.span[here][0], shift, inside, found)


def bounds(
    instance: Instance, idle: Timed, ticket: int, shifts: Collection[int] | None = None
) -> list[tuple[int, int]]:
    """Return ``(cost, shift)`` of the shifts on which a ticket could lie, cheapest first: no place there costs less.

    That is what it costs alone at its first start, the shortest way round by its place, and the load of both.

    Parameters
    ----------
    shifts : collection of int, optional
        Only these.
    """
    found = [
        (alone + _load_and_way(instance, idle, ticket, shift), shift)
        for alone, shift in optimistic(instance, ticket)
        if shifts is None or shift in shifts
    ]
    return sorted(found)


def _load_and_way(instance: Instance, idle: Timed, ticket: int, shift: int) -> int:
    form, place = instance.shifts[shift], instance.ticket_place[ticket]
    engineer, way = form.engineer, 0
    if place != NOWHERE:
        stops = [form.home, *(fact.place for fact in form.placed_facts), form.home]
        way = min(
            instance.travel_ticks(engineer, a, place)
            + instance.travel_ticks(engineer, place, b)
            - instance.travel_ticks(engineer, a, b)
            for a, b in pairwise(stops)
        )
    more = instance.pairs[ticket][engineer][0] + way
    here = idle.shifts[shift].load
    window = sum(idle.shifts[each].load for each in instance.shifts_of[engineer])
    price = hinged(form.load, here + more) - hinged(form.load, here)
    price += hinged(instance.window_load[engineer], window + more) - hinged(instance.window_load[engineer], window)
    return price + way * instance.travel_cost[engineer]


def _inserted(instance: Instance, ticket: int) -> Timed | None:
    """Return the first shift with a ticket where it costs least between what is there, in the order as it is."""
    option = best_on(Draft(instance), ticket, 0)
    return timing(instance, Plan({0: option.sequence})) if option else None
