"""The arrays of a team, made from the instance's forms."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ...instance import NOWHERE, Change, Instance, ShiftForm
from ...slots import slots
from ...steps import Steps, evaluate, slope_at
from ...timeline import FOREVER, intersect
from .arrays import Bools, Ints, Team
from .links import dues, ready_times
from .pieces import Forms, cut, ragged, with_start
from .places import local_places

BREAKS = 3
"""Floating breaks of a shift that are looked at; every one doubles the effort."""


class _Rows(NamedTuple):
    """Every ticket on every shift that may take it, by shift and then by what tickets have in common."""

    shift: Ints
    alike: Ints
    minutes: Ints
    ticket: Ints
    pair_cost: Ints


def make_team(instance: Instance, *, with_places: bool) -> Team:
    """Return the arrays of an instance; without places all work can be done anywhere."""
    rows, late_start = _rows(instance), _late_starts(instance)
    changed = np.any(np.diff(np.stack(rows[:3]), axis=1) != 0, axis=0)
    firsts = np.flatnonzero(np.append(len(rows.shift) > 0, changed))
    shift, ticket, minutes = rows.shift[firsts], rows.ticket[firsts], rows.minutes[firsts]
    place = _places(instance, rows)[firsts] if with_places else np.full(len(firsts), -1)
    forms = _forms(instance, late_start, zip(shift.tolist(), ticket.tolist(), minutes.tolist(), strict=True))
    pieces, piece_ptr, classes, class_ptr = cut(forms, shift, ticket, minutes, place)
    low, end, late, slope, kind = _columns(pieces)
    class_length, class_taken, class_place = _columns(classes)
    crew = np.array([len(tasks) for tasks in instance.ticket_tasks], dtype=np.int64)
    return Team(
        group_ptr=np.searchsorted(shift, np.arange(len(instance.shifts) + 1)),
        row_ptr=np.append(firsts, len(rows.shift)),
        piece_ptr=piece_ptr,
        minutes=minutes,
        crew=crew[ticket],
        ticket=rows.ticket,
        pair_cost=rows.pair_cost,
        kind=kind,
        low=low,
        end=end,
        late=late,
        slope=slope,
        class_ptr=class_ptr,
        class_length=class_length,
        class_taken=class_taken,
        class_place=class_place,
        ticks=_ints([max(0, form.hard_end - form.start) for form in instance.shifts]),
        free_until=_ints([paid_until(form) - form.start for form in instance.shifts]),
        end_cost=_ints([form.end_cost for form in instance.shifts]),
        break_ptr=_ints(np.cumsum([0, *(min(BREAKS, len(form.breaks)) for form in instance.shifts)])),
        break_ticks=_ints([pause.minutes for form in instance.shifts for pause in form.breaks[:BREAKS]]),
        break_ok=_breaks(instance),
    )


def paid_until(form: ShiftForm) -> int:
    """Return the tick up to which time is paid anyway."""
    return max([form.normal_end, *(fact.end for fact in form.facts if fact.ticket >= 0)])


def _rows(instance: Instance) -> _Rows:
    engineer = _ints([form.engineer for form in instance.shifts])
    alike, parts = _alike(instance), []
    for ticket in range(len(instance.tickets)):
        if ticket not in instance.facts:
            shifts = np.asarray(instance.candidate_row(ticket), dtype=np.int64)
            engineers, minutes, costs = instance.pair_row(ticket)
            at = np.searchsorted(engineers, engineer[shifts])
            one = np.ones_like(shifts)
            parts.append(np.stack([shifts, alike[ticket] * one, minutes[at], ticket * one, costs[at]]))
    found = np.concatenate([np.zeros((5, 0), dtype=np.int64), *parts], axis=1)
    order = np.lexsort((found[3], found[2], found[1], found[0]))
    return _Rows(*(np.ascontiguousarray(each[order]) for each in found))


def _alike(instance: Instance) -> list[int]:
    """Return per ticket a number that it shares with tickets that have the same times, lateness and place."""
    ready, due = ready_times(instance).tolist(), dues(instance).tolist()
    links = zip(ready, due, instance.ticket_place, (len(tasks) for tasks in instance.ticket_tasks), strict=True)
    seen: dict[tuple[object, ...], int] = {}
    keys = zip(instance.time_class, _late_starts(instance), instance.late_end, links, strict=True)
    return [seen.setdefault(key, len(seen)) for key in keys]


def _places(instance: Instance, rows: _Rows) -> Ints:
    """Return per row the local number of its ticket's place on its shift, -1 for none."""
    place = _ints(instance.ticket_place)[rows.ticket]
    found = np.full(len(place), -1)
    for shift, sites in enumerate(sites_by_shift(instance)):
        own = slice(*np.searchsorted(rows.shift, [shift, shift + 1]))
        local = local_places(instance, shift, sites)
        found[own] = [local[each] if each != NOWHERE else -1 for each in place[own].tolist()]
    return found


