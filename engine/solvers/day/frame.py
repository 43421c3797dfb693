"""The arrays of one shift, made from its forms: ticks, stages, places, breaks."""

from collections.abc import Iterable

import numpy as np

from ...instance import NOWHERE, FactForm, Instance, ShiftForm
from ...timeline import covers, intersect
from .kernel.arrays import NEVER, Bools, Ints, Shift


def frame(instance: Instance, shift: int, sites: Iterable[int]) -> tuple[Shift, list[int]]:
    """Return a shift's arrays, and the places that its local place numbers stand for.

    Parameters
    ----------
    instance : Instance
    shift : int
    sites : iterable of int
        Places of the tickets that may be worked.
    """
    form = instance.shifts[shift]
    facts, origin = form.placed_facts, form.start
    own = {fact.place for fact in facts} | ({form.home} if form.home != NOWHERE else set())
    places = sorted({*sites, *own} - {NOWHERE})
    local = {place: at for at, place in enumerate(places)}
    ends = np.maximum.accumulate([0, *(fact.end - origin for fact in facts)])
    ticks = max(form.hard_end - origin, int(ends[-1]), 1)
    closed = np.array([leg in form.closed for leg in range(len(facts) + 1)])
    stops = [*(fact.start - origin for fact in facts), ticks]
    low = np.array(ends, dtype=np.int64)
    high = np.array(
        [end if shut else max(end, stop) for end, stop, shut in zip(ends.tolist(), stops, closed, strict=True)],
        dtype=np.int64,
    )
    free_until = max(form.normal_end, certain_end(instance, form))
    rows = (high - low + 1) * (1 << len(form.breaks))
    allowed = _breaks(form, ticks)
    travel = instance.travel[instance.profile[form.engineer]]
    made = Shift(
        ticks=ticks,
        low=low,
        high=high,
        first_row=np.cumsum([0, *rows[:-1]]).astype(np.int64),
        rows=int(rows.sum()),
        free_run=_free_run(form, ticks),
        over=form.end_cost * np.maximum(0, np.arange(ticks + 1) + origin - free_until),
        break_ok=allowed,
        break_ticks=np.array([pause.minutes for pause in form.breaks], dtype=np.int64),
        fact_place=np.array([local[fact.place] for fact in facts], dtype=np.int64),
        fact_start=np.array([fact.start - origin for fact in facts], dtype=np.int64),
        fact_setup=np.array([instance.setup[f.place] if f.ticket >= 0 else -1 for f in facts], dtype=np.int64),
        fact_setup_fits=np.array([_has_setup_time(instance, form, fact) for fact in facts], dtype=np.bool_),
        closed=closed,
        stage_place=np.array([local.get(form.home, -1), *(local[fact.place] for fact in facts)], dtype=np.int64),
        home=local.get(form.home, -1),
        travel=np.array([travel[a, b] for a in places for b in places], dtype=np.int64).reshape(2 * (len(places),)),
        travel_cost=instance.travel_cost[form.engineer],
        setup=np.array([instance.setup[place] for place in places], dtype=np.int64),
        visit_cost=np.array([instance.visit_cost[place] for place in places], dtype=np.int64),
        rest=_after_work(form, allowed, ticks),
    )
    return made, places


def trips(shift: Shift, column: Ints, sites: Iterable[int]) -> tuple[Ints, Ints, Ints]:
    """Return the trips between what is left to visit, facts on the way, and home: ranges, columns, ticks.

    Parameters
    ----------
    column : array
        First column of each place's visits.
    sites : iterable of int
        Places where there is work.
    """
    count, last, base = len(shift.setup), len(shift.fact_place), int(column[-1])
    columns: list[int] = []
    ticks: list[int] = []
    ends = [0]
    for stage in range(last + 1):
        goals = sorted({*sites, *shift.fact_place[stage : stage + 1].tolist()})
        idle = int(shift.stage_place[stage])
        here = {*sites, idle} if stage else {*sites}
        for at in range(count + 1):
            origin = at if at < count else idle
            if at == count or at in here:
                for goal in goals:
                    if at != goal:
                        columns.append(base + goal)
                        ticks.append(_ticks(shift, origin, goal))
                if stage == last and (stage or at < count):
                    columns.append(base + count + 1)
                    ticks.append(_ticks(shift, origin, shift.home))
            ends.append(len(columns))
    return tuple(np.array(each, dtype=np.int64) for each in (ends, columns, ticks))  # type: ignore[return-value]


def _ticks(shift: Shift, origin: int, target: int) -> int:
    return 0 if min(origin, target) < 0 or origin == target else int(shift.travel[origin, target])


def _after_work(form: ShiftForm, allowed: Bools, ticks: int) -> Ints:
    """Return per set of breaks taken and tick whether the others fit in without any work: 0, else `NEVER`."""
    count = len(form.breaks)
    rest = np.full((1 << count, ticks + 1), NEVER, dtype=np.int64)
    rest[-1] = 0
    for taken in range((1 << count) - 2, -1, -1):
        fits = np.zeros(ticks + 1, dtype=np.bool_)
        for index in range(count):
            if not taken >> index & 1:
                then = np.append(rest[taken | 1 << index] == 0, [False] * form.breaks[index].minutes)
                fits |= allowed[index] & then[form.breaks[index].minutes :]
        # Whoever has time for the breaks later has it now.
        rest[taken][np.logical_or.accumulate(fits[::-1])[::-1]] = 0
    return rest


def _has_setup_time(instance: Instance, form: ShiftForm, fact: FactForm) -> bool:
    setup = instance.setup[fact.place]
    return not setup or covers(form.free, fact.start - setup, fact.start)


def _free_run(form: ShiftForm, ticks: int) -> Ints:
    run = np.zeros(ticks + 1, dtype=np.int64)
    for low, high in form.free:
        a, b = max(0, low - form.start), min(ticks, high - form.start)
        if a < b:
            run[a:b] = np.arange(b - a, 0, -1)
    return run


def _breaks(form: ShiftForm, ticks: int) -> Bools:
    found = np.zeros((len(form.breaks), ticks + 1), dtype=np.bool_)
    for index, pause in enumerate(form.breaks):
        for low, high in intersect(form.free, ((pause.low, pause.high),)):
            found[index, max(0, low - form.start) : max(0, high - pause.minutes - form.start + 1)] = True
    return found


def certain_end(instance: Instance, form: ShiftForm) -> int:
    """Return the tick to which the facts of a shift run anyway, for what overtime costs."""
    ends = [fact.end for fact in form.facts if fact.ticket >= 0]
    facts, at, place = form.placed_facts, form.start, form.home
    for leg, fact in enumerate(facts):
        if leg in form.closed and instance.travel_ticks(form.engineer, place, fact.place):
            ends.append(fact.start - (instance.setup[fact.place] if fact.ticket >= 0 else 0))
        at, place = max(at, fact.end), fact.place
    if len(facts) in form.closed and (ticks := instance.travel_ticks(form.engineer, place, form.home)):
        ends.append(min(at + ticks, max(form.hard_end, at)))
    return max(ends, default=form.normal_end)
