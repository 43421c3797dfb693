"""Aware datetimes, integer minutes and interval sets.

A minute is elapsed UTC time from the planning window's start. An interval set is a sorted tuple of disjoint,
non-adjacent half-open intervals of integers.
"""

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

Intervals = tuple[tuple[int, int], ...]

FOREVER = 1 << 40
"""Past any minute of any problem."""
ALWAYS: Intervals = ((-FOREVER, FOREVER),)
_MINUTE = dt.timedelta(minutes=1)


def floor_minute(start: dt.datetime, instant: dt.datetime) -> int:
    """Return the last whole minute at or before an instant (dues, free time's end, busy time's start)."""
    return _elapsed(start, instant) // _MINUTE


def ceil_minute(start: dt.datetime, instant: dt.datetime) -> int:
    """Return the first whole minute at or after an instant (earliest starts, free time's start, busy time's end)."""
    return -(-_elapsed(start, instant) // _MINUTE)


def instant_at(start: dt.datetime, minute: int, zone: ZoneInfo) -> dt.datetime:
    """Return a minute as an aware datetime of a zone."""
    return (start.astimezone(dt.UTC) + minute * _MINUTE).astimezone(zone)


def resolve_local(naive: dt.datetime, zone: ZoneInfo, *, is_end: bool = False) -> dt.datetime:
    """Return a local wall-clock time as an instant.

    A time that the spring change leaves out moves forward by the gap; one that the autumn change shows twice is its
    first occurrence as a start and its second as an end.
    """
    first = naive.replace(tzinfo=zone, fold=0)
    if first.astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None) != naive:
        # PEP 495: with fold 0 a time in the gap is read with the offset before the change, which moves it forward.
        return first.astimezone(dt.UTC).astimezone(zone)
    return naive.replace(tzinfo=zone, fold=1) if is_end else first


def intervals(pairs: Iterable[tuple[int, int]]) -> Intervals:
    """Return the union of half-open pairs; empty ones vanish."""
    # Sets here are of few intervals and asked for all the time: a walk takes a tenth of what CP-SAT's `Domain` does.
    found: list[tuple[int, int]] = []
    for low, high in sorted(pairs):
        if low >= high:
            continue
        if found and low <= found[-1][1]:
            if high > found[-1][1]:
                found[-1] = found[-1][0], high
        else:
            found.append((low, high))
    return tuple(found)


def union(*sets: Intervals) -> Intervals:
    """Return the minutes in any of the sets."""
    return intervals(pair for each in sets for pair in each)


def intersect(first: Intervals, second: Intervals) -> Intervals:
    """Return the minutes in both sets."""
    found, a, b = [], 0, 0
    while a < len(first) and b < len(second):
        low, high = max(first[a][0], second[b][0]), min(first[a][1], second[b][1])
        if low < high:
            found.append((low, high))
        if first[a][1] < second[b][1]:
            a += 1
        else:
            b += 1
    return tuple(found)


def subtract(first: Intervals, second: Intervals) -> Intervals:
    """Return the minutes in the first set and not in the second."""
    if not second:
        return first
    found: list[tuple[int, int]] = []
    at = 0
    for low, high in first:
        while at < len(second) and second[at][1] <= low:
            at += 1
        # What ends inside this interval is passed; what reaches past it may take from the next one as well.
        begin, reached = low, at
        while reached < len(second) and second[reached][0] < high:
            if begin < second[reached][0]:
                found.append((begin, second[reached][0]))
            begin = second[reached][1]
            reached += 1
        if begin < high:
            found.append((begin, high))
    return tuple(found)


def length(pairs: Intervals) -> int:
    """Return the number of minutes in a set."""
    return sum(b - a for a, b in pairs)


def overlap(pairs: Intervals, start: int, end: int) -> int:
    """Return the number of minutes of a set inside ``[start, end)``."""
    found = 0
    for a, b in pairs:
        if a >= end:
            break
        found += max(0, min(b, end) - max(a, start))
    return found


def covers(pairs: Intervals, start: int, end: int) -> bool:
    """Whether ``[start, end)`` lies in one interval of the set; an empty span needs its minute inside or at an end."""
    return any(a <= start and end <= b for a, b in pairs)


def earliest_fit(pairs: Intervals, start: int, minutes: int) -> int | None:
    """Return the first minute at or after ``start`` from which so many are unbroken, None when there is none."""
    for a, b in pairs:
        at = max(a, start)
        if at + minutes <= b:
            return at
    return None


def _elapsed(start: dt.datetime, instant: dt.datetime) -> dt.timedelta:
    # Two instants of one ZoneInfo subtract by the wall clock, which is not elapsed time when the clock changes.
    return instant.astimezone(dt.UTC) - start.astimezone(dt.UTC)
