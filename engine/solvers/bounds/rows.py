"""The arrays of a team, made from the instance's forms."""

from collections.abc import Iterable, Sequence

import numpy as np

from ...instance import NOWHERE, Change, Instance, ShiftForm
from ...slots import slots
from ...steps import Steps, evaluate, slope_at
from ...timeline import FOREVER, intersect
from .arrays import Bools, Ints, Team
from .links import dues, ready_times
from .pieces import cut, plain_slots, steps_table, table
from .places import local_places

BREAKS = 3
"""Floating breaks of a shift that are looked at; every one doubles the effort."""


def make_team(instance: Instance, *, with_places: bool) -> Team:
    """Return the arrays of an instance; without places all work can be done anywhere."""
    cutter = _Cutter(instance)
    groups: list[tuple[int, int]] = []
    rows: list[tuple[int, int]] = []
    pieces: list[Ints] = []
    classes: list[tuple[int, int, int]] = []
    group_ptr, row_ptr, piece_ptr, class_ptr, break_ptr = [0], [0], [0], [0], [0]
    for shift, tickets in enumerate(tickets_by_shift(instance)):
        form, kinds = instance.shifts[shift], _Kinds()
        sites = {instance.ticket_place[ticket] for ticket in tickets} - {NOWHERE}
        local = local_places(instance, shift, sites) if with_places else {}
        for (_, minutes, place), alike in cutter.alike(tickets, form.engineer, local).items():
            found = cutter.pieces(alike[0], shift, minutes, place, kinds)
            if len(found):
                groups.append((minutes, len(instance.ticket_tasks[alike[0]])))
                rows += [(ticket, instance.pairs[ticket][form.engineer][1]) for ticket in alike]
                row_ptr.append(len(rows))
                pieces.append(found)
                piece_ptr.append(piece_ptr[-1] + len(found))
        group_ptr.append(len(groups))
        classes += kinds.number
        class_ptr.append(len(classes))
        break_ptr.append(break_ptr[-1] + min(BREAKS, len(form.breaks)))
    minutes_, crew = _columns(table(groups, 2))
    row_ticket, pair_cost = _columns(table(rows, 2))
    low, end, late, slope, kind = _columns(np.concatenate([table((), 5), *pieces]))
    class_length, class_taken, class_place = _columns(table(classes, 3))
    return Team(
        group_ptr=_ints(group_ptr),
        row_ptr=_ints(row_ptr),
        piece_ptr=_ints(piece_ptr),
        minutes=minutes_,
        crew=crew,
        ticket=row_ticket,
        pair_cost=pair_cost,
        kind=kind,
        low=low,
        end=end,
        late=late,
        slope=slope,
        class_ptr=_ints(class_ptr),
        class_length=class_length,
        class_taken=class_taken,
        class_place=class_place,
        ticks=_ints([max(0, form.hard_end - form.start) for form in instance.shifts]),
        free_until=_ints([paid_until(form) - form.start for form in instance.shifts]),
        end_cost=_ints([form.end_cost for form in instance.shifts]),
        break_ptr=_ints(break_ptr),
        break_ticks=_ints([pause.minutes for form in instance.shifts for pause in form.breaks[:BREAKS]]),
        break_ok=_breaks(instance),
    )


def tickets_by_shift(instance: Instance) -> list[list[int]]:
    """Return the tickets that may be worked on each shift."""
    found: list[list[int]] = [[] for _ in instance.shifts]
    for ticket in range(len(instance.tickets)):
        if ticket not in instance.facts:
            for shift in instance.candidates[ticket]:
                found[shift].append(ticket)
    return found


def paid_until(form: ShiftForm) -> int:
    """Return the tick up to which time is paid anyway."""
    return max([form.normal_end, *(fact.end for fact in form.facts if fact.ticket >= 0)])


class _Kinds:
    """The classes of a shift, numbered as they are met."""

    def __init__(self) -> None:
        self.number: dict[tuple[int, int, int], int] = {}

    def of(self, lengths: Ints, taken: int, place: int) -> list[int]:
        """Return the classes of work of some lengths."""
        number = self.number
        return [number.setdefault((length, taken, place), len(number)) for length in lengths.tolist()]


class _Cutter:
    """Which tickets are alike in time and lateness, and the pieces of those."""

    def __init__(self, instance: Instance) -> None:
        self._instance = instance
        self._ready, self._due = ready_times(instance).tolist(), dues(instance).tolist()
        late = [_with_change(s, instance.changes.get(t)) for t, s in enumerate(instance.late_start)]
        self._late_start, self._late_end = [steps_table(s) for s in late], [steps_table(s) for s in instance.late_end]
        self._times = [
            (table(within, 2), table(starts, 2))
            for within, starts in zip(instance.within, instance.starts, strict=True)
        ]
        self._free = [table(form.free, 2) for form in instance.shifts]
        seen: dict[tuple[object, ...], int] = {}
        links = zip(self._ready, self._due, (len(tasks) for tasks in instance.ticket_tasks), strict=True)
        keys = zip(instance.time_class, late, instance.late_end, links, strict=True)
        self._number = [seen.setdefault(key, len(seen)) for key in keys]

    def alike(
        self, tickets: Iterable[int], engineer: int, local: dict[int, int]
    ) -> dict[tuple[int, int, int], list[int]]:
        """Return tickets of a shift by what they have in common, minutes and local place included."""
        instance = self._instance
        found: dict[tuple[int, int, int], list[int]] = {}
        for ticket in tickets:
            place = instance.ticket_place[ticket]
            key = (
                self._number[ticket],
                instance.pairs[ticket][engineer][0],
                -1 if place == NOWHERE else local.get(place, -1),
            )
            found.setdefault(key, []).append(ticket)
        return found

    def pieces(self, ticket: int, shift: int, minutes: int, place: int, kinds: _Kinds) -> Ints:
        """Return rows of first start, start after the last, lateness, slope and class.

        Without set-up: whatever a visit's first ticket may do, a later one may too.
        """
        instance, begin = self._instance, self._instance.shifts[shift].start
        if not instance.ticket_pausable[ticket]:
            return self._cut(
                ticket, plain_slots(self._free[shift], *self._times[ticket], minutes), minutes, begin, (0, place), kinds
            )
        count, found = min(BREAKS, len(instance.shifts[shift].breaks)), []
        for taken in range(1 << count):
            # Of two breaks taken inside the minutes are left out: what can take them in can do without them, too.
            absorbed = tuple(index for index in range(count) if taken == 1 << index)
            rows = table(slots(instance, ticket, shift, minutes, absorbed=absorbed), 3)
            found.append(self._cut(ticket, rows, minutes, begin, (taken, place), kinds))
        return np.concatenate(found)

    def _cut(self, ticket: int, rows: Ints, minutes: int, begin: int, what: tuple[int, int], kinds: _Kinds) -> Ints:
        late = self._late_start[ticket], self._late_end[ticket]
        found = cut(rows, *late, minutes, self._ready[ticket], self._due[ticket])
        found[:, :2] -= begin
        found[:, 4] = kinds.of(found[:, 4], *what)
        return found


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


def _ints(values: Sequence[int]) -> Ints:
    return np.array(values, dtype=np.int64)
