"""Rows of a sweep as Parquet; https://parquet.apache.org/docs/file-format.

===================================================  =================================================================
``key``, ``variant``, ``point``, ``seed``, ``effort``  what was run; ``point`` are the weights as the sweep puts them
``weight_<rule>``                                    every weight that the run had, in thousandths
``tickets`` ... ``overtime_minutes``                 the figures of a schedule (`engine.kpis`)
``cost``, ``bound``, ``gap``, ``status``             of the plan, by the run's own weights
``base_cost``, ``base_cost_<rule>``                  what the plan costs by the desk's weights: rows compare
``amount_<rule>``                                    the same in engineer-minutes, free of weights
``broken``                                           breaches of rules that are off in the variant
``seconds``, ``error``                               how long it took; what went wrong, then the figures are missing
===================================================  =================================================================

Costs and bounds are in thousandths of an engineer-minute.
"""

import io
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from constraints import RULES
from engine.files.names import replace_file

from .run import Row

_WHOLE = [
    "tickets",
    "assigned",
    "unassigned",
    "unassigned_p1",
    "unassigned_p2",
    "unassigned_p3",
    "unassigned_p4",
    "sla_targets",
    "sla_met",
    "sla_missed",
    "sla_missed_before",
    "sla_late_before_minutes",
    "travel_minutes",
    "work_minutes",
    "visits",
    "visits_saved",
    "wrong_tier",
    "overtime_minutes",
    "cost",
    "base_cost",
    "bound",
    "broken",
]
_REAL = ["utilization_mean_percent", "utilization_max_percent", "utilization_spread_percent", "gap", "seconds"]
PRICED = tuple(rule.name for rule in RULES if rule.default_weight is not None)
"""The rules that a row speaks of."""


def schema() -> pa.Schema:
    """Return the columns, in the order in which people look for them."""
    texts, whole, real = pa.string(), pa.int64(), pa.float64()
    return pa.schema(
        [
            ("key", texts),
            ("variant", texts),
            ("point", texts),
            ("seed", whole),
            ("effort", real),
            *((f"weight_{rule}", whole) for rule in PRICED),
            *((name, whole) for name in _WHOLE),
            *((name, real) for name in _REAL),
            ("status", texts),
            *((f"base_cost_{rule}", whole) for rule in PRICED),
            *((f"amount_{rule}", whole) for rule in PRICED),
            ("error", texts),
        ]
    )


def write_rows(rows: Iterable[Row], path: Path) -> None:
    """Write rows as a Parquet file, put in place whole; what a row does not say is missing in it."""
    made = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(list(rows), schema()), made)
    replace_file(path, made.getvalue())


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a Parquet file.

    Raises
    ------
    pyarrow.ArrowInvalid
        When it is none.
    """
    # Never memory-mapped: the file may be replaced while the rows are in use.
    rows: list[Row] = pq.ParquetFile(io.BytesIO(path.read_bytes())).read().to_pylist()
    return rows
