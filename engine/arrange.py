"""Where trips and floating breaks that nobody has placed find room: a small exact search over their order.

Trips come in the order of the stops; a break may lie between any two of them. Everything is placed as early as its
order allows, so that whatever fits at all fits here.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .timeline import Intervals, intersect


class Span(NamedTuple):
    """Something of so many minutes that lies inside ``[low, high)``."""

    low: int
    high: int
    minutes: int


class Places(NamedTuple):
    """The starts found, None where there is no room."""

    trips: tuple[int | None, ...]
    breaks: tuple[int | None, ...]


def arrange(free: Intervals, trips: Sequence[Span], breaks: Sequence[Span]) -> Places:
    """Return starts in free time for trips, and for as many breaks, in their order, as find room beside them.

    A trip goes before a break; among the ways to take the same breaks, the one with the earliest last arrival counts.
    """
    has_room = [_earliest(free, trip, trip.low) is not None for trip in trips]
    roads = [trip for trip, fits in zip(trips, has_room, strict=True) if fits]
    kept: list[int] = []
    best = _best(free, roads, [])
    assert best is not None, "trips between consecutive stops do not get into each other's way"
    for index in range(len(breaks)):
        found = _best(free, roads, [breaks[each] for each in (*kept, index)])
        if found is not None:
            best, kept = found, [*kept, index]
    starts = iter(best)
    on_road = tuple(next(starts) if fits else None for fits in has_room)
    taken = dict(zip(kept, starts, strict=True))
    return Places(on_road, tuple(taken.get(index) for index in range(len(breaks))))


def _best(free: Intervals, trips: Sequence[Span], breaks: Sequence[Span]) -> tuple[int, ...] | None:
    """Return the starts of the trips, then of the breaks."""
    ways = _orders(free, trips, breaks, (), {}, 0)
    last = len(trips) - 1
    return min(ways, key=lambda starts: starts[last] if trips else 0, default=None)


def _orders(
    free: Intervals,
    trips: Sequence[Span],
    breaks: Sequence[Span],
    on_road: tuple[int, ...],
    taken: dict[int, int],
    front: int,
) -> Iterator[tuple[int, ...]]:
    if len(on_road) == len(trips) and len(taken) == len(breaks):
        yield (*on_road, *(taken[index] for index in range(len(breaks))))
        return
    if len(on_road) < len(trips):
        trip = trips[len(on_road)]
        at = _earliest(free, trip, front)
        if at is not None:
            yield from _orders(free, trips, breaks, (*on_road, at), taken, at + trip.minutes)
    for index, pause in enumerate(breaks):
        if index not in taken:
            at = _earliest(free, pause, front)
            if at is not None:
                yield from _orders(free, trips, breaks, on_road, {**taken, index: at}, at + pause.minutes)


def _earliest(free: Intervals, item: Span, front: int) -> int | None:
    low = max(item.low, front)
    if low + item.minutes > item.high:
        return None
    return next((a for a, b in intersect(free, ((low, item.high),)) if b - a >= item.minutes), None)
