"""A sweep on the command line, carried out with its progress shown."""

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn

from scenarios.sweep.executors import executor_of
from scenarios.sweep.frontier import Outcome, outcomes
from scenarios.sweep.plan import Plan
from scenarios.sweep.run import Row
from scenarios.sweep.store import opened
from scenarios.sweep.sweep import missing, sweep

from .livebar import LiveBar
from .screen import err

_PAUSE = 3.0
"""Seconds between two plain lines."""


@dataclass
class Done:
    """What a sweep has come to.

    Parameters
    ----------
    skipped : int
        Runs whose rows were there already.
    made, failed : int
        Runs done now, and those of them that went wrong.
    is_stopped : bool
        Whether Ctrl-C has cut it short.
    table : Path
    outcomes : list of Outcome
    errors : list of str
        What went wrong, each once.
    """

    skipped: int
    table: Path
    made: int = 0
    failed: int = 0
    is_stopped: bool = False
    outcomes: list[Outcome] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class _Course(LiveBar):
    """Shows on standard error how many runs are done: a bar in a terminal, a line every few seconds elsewhere."""

    def __init__(self, total: int, done: Done) -> None:
        self._total, self._done = total, done
        self._last = time.monotonic()
        columns = (TextColumn("sweeping"), BarColumn(bar_width=24), MofNCompleteColumn(), TimeRemainingColumn())
        words = TextColumn("{task.fields[words]}")
        super().__init__(*columns, words)
        self._task = self._live.add_task("", total=total - done.skipped, words="")

    def __enter__(self) -> Self:
        """Start."""
        if self._done.skipped:
            self._line(f"{self._done.skipped:,} of {self._total:,} rows are there already.")
        return super().__enter__()

    def row(self, row: Row) -> None:
        """Count a row."""
        done = self._done
        done.made += 1
        if row.get("error"):
            done.failed += 1
            self._line(f"A run has failed: {row['variant']}, {row['point']}, seed {row['seed']}: {row['error']}")
        words = f"{done.failed:,} failed" if done.failed else ""
        self._live.update(self._task, completed=done.made, words=words)
        if not self._console.is_terminal and time.monotonic() - self._last >= _PAUSE:
            self._last = time.monotonic()
            self._line(f"{done.made + done.skipped:,} of {self._total:,} rows{words and f', {words}'}")

    def _line(self, words: str) -> None:
        self._console.print(words, markup=False, soft_wrap=True)
        self._console.file.flush()


def carry_out(plan: Plan, folder: Path, workers: int, cluster: str | None) -> Done:
    """Run what of a plan has no row yet, show how it goes, and return what there is then.

    Raises
    ------
    DataError
        When the folder is another sweep's, or another process writes to it.
    ClusterError
        When the cluster cannot be reached, or has no workers.
    """
    total = len(plan.jobs)
    with opened(folder, plan) as store:
        done = Done(total - len(missing(plan, store)), store.table)
        try:
            if done.skipped < total:
                with (
                    executor_of(min(workers, total - done.skipped), cluster) as (executor, at_once),
                    _Course(total, done) as course,
                ):
                    sweep(plan, store, executor, at_once, course.row)
        except KeyboardInterrupt:
            done.is_stopped = True
            kept = f"{done.made + done.skipped:,} of {total:,} rows are kept"
            err().print(f"Stopped: {kept}; the same command goes on from there.", markup=False)
        finally:
            store.merge()
        done.outcomes = outcomes(plan, store.rows)
        ours = (store.rows.get(job.key, {}) for job in plan.jobs)
        done.errors = sorted({row["error"] for row in ours if row.get("error")})
    return done
