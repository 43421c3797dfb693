"""What may start when on which shift: one relation, made from the forms and remembered.

A slot is ``(low, high, extra)``: work may start at any tick from ``low`` to ``high`` and then ends ``extra`` ticks
later than its minutes, because it pauses meanwhile.
"""

from bisect import bisect_left
from collections.abc import Sequence

from .arrange import Span, arrange
from .instance import BreakForm, Instance, ShiftForm
from .timeline import ALWAYS, Intervals, intersect, intervals

Slot = tuple[int, int, int]
Slots = tuple[Slot, ...]


def slots(
    instance: Instance, ticket: int, shift: int, minutes: int, *, setup: int = 0, absorbed: tuple[int, ...] = ()
) -> Slots:
    """Return when a ticket may start on a shift.

    Parameters
    ----------
    instance : Instance
    ticket, shift : int
    minutes : int
        Ticks of work.
    setup : int
        Ticks of set-up directly before the start, 0 when the visit has begun.
    absorbed : tuple of int
        Floating breaks of the shift that are taken inside the (pausable) work.
    """
    key = (shift, minutes, setup, absorbed, instance.time_class[ticket])
    known = instance.memo.get(key)
    if known is None:
        opening = instance.opening[instance.ticket_place[ticket]] if setup else ALWAYS
        known = instance.memo[key] = _compute(
            instance.shifts[shift],
            minutes,
            setup,
            absorbed,
            instance.ticket_pausable[ticket],
            instance.within[ticket],
            instance.starts[ticket],
            opening,
        )
    return known  # type: ignore[return-value]


def _compute(
    form: ShiftForm,
    minutes: int,
    setup: int,
    absorbed: tuple[int, ...],
    pausable: bool,
    within: Intervals,
    starts: Intervals,
    opening: Intervals,
) -> Slots:
    if pausable:
        found = pausable_slots(form.free, form.barriers, within, [form.breaks[each] for each in absorbed], minutes)
    else:
        found = [(a, b - minutes, 0) for a, b in intersect(form.free, within) if b - a >= minutes]
    allowed = starts
    if setup:
        # Set-up and the first minute of work are one unbroken stretch.
        allowed = intersect(allowed, tuple((a + setup, b) for a, b in intersect(form.free, opening) if b - a > setup))
    return clip(found, allowed)


def pausable_slots(
    free: Intervals, barriers: Intervals, within: Intervals, absorbed: list[BreakForm], minutes: int
) -> list[Slot]:
    """Return when pausable work may start: it runs on after the gaps in ``free`` that hold no barrier.

    A floating break taken meanwhile is worked off like more minutes, as long as it lies in free time inside its window,
    after the first minute of work and before the last.
    """
    pause = sum(each.minutes for each in absorbed)
    found: list[Slot] = []
    for i, (a, b) in enumerate(free):
        gaps = 0
        for j in range(i, len(free)):
            c, d = free[j]
            if j > i:
                if any(x < c and free[j - 1][1] < y for x, y in barriers):
                    break
                gaps += c - free[j - 1][1]
            extra = gaps + pause
            low = max(a, c - minutes - extra + 1)
            high = min(b - 1, d - minutes - extra)
            found += [(s, t, extra) for s, t in _inside(low, high, within, minutes + extra)]
    for each in absorbed:
        found = [part for slot in found for part in _with_break(slot, each, free, minutes)]
    if len(absorbed) > 1:
        found = [part for slot in found for part in _with_all(slot, absorbed, free, minutes)]
    return sorted(found)


def inside(free: Intervals, pauses: Sequence[BreakForm], start: int, end: int) -> tuple[int | None, ...]:
    """Return the starts of breaks inside pausable work, after its first minute and before its last."""
    return arrange(intersect(free, ((start + 1, end - 1),)), (), [Span(*each) for each in pauses]).breaks


def clip(found: list[Slot], allowed: Intervals) -> Slots:
    """Return the slots whose start is allowed."""
    parts = [
        (max(low, a), min(high, b - 1), extra)
        for low, high, extra in found
        for a, b in allowed
        if max(low, a) <= min(high, b - 1)
    ]
    return tuple(sorted(parts))


def first_start(found: Slots, at: int) -> tuple[int, int] | None:
    """Return the earliest start at or after a tick, and its extra; None when there is none."""
    for low, high, extra in found[max(0, bisect_left(found, (at,)) - 1) :]:
        if high >= at:
            return max(low, at), extra
    return None


def _inside(low: int, high: int, within: Intervals, span: int) -> list[tuple[int, int]]:
    parts = ((max(low, a), min(high, b - span)) for a, b in within)
    return [(s, t) for s, t in parts if s <= t]


def _with_break(slot: Slot, pause: BreakForm, free: Intervals, minutes: int) -> list[Slot]:
    """Cut a slot down to the starts during which the break finds room."""
    low, high, extra = slot
    last = minutes + extra - pause.minutes - 1
    rooms = [(a, b - pause.minutes) for a, b in intersect(free, ((pause.low, pause.high),)) if b - a >= pause.minutes]
    parts = intersect(((low, high + 1),), _starts_around(rooms, last))
    return [(a, b - 1, extra) for a, b in parts]


def _with_all(slot: Slot, pauses: Sequence[BreakForm], free: Intervals, minutes: int) -> list[Slot]:
    """Cut a slot down to the starts during which several breaks find room side by side."""
    low, high, extra = slot
    starts = (s for s in range(low, high + 1) if None not in inside(free, pauses, s, s + minutes + extra))
    return [(a, b - 1, extra) for a, b in intervals((s, s + 1) for s in starts)]


def _starts_around(rooms: list[tuple[int, int]], last: int) -> Intervals:
    """Return the starts s for which some break start lies in ``[s + 1, s + last]``."""
    return intervals((first - last, latest) for first, latest in rooms if last >= 1)
