"""Work of several engineers: one common start on the calendars of different people."""

from itertools import groupby

from ..plan import Sequence
from ..walk import ShiftTimes
from .draft import Draft, with_task
from .insertion import keeps_links

TRIES = 40
"""Common starts that are tried before the ticket is left to a later step."""

Seat = tuple[int, int, int, Sequence, ShiftTimes]
"""(start, change of cost, shift, order, times) of one engineer's part."""


def place_crew(draft: Draft, ticket: int, earliest: int) -> bool:
    """Place a ticket of several engineers at the earliest common start found; return whether that was worth it."""
    instance = draft.instance
    tasks = instance.ticket_tasks[ticket]
    if len(instance.pairs[ticket]) < len(tasks):
        return False
    for _ in range(TRIES):
        for minutes in sorted({pair[0] for pair in instance.pairs[ticket].values()}):
            seats = _crew(draft, ticket, earliest, minutes)
            if len(seats) < len(tasks):
                continue
            start = max(seat[0] for seat in seats)
            agreed = _crew(draft, ticket, start, minutes, exact=True)
            if len(agreed) == len(tasks):
                return _accept(draft, ticket, agreed, minutes)
        starts = [
            seat[0] for seat in _crew(draft, ticket, earliest, max(p[0] for p in instance.pairs[ticket].values()))
        ]
        if len(starts) < len(tasks):
            return False
        earliest = max(earliest + 1, *starts)
    return False


def _accept(draft: Draft, ticket: int, seats: list[Seat], minutes: int) -> bool:
    if sum(seat[1] for seat in seats) >= draft.instance.drop[ticket] or not keeps_links(draft, ticket, seats[0][4]):
        return False
    draft.place(ticket, [(shift, sequence, times) for _, _, shift, sequence, times in seats], minutes)
    return True


def _crew(draft: Draft, ticket: int, earliest: int, minutes: int, *, exact: bool = False) -> list[Seat]:
    """Return the seats of the engineers who can start first (or at that very tick), the named one's first."""
    instance = draft.instance
    tasks = instance.ticket_tasks[ticket]
    named = instance.task_engineer.get(tasks[0])
    found: list[tuple[int, int, int]] = []
    for shift in instance.candidates[ticket]:
        engineer = instance.shifts[shift].engineer
        if instance.pairs[ticket][engineer][0] <= minutes:
            seat = _seat(draft, tasks[0], shift, earliest, minutes, exact)
            if seat:
                found.append((seat[0], seat[1], shift))
    best = {
        e: min(group)
        for e, group in groupby(sorted(found, key=lambda f: _by(draft, f)), key=lambda f: _by(draft, f)[0])
    }
    chosen = sorted(best.items(), key=lambda entry: (entry[0] != named, entry[1]))[: len(tasks)]
    if named is not None and (not chosen or chosen[0][0] != named):
        return []
    if not any(instance.pairs[ticket][e][0] == minutes for e, _ in chosen):
        return []
    seats = []
    for task, (_, (_, _, shift)) in zip(tasks, chosen, strict=False):
        seat = _seat(draft, task, shift, earliest, minutes, exact)
        if seat:
            seats.append(seat)
    return seats


def _by(draft: Draft, found: tuple[int, int, int]) -> tuple[int, int]:
    return draft.instance.shifts[found[2]].engineer, found[0]


def _seat(draft: Draft, task: int, shift: int, earliest: int, minutes: int, exact: bool) -> Seat | None:
    best: Seat | None = None
    for position in range(len(draft.sequences[shift]) + 1):
        sequence = with_task(draft.sequences[shift], position, task)
        tried = draft.try_order(
            shift,
            sequence,
            earliest={task: earliest},
            exact={task: earliest} if exact else None,
            minutes={task: minutes},
        )
        if tried is not None:
            delta, times = tried
            seat = (times.starts[task][0], delta, shift, sequence, times)
            if best is None or seat[:2] < best[:2]:
                best = seat
    return best
