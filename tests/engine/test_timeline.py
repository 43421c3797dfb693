"""Instants, whole minutes and interval sets."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.timeline import (
    Intervals,
    ceil_minute,
    covers,
    earliest_fit,
    floor_minute,
    instant_at,
    intersect,
    intervals,
    length,
    overlap,
    resolve_local,
    subtract,
    union,
)

BERLIN = ZoneInfo("Europe/Berlin")
PAIRS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=6)
ORIGIN = dt.datetime(2026, 3, 28, 23, 0, tzinfo=dt.UTC)
"""Midnight of 29 March 2026 in Berlin: at 02:00 the clock goes to 03:00."""


@pytest.mark.parametrize(
    ("naive", "is_end", "utc"),
    [
        ("2026-03-29T01:59", False, "2026-03-29T00:59"),  # still winter time, UTC+1
        ("2026-03-29T02:30", False, "2026-03-29T01:30"),  # does not exist: moves to 03:30 summer time
        ("2026-03-29T02:30", True, "2026-03-29T01:30"),
        ("2026-03-29T03:00", False, "2026-03-29T01:00"),  # summer time, UTC+2
        ("2026-10-25T02:30", False, "2026-10-25T00:30"),  # twice: a start is the first, in summer time
        ("2026-10-25T02:30", True, "2026-10-25T01:30"),  # an end is the second, in winter time
        ("2026-10-25T03:00", True, "2026-10-25T02:00"),
    ],
)
def test_local_times_around_the_changes_of_the_clock(naive: str, is_end: bool, utc: str) -> None:
    """A time in the gap moves forward; one in the overlap is the first as a start and the second as an end."""
    found = resolve_local(dt.datetime.fromisoformat(naive), BERLIN, is_end=is_end)
    assert found.astimezone(dt.UTC) == dt.datetime.fromisoformat(utc).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("seconds", "down", "up"), [(0, 0, 0), (1, 0, 1), (59, 0, 1), (60, 1, 1), (-1, -1, 0), (-60, -1, -1), (-61, -2, -1)]
)
def test_minutes_round_down_or_up(seconds: int, down: int, up: int) -> None:
    """Dues and busy starts round down, earliest starts and busy ends up, before the origin too."""
    instant = ORIGIN + dt.timedelta(seconds=seconds)
    assert (floor_minute(ORIGIN, instant), ceil_minute(ORIGIN, instant)) == (down, up)


def test_minutes_are_elapsed_time() -> None:
    """Three minutes of the clock's face later than 01:59 is minute 120: the hour from 02:00 does not exist."""
    at_three = resolve_local(dt.datetime(2026, 3, 29, 3, 0), BERLIN)  # noqa: DTZ001
    assert floor_minute(ORIGIN, at_three) == 120
    assert instant_at(ORIGIN, 120, BERLIN) == at_three
    assert f"{instant_at(ORIGIN, 119, BERLIN):%H:%M}, {instant_at(ORIGIN, 120, BERLIN):%H:%M}" == "01:59, 03:00"


def test_interval_sets() -> None:
    """Sets join where they touch, and their sums and differences are those of the minutes in them."""
    assert intervals([(5, 7), (0, 3), (3, 5), (9, 9), (12, 14)]) == ((0, 7), (12, 14))
    assert union(((0, 2),), ((1, 4), (6, 8))) == ((0, 4), (6, 8))
    assert intersect(((0, 4), (6, 8)), ((3, 7),)) == ((3, 4), (6, 7))
    assert intersect(((0, 4),), ((4, 8),)) == ()
    assert subtract(((0, 10),), ((2, 4), (9, 12))) == ((0, 2), (4, 9))
    assert subtract(((0, 10),), ()) == ((0, 10),)
    assert subtract((), ((0, 10),)) == ()
    assert length(((0, 2), (4, 9))) == 7
    assert overlap(((0, 2), (4, 9)), 1, 6) == 3


@given(PAIRS, PAIRS, st.integers(0, 20), st.integers(0, 20))
def test_interval_sets_are_those_of_their_minutes(
    some: list[tuple[int, int]], others: list[tuple[int, int]], start: int, end: int
) -> None:
    """Of any pairs, in any order: union, intersection, difference and overlap have the minutes that they should, in as
    few intervals as can be.
    """
    first, second = intervals(some), intervals(others)
    assert first == set_of({minute for a, b in some for minute in range(a, b)})
    assert union(first, second) == set_of(minutes(first) | minutes(second))
    assert intersect(first, second) == set_of(minutes(first) & minutes(second))
    assert subtract(first, second) == set_of(minutes(first) - minutes(second))
    assert overlap(first, start, end) == len(minutes(first) & set(range(start, end)))


def minutes(pairs: Intervals) -> set[int]:
    """Return the minutes of an interval set."""
    return {minute for a, b in pairs for minute in range(a, b)}


def set_of(some: set[int]) -> Intervals:
    """Return the interval set of some minutes."""
    starts = sorted(minute for minute in some if minute - 1 not in some)
    ends = sorted(minute + 1 for minute in some if minute + 1 not in some)
    return tuple(zip(starts, ends, strict=True))


def test_fits() -> None:
    """A span is covered by one interval only, and the earliest fit skips what is too short."""
    assert covers(((0, 4), (5, 9)), 5, 9)
    assert not covers(((0, 4), (5, 9)), 3, 6)
    assert earliest_fit(((0, 4), (5, 9)), 2, 3) == 5
    assert earliest_fit(((0, 4), (5, 9)), 6, 3) == 6
    assert earliest_fit(((0, 4), (5, 9)), 7, 3) is None
