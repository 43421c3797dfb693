"""Pools of rows of one width, into which the rows of tables point by ranges."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...timeline import ALWAYS, Intervals
from .kernel import columns as c
from .kernel.entry import Array

Rows = tuple[tuple[int, ...], ...]
Table = NDArray[np.integer[Any]]
_Users = dict[int, tuple[int, ...]]


class Pool:
    """Rows of one width; equal runs of rows are kept once."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._rows: list[tuple[int, ...]] = []
        self._known: dict[Rows, tuple[int, int]] = {}

    def put(self, rows: Rows) -> tuple[int, int]:
        """Return the range of a run of rows, added if it is new."""
        found = self._known.get(rows)
        if found is None:
            at = len(self._rows)
            self._rows.extend(rows)
            found = self._known[rows] = (at, len(self._rows))
        return found

    def flat(self) -> Array:
        """Return all rows, one after another."""
        return np.array(self._rows, dtype=np.int64).reshape(-1)


class Pools:
    """What ranges point into. A range counts rows of its pool until `join` makes positions of them."""

    def __init__(self) -> None:
        self.intervals, self.steps, self.hinges = Pool(2), Pool(3), Pool(2)
        self.facts, self.breaks, self.links = Pool(c.FACT_COLUMNS), Pool(c.BREAK_COLUMNS), Pool(c.LINK_COLUMNS)
        self.groups = Pool(1)

    def set_of(self, intervals: Intervals) -> tuple[int, int]:
        """Return the range of some intervals, (-1, -1) for all time."""
        return (-1, -1) if intervals == ALWAYS else self.intervals.put(intervals)

    def join(self, counts: dict[int, int], tables: dict[int, Table]) -> Array:
        """Return everything in one array: the head, the pools, then the tables, whose ranges become positions."""
        parts: list[Table] = [np.zeros(c.FLAT_HEAD, np.int64)]
        at = c.FLAT_HEAD
        for pool, users in self._users():
            for name, columns in users.items():
                ranges = tables[name][:, columns]
                tables[name][:, columns] = np.where(ranges < 0, -1, at + ranges * pool.width)
            parts.append(pool.flat())
            at += parts[-1].size
        for name, table in tables.items():
            parts[0][name] = at
            parts.append(table.reshape(-1))
            at += table.size
        for name, count in counts.items():
            parts[0][name] = count
        return np.concatenate(parts).astype(np.int64, copy=False)

    def _users(self) -> tuple[tuple[Pool, _Users], ...]:
        """Return by pool which columns of which tables are ranges of it."""
        sets: _Users = {
            c.TICKET_ROWS: (c.WITHIN, c.WITHIN_END, c.STARTS, c.STARTS_END),
            c.SHIFT_ROWS: (c.FREE, c.FREE_END, c.BARRIERS, c.BARRIERS_END),
            c.PLACE_ROWS: (c.OPENING, c.OPENING_END),
        }
        late = (c.LATE_START, c.LATE_START_END, c.LATE_END, c.LATE_END_END)
        loads: _Users = {
            c.SHIFT_ROWS: (c.HINGES, c.HINGES_END),
            c.ENGINEER_ROWS: (c.WINDOW_HINGES, c.WINDOW_HINGES_END),
        }
        return (
            (self.intervals, sets),
            (self.steps, {c.TICKET_ROWS: late}),
            (self.hinges, loads),
            (self.facts, {c.SHIFT_ROWS: (c.FACTS, c.FACTS_END)}),
            (self.breaks, {c.SHIFT_ROWS: (c.BREAKS, c.BREAKS_END)}),
            (self.links, {c.TICKET_ROWS: (c.BEFORE, c.BEFORE_END, c.AFTER, c.AFTER_END)}),
            (self.groups, {c.TICKET_ROWS: (c.GROUPS, c.GROUPS_END)}),
        )