def sites_by_shift(instance: Instance) -> list[Counter[int]]:
    """Return the places of the tickets that may be worked on each shift, and how many tickets each has."""
    found: list[Counter[int]] = [Counter() for _ in instance.shifts]
    for ticket, place in enumerate(instance.ticket_place):
        if place != NOWHERE and ticket not in instance.facts:
            for shift in instance.candidates[ticket]:
                found[shift][place] += 1
    return found


def _forms(instance: Instance, late_start: list[Steps], groups: "zip[tuple[int, int, int]]") -> Forms:
    return Forms(
        begin=_ints([form.start for form in instance.shifts]),
        free=ragged((form.free for form in instance.shifts), 2),
        within=ragged(instance.within, 2),
        starts=ragged(instance.starts, 2),
        late_start=ragged(map(with_start, late_start), 3),
        late_end=ragged(map(with_start, instance.late_end), 3),
        ready=ready_times(instance),
        due=dues(instance),
        is_pausable=_ints(instance.ticket_pausable),
        slots=ragged((_pausable(instance, *group) for group in groups), 4),
    )


def _pausable(instance: Instance, shift: int, ticket: int, minutes: int) -> list[tuple[int, int, int, int]]:
    """Return the slots of pausable work, none for other work.

    Of two breaks taken inside the minutes are left out: what can take them in can do without them, too.
    """
    found: list[tuple[int, int, int, int]] = []
    count = min(BREAKS, len(instance.shifts[shift].breaks))
    for taken in range(1 << count if instance.ticket_pausable[ticket] else 0):
        absorbed = tuple(index for index in range(count) if taken == 1 << index)
        found += [(*slot, taken) for slot in slots(instance, ticket, shift, minutes, absorbed=absorbed)]
    return found


def _late_starts(instance: Instance) -> list[Steps]:
    return [_with_change(steps, instance.changes.get(t)) for t, steps in enumerate(instance.late_start)]


def _with_change(steps: Steps, change: Change | None) -> Steps:
    """Return the lateness of a start with what it costs to have moved; it may fall."""
    if change is None or not change.cost:
        return steps
    first, last = change.start - change.tolerance, change.start + change.tolerance + 1
    points = sorted({x for x, _, _ in steps} | {-FOREVER, first, last})
    return tuple(
        (x, evaluate(steps, x) + (0 if first <= x < last else change.cost), slope_at(steps, x)) for x in points
    )


def _breaks(instance: Instance) -> Bools:
    """Return per break and tick whether it may start there."""
    most = max((form.hard_end - form.start for form in instance.shifts), default=0)
    rows = []
    for form in instance.shifts:
        for pause in form.breaks[:BREAKS]:
            row = np.zeros(max(0, most) + 1, dtype=np.bool_)
            for low, high in intersect(form.free, ((pause.low, pause.high),)):
                row[max(0, low - form.start) : max(0, high - pause.minutes - form.start + 1)] = True
            rows.append(row)
    return np.array(rows, dtype=np.bool_).reshape(len(rows), max(0, most) + 1)


def _columns(found: Ints) -> list[Ints]:
    return [np.ascontiguousarray(found[:, at]) for at in range(found.shape[1])]


def _ints(values: Sequence[int] | Ints) -> Ints:
    return np.array(values, dtype=np.int64)
