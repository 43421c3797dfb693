"""Sparse rows by ticket, of which like tickets share one: flat arrays, and where each ticket's row begins and ends.

A desk of 50,000 tickets and 1,000 engineers has some twenty million pairs of ticket and engineer. As plain Python
objects they would fill several gigabytes, so they stay arrays, and a row turns into Python numbers when somebody looks.
"""

import hashlib
from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[Any]
"""One-dimensional, of 32-bit or 64-bit integers."""
Pair = tuple[int, int]
"""Minutes and cost of a ticket with an engineer."""
T = TypeVar("T")
_MOST = 1 << 20
"""Candidates that are kept as Python numbers at a time."""


class Shared(NamedTuple):
    """Rows, equal ones laid down once in the order in which they first come.

    So the same rows give the same arrays, whichever way they were found.
    """

    begin: NDArray[np.int64]
    end: NDArray[np.int64]
    columns: tuple[Vector, ...]


def share(rows: Iterable[Sequence[Vector]], width: int) -> Shared:
    """Return rows of ``width`` columns with each different one kept once."""
    known: dict[bytes, int] = {}
    kept: list[Sequence[Vector]] = []
    which: list[int] = []
    for row in rows:
        at = known.setdefault(_digest(row), len(kept))
        if at == len(kept):
            kept.append(row)
        which.append(at)
    ends = np.cumsum([0, *(len(row[0]) for row in kept)], dtype=np.int64)
    columns = tuple(np.concatenate([np.zeros(0, np.int32), *(row[at] for row in kept)]) for at in range(width))
    index = np.array(which, dtype=np.int64)
    return Shared(ends[:-1][index], ends[1:][index], columns)


def _digest(row: Sequence[Vector]) -> bytes:
    found = hashlib.blake2b(digest_size=16)
    for column in row:
        found.update(column.astype(np.int64).tobytes())
    return found.digest()


def narrow(values: Vector) -> Vector:
    """Return integers, of any dimensions, in 32 bits if they all fit, in 64 if not."""
    fits = not values.size or (int(values.min()) >= -(1 << 31) and int(values.max()) < 1 << 31)
    return values.astype(np.int32 if fits else np.int64)


class _ByTicket(ABC, Generic[T]):
    """Something per ticket that is made when somebody looks."""

    def __init__(self, begin: Vector, end: Vector) -> None:
        self._low: list[int] = begin.tolist()
        self._high: list[int] = end.tolist()

    def __len__(self) -> int:
        return len(self._low)

    @abstractmethod
    def __getitem__(self, ticket: int) -> T:
        """Return what belongs to a ticket."""

    def __iter__(self) -> Iterator[T]:
        return (self[ticket] for ticket in range(len(self)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _ByTicket | Sequence):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]


class Candidates(_ByTicket[tuple[int, ...]]):
    """Per ticket a tuple of shifts, ascending."""

    def __init__(self, begin: Vector, end: Vector, shifts: Vector) -> None:
        super().__init__(begin, end)
        self._shifts = shifts
        self._known: dict[tuple[int, int], tuple[int, ...]] = {}
        self._held = 0

    def __getitem__(self, ticket: int) -> tuple[int, ...]:
        row = self._low[ticket], self._high[ticket]
        found = self._known.get(row)
        if found is None:
            if self._held > _MOST:
                self._known.clear()
                self._held = 0
            found = self._known[row] = tuple(self._shifts[slice(*row)].tolist())
            self._held += len(found)
        return found


class Pairs(_ByTicket[Mapping[int, Pair]]):
    """Per ticket a mapping from engineer to minutes and cost: a dict, which is faster, where all together are few."""

    def __init__(self, begin: Vector, end: Vector, columns: Sequence[Vector]) -> None:
        super().__init__(begin, end)
        self._columns = columns
        self._views = tuple(np.ascontiguousarray(each).data for each in columns)
        self._known: dict[tuple[int, int], dict[int, Pair]] = {}
        self._is_small = len(columns[0]) <= _MOST // 4

    def __getitem__(self, ticket: int) -> Mapping[int, Pair]:
        row = self._low[ticket], self._high[ticket]
        if not self._is_small:
            return PairRow(self._views, *row)
        found = self._known.get(row)
        if found is None:
            engineers, minutes, costs = (each[slice(*row)].tolist() for each in self._columns)
            found = self._known[row] = dict(zip(engineers, zip(minutes, costs, strict=True), strict=True))
        return found


class PairRow(Mapping[int, Pair]):
    """One row of pairs, by ascending engineer."""

    __slots__ = ("_high", "_low", "_views")

    def __init__(self, views: tuple[memoryview, ...], low: int, high: int) -> None:
        self._views, self._low, self._high = views, low, high

    def __getitem__(self, engineer: int) -> Pair:
        engineers, minutes, costs = self._views
        at = bisect_left(engineers, engineer, self._low, self._high)
        if at == self._high or engineers[at] != engineer:
            raise KeyError(engineer)
        return minutes[at], costs[at]

    def __iter__(self) -> Iterator[int]:
        return iter(self._views[0][self._low : self._high].tolist())

    def __len__(self) -> int:
        return self._high - self._low
