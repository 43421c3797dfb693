"""A day made from an instance, and made smaller."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ...cost import cost, hinged, shift_cost
from ...instance import Hinges, Instance
from ...timing import Timed
from .frame import certain_end, frame
from .kernel.arrays import LIMIT, NEVER, Day, Ints, Ties
from .options import Option, assemble, options, work
from .ties import allowed, ties
from .twins import Twins, twins_of


@dataclass(frozen=True)
class Case:
    """A shift's day with what its numbers stand for.

    Parameters
    ----------
    instance : Instance
    shift : int
    tickets : tuple of int
        By the day's numbers.
    options : tuple of Option
        By the day's numbers.
    rest : Timed
        The plan without the tickets.
    day : Day
    base : int
        Cost of everything that the day does not count.
    twins : Twins
        Tickets that are alike in all respects, by id.
    """

    instance: Instance
    shift: int
    tickets: tuple[int, ...]
    options: tuple[Option, ...]
    rest: Timed
    day: Day
    base: int
    twins: Twins

    def beyond(self, count: int) -> set[int]:
        """Return the tickets but for so many that are worth most for their minutes."""
        work, saved = self.day.work, np.zeros(len(self.tickets))
        if len(self.tickets) <= count:
            return set()
        least = np.minimum(work.cost.min(axis=1), work.cost_setup.min(axis=1))
        np.maximum.at(saved, work.ticket, -least / np.maximum(1, work.load))
        return {self.tickets[j] for j in np.argsort(-saved, kind="stable")[count:]}


def build(instance: Instance, shift: int, tickets: Sequence[int], rest: Timed) -> Case:
    """Return the day of a shift.

    Parameters
    ----------
    tickets : sequence of int
        Those that compete for the shift.
    rest : Timed
        A plan with none of them.
    """
    form = instance.shifts[shift]
    spans = allowed(instance, tickets, rest, shift)
    usable = [ticket for ticket in tickets if spans.get(ticket, (0, 0))]
    made, places = frame(instance, shift, {instance.ticket_place[ticket] for ticket in usable})
    found = options(instance, shift, usable, {place: at for at, place in enumerate(places)}, spans, made.ticks)
    kept = _supported({option.ticket for option in found}, ties(instance, usable, rest, form.engineer))
    number = {old: new for new, old in enumerate(kept)}
    found = [replace(option, ticket=number[option.ticket]) for option in found if option.ticket in number]
    chosen = tuple(usable[at] for at in kept)
    table, ranked = work(instance, shift, chosen, found, made)
    total = sum(rest.shifts[each].load for each in instance.shifts_of[form.engineer])
    base = cost(instance, rest) - shift_cost(instance, shift, rest.shifts[shift])
    base -= hinged(instance.window_load[form.engineer], total)
    base += form.end_cost * max(0, certain_end(instance, form) - form.normal_end)
    twins = twins_of(instance, chosen, table)
    bound = ties(instance, chosen, rest, form.engineer, twins)
    day = Day(made, table, bound, _load_cost(instance, shift, rest, total))
    return Case(instance, shift, chosen, tuple(ranked), rest, day, base, twins)


def _load_cost(instance: Instance, shift: int, rest: Timed, total: int) -> Ints:
    """Return the cost by ticks of load beyond the facts' own: the shift's and the window's."""
    form = instance.shifts[shift]
    fixed = sum(fact.load for fact in form.facts if fact.ticket >= 0)
    outside = total - rest.shifts[shift].load
    reach = form.hard_end - form.start + rest.shifts[shift].load + 1
    loads = np.arange(reach + 1, dtype=np.int64) + fixed
    found = _hinged(form.load, loads) + _hinged(instance.window_load[form.engineer], loads + outside)
    if form.load_cap is not None:
        found[max(0, form.load_cap - fixed) + 1 :] = NEVER
    return found


def _hinged(hinges: Hinges, loads: Ints) -> Ints:
    """Return `engine.cost.hinged` of many loads."""
    found = np.zeros(len(loads), dtype=np.int64)
    for point, rate in hinges:
        found += rate * np.maximum(0, loads - point)
    return found


def smaller(case: Case, costs: tuple[Ints, Ints], prices: Ints) -> tuple[Case, Ints]:
    """Return a case with other costs, without options that may start at no tick, and the prices of the tickets left.

    Parameters
    ----------
    costs : (array, array)
        Instead of ``cost`` and ``cost_setup``.
    prices : array
        By the numbers of the case.
    """
    table = case.day.work
    alive = np.flatnonzero(np.minimum(costs[0].min(axis=1), costs[1].min(axis=1)) < LIMIT).tolist()
    there = {case.options[row].ticket for row in alive}
    kept = _supported(there, case.day.ties)
    number = {old: new for new, old in enumerate(kept)}
    rows = [row for row in alive if case.options[row].ticket in number]
    ranked = [replace(case.options[row], ticket=number[case.options[row].ticket]) for row in rows]
    chosen = tuple(case.tickets[at] for at in kept)
    engineer = case.instance.shifts[case.shift].engineer
    kept_work = assemble(
        ranked, costs[0][rows], costs[1][rows], table.first[rows], table.first_setup[rows], case.day.shift
    )
    day = case.day._replace(work=kept_work, ties=ties(case.instance, chosen, case.rest, engineer, case.twins))
    return replace(case, tickets=chosen, options=tuple(ranked), day=day), prices[kept]


def _supported(there: set[int], bound: Ties) -> list[int]:
    """Return the tickets of a set that wait for none outside it, nor for one that does."""
    first, before = bound.before_ptr, bound.before
    while lost := {j for j in there if not there.issuperset(before[first[j] : first[j + 1]].tolist())}:
        there = there - lost
    return sorted(there)
