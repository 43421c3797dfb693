"""When tickets may start on shifts, cut into pieces over which their lateness is linear."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from ...compiled import compiled
from ...steps import Steps
from .arrays import Ints


class Ragged(NamedTuple):
    """Tables of integers, one after the other: rows ``ptr[i]`` to ``ptr[i + 1]`` are those of table i."""

    ptr: Ints
    rows: Ints


class Forms(NamedTuple):
    """What says when work may start and what its time costs: by shift, by ticket, and for pausable groups."""

    begin: Ints
    """Per shift."""
    free: Ragged
    within: Ragged
    """Per ticket."""
    starts: Ragged
    late_start: Ragged
    late_end: Ragged
    ready: Ints
    due: Ints
    is_pausable: Ints
    slots: Ragged
    """Per group of pausable tickets: first and last start, pause, breaks taken inside; empty for other groups."""


def ragged(tables: Iterable[Sequence[Sequence[int]]], width: int) -> Ragged:
    """Return tables of some width, which may be empty, one after the other."""
    ptr: list[int] = [0]
    rows: list[Sequence[int]] = []
    for each in tables:
        rows += each
        ptr.append(len(rows))
    return Ragged(np.array(ptr, dtype=np.int64), np.array(rows, dtype=np.int64).reshape(-1, width))


def with_start(steps: Steps) -> Steps:
    """Return a step function that has an entry before any tick."""
    return ((-(1 << 58), 0, 0), *steps)


@compiled
def cut(forms: Forms, shift: Ints, ticket: Ints, minutes: Ints, place: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Return pieces and their ranges by group, classes and their ranges by shift.

    A piece is a row of first start, start after the last, lateness at the first, its slope, class; a class is a row of
    length, breaks taken inside and place. Set-up is left out: whatever a visit's first ticket may do, a later one may.

    Parameters
    ----------
    forms : Forms
    shift, ticket, minutes, place : array
        Per group, by ascending shift.
    """
    pieces, count = np.empty((4 * len(shift) + 64, 5), np.int64), 0
    classes, known = np.empty((64, 3), np.int64), 0
    piece_ptr, class_ptr = np.zeros(len(shift) + 1, np.int64), np.zeros(len(forms.begin) + 1, np.int64)
    for g in range(len(shift)):
        k, begin = ticket[g], forms.begin[shift[g]]
        slots = forms.slots.rows[forms.slots.ptr[g] : forms.slots.ptr[g + 1]]
        if not forms.is_pausable[k]:
            slots = _plain(_table(forms.free, shift[g]), _table(forms.within, k), _table(forms.starts, k), minutes[g])
        for at in range(len(slots)):
            length = minutes[g] + slots[at, 2]
            low, high = max(slots[at, 0], forms.ready[k]), min(slots[at, 1], forms.due[k] - length)
            if low > high:
                continue
            first = class_ptr[shift[g]]
            kind = _find(classes[first:known], length, slots[at, 3], place[g])
            if first + kind == known:
                classes = _with_room(classes, known)
                classes[known] = length, slots[at, 3], place[g]
                known += 1
            found = _cut(_table(forms.late_start, k), _table(forms.late_end, k), low, high, length)
            for row in range(len(found)):
                pieces = _with_room(pieces, count)
                pieces[count, :4], pieces[count, 4] = found[row], kind
                pieces[count, :2] -= begin
                count += 1
        piece_ptr[g + 1] = count
        class_ptr[shift[g] + 1 :] = known
    return pieces[:count], piece_ptr, classes[:known], class_ptr


@compiled
def _table(tables: Ragged, at: int) -> Ints:
    return tables.rows[tables.ptr[at] : tables.ptr[at + 1]]


@compiled
def _with_room(rows: Ints, count: int) -> Ints:
    """Return a table with room for one more row."""
    if count < len(rows):
        return rows
    larger = np.empty((2 * len(rows), rows.shape[1]), np.int64)
    larger[:count] = rows
    return larger


@compiled
def _find(classes: Ints, length: int, taken: int, place: int) -> int:
    """Return the number of a class, that of a new one if it is not there."""
    for at in range(len(classes)):
        if classes[at, 0] == length and classes[at, 1] == taken and classes[at, 2] == place:
            return at
    return len(classes)


@compiled
def _plain(free: Ints, within: Ints, starts: Ints, minutes: int) -> Ints:
    """Return the slots of work that does not pause and takes in no break."""
    found, count = np.zeros((len(free) * len(within) * len(starts), 4), np.int64), 0
    for i in range(len(free)):
        for j in range(len(within)):
            low, end = max(free[i, 0], within[j, 0]), min(free[i, 1], within[j, 1]) - minutes
            for k in range(len(starts) if low <= end else 0):
                first, last = max(low, starts[k, 0]), min(end, starts[k, 1] - 1)
                if first <= last:
                    found[count, 0], found[count, 1] = first, last
                    count += 1
    return found[:count]


@compiled
def _cut(late_start: Ints, late_end: Ints, low: int, high: int, length: int) -> Ints:
    """Return a slot's pieces: first start, start after the last, lateness at the first, slope."""
    found, count = np.empty((len(late_start) + len(late_end), 4), np.int64), 0
    i, j = 0, 0
    while low <= high:
        while i + 1 < len(late_start) and late_start[i + 1, 0] <= low:
            i += 1
        while j + 1 < len(late_end) and late_end[j + 1, 0] <= low + length:
            j += 1
        end = high + 1
        if i + 1 < len(late_start):
            end = min(end, late_start[i + 1, 0])
        if j + 1 < len(late_end):
            end = min(end, late_end[j + 1, 0] - length)
        late = late_start[i, 1] + late_start[i, 2] * (low - late_start[i, 0])
        late += late_end[j, 1] + late_end[j, 2] * (low + length - late_end[j, 0])
        found[count] = low, end, late, late_start[i, 2] + late_end[j, 2]
        count, low = count + 1, end
    return found[:count]
