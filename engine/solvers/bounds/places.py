"""The places of a shift as arrays: where it starts, where its facts and its tickets are, what lies in between."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from ...instance import NOWHERE, Instance, ShiftForm
from .arrays import Ints

HOME = 0
"""The local number of where a shift starts and ends, be it nowhere."""


class Places(NamedTuple):
    """What trips and visits of a shift need. Its F placed facts cut it into F + 1 stages."""

    travel: Ints
    """Ticks by local places."""
    travel_cost: int
    setup: Ints
    visit_cost: Ints
    goals: Ints
    """Local places that tickets have."""
    once: Ints
    """Per place: whether a visit there holds one task at most, because there is but one."""
    low: Ints
    """Per stage: its first tick, and its last, where the next fact is met or the shift ends."""
    high: Ints
    fact_place: Ints
    is_ticket: Ints
    closed: Ints
    """Per stage: whether the trip that ends it finds no time; it is paid all the same."""
    free_run: Ints
    """Per tick: the ticks of free time that follow."""
    over: Ints
    """Per tick: cost of overtime if work ended there."""


def local_places(instance: Instance, shift: int, sites: Iterable[int]) -> dict[int, int]:
    """Return the local numbers of a shift's places, given those of its tickets."""
    form = instance.shifts[shift]
    others = sorted({*sites, *(fact.place for fact in form.placed_facts)} - {form.home, NOWHERE})
    return {form.home: HOME} | {place: at + 1 for at, place in enumerate(others)}


def make_places(instance: Instance, shift: int, sites: Counter[int]) -> Places:
    """Return the arrays of a shift, given the places of its tickets and how many there are of each."""
    form, local = instance.shifts[shift], local_places(instance, shift, sites)
    ids, facts = list(local), form.placed_facts
    is_placed = [place != NOWHERE for place in ids]
    ticks = max([form.hard_end, *(fact.end for fact in facts)]) - form.start
    low, high = [0], []
    for fact in facts:
        high.append(max(low[-1], fact.start - form.start))
        low.append(max(high[-1], fact.end - form.start))
    high.append(max(low[-1], ticks))
    return Places(
        travel=_travel(instance, form, ids),
        travel_cost=instance.travel_cost[form.engineer],
        setup=np.array([instance.setup[p] if known else 0 for p, known in zip(ids, is_placed, strict=True)]),
        visit_cost=np.array([instance.visit_cost[p] if known else 0 for p, known in zip(ids, is_placed, strict=True)]),
        goals=np.array(sorted(local[place] for place in sites), dtype=np.int64),
        once=np.array([sites[p] == 1 and all(fact.place != p for fact in facts) for p in ids], dtype=np.int64),
        low=np.array(low, dtype=np.int64),
        high=np.array(high, dtype=np.int64),
        fact_place=np.array([local[fact.place] for fact in facts], dtype=np.int64),
        is_ticket=np.array([fact.ticket >= 0 for fact in facts], dtype=np.int64),
        closed=np.array([leg in form.closed for leg in range(len(facts) + 1)], dtype=np.int64),
        free_run=_free_run(form, high[-1]),
        over=_over(form, high[-1]),
    )


def _travel(instance: Instance, form: ShiftForm, places: list[int]) -> Ints:
    """Return the ticks between places; from or to nowhere, none."""
    if not len(instance.places):
        return np.zeros((len(places), len(places)), dtype=np.int64)
    found = np.array(instance.travel[instance.profile[form.engineer]][np.ix_(places, places)], dtype=np.int64)
    nowhere = np.array(places) == NOWHERE
    found[nowhere] = found[:, nowhere] = 0
    np.fill_diagonal(found, 0)
    return found


def _free_run(form: ShiftForm, ticks: int) -> Ints:
    run = np.zeros(ticks + 1, dtype=np.int64)
    for low, high in form.free:
        run[low - form.start : high - form.start] = np.arange(high - low, 0, -1)
    return run


def _over(form: ShiftForm, ticks: int) -> Ints:
    """Return the cost of overtime beyond that of the facts, none where an appointment lies after working hours."""
    paid = max([form.normal_end, *(fact.end for fact in form.facts if fact.ticket >= 0)])
    each = 0 if any(fact.end > paid for fact in form.facts) else form.end_cost
    return each * np.maximum(0, np.arange(ticks + 1) + form.start - paid)
