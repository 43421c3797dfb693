"""Orders that the kernel has met, as columns for the master problem."""

from collections.abc import Iterator, Sequence

import numpy as np

from ...instance import Instance
from ..master.columns import Column
from .kernel import columns as c
from .kernel.entry import Array
from .plans import token_of

ROWS = 4096
"""Rows of a worker's table, of 1.6 kB each."""


def nothing_met() -> Array:
    """Return a table that takes nothing."""
    return np.zeros(c.MET_HEAD, np.int64)


def empty_met() -> Array:
    """Return a table without any orders yet."""
    met = np.zeros(c.MET_HEAD + ROWS * c.MET_COLUMNS, np.int64)
    met[c.SLOTS] = ROWS
    return met


def columns_of(instance: Instance, mets: Sequence[Array], most: int) -> Iterator[Column]:
    """Yield the orders met in the cheapest plans, so many at most over all tables."""
    rows = [met[c.MET_HEAD :].reshape(-1, c.MET_COLUMNS) for met in mets]
    found = np.concatenate([each[each[:, c.MET_LENGTH] > 0] for each in rows])
    # Equal totals are told apart by what was met, so that the choice does not depend on the order of rows.
    ranked = np.lexsort((found[:, c.MET_KEY], found[:, c.MET_TOTAL]))
    for row in found[ranked[:most]].tolist():
        yield _column(instance, row)


def _column(instance: Instance, row: list[int]) -> Column:
    size = row[c.MET_LENGTH] * c.MET_TOKEN
    entries = np.reshape(row[c.MET_TOKENS : c.MET_TOKENS + size], (-1, c.MET_TOKEN)).tolist()
    spans, sequence = {}, []
    for kind, item, absorbed, start, end in entries:
        sequence.append(token_of(kind, item, absorbed))
        if kind == c.TASK:
            spans[instance.task_ticket[item]] = (start, end)
    shift, tickets = row[c.MET_SHIFT], tuple(sorted(spans))
    load = row[c.MET_LOAD] if instance.window_load[instance.shifts[shift].engineer] else 0
    return Column(shift, tuple(sequence), tickets, tuple(spans[t] for t in tickets), row[c.MET_COST], load)
