"""A sweep on the command line: how far it is, and what came of it."""

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Live
from rich.table import Column, Table

from engine.words import minutes_text
from scenarios.sweep.executors import executor_of
from scenarios.sweep.frontier import Outcome, outcomes
from scenarios.sweep.frontier_html import frontier_html
from scenarios.sweep.frontier_png import frontier_png
from scenarios.sweep.frontier_toml import frontier_toml, weights_lines
from scenarios.sweep.plan import Plan
from scenarios.sweep.run import Row
from scenarios.sweep.store import opened
from scenarios.sweep.sweep import missing, sweep

from .screen import err, say, say_files, show
from .tables import and_more, cost_text, count, left, right, table

_PAUSE = 3.0
"""Seconds between two plain lines."""
_MOST = 20
"""Outcomes that the table shows."""


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


class _Course:
    """Shows on standard error how many runs are done: a bar in a terminal, a line every few seconds elsewhere."""

    def __init__(self, total: int, done: Done) -> None:
        self._console, self._total, self._done = err(), total, done
        self._last = time.monotonic()
        columns = (TextColumn("sweeping"), BarColumn(bar_width=24), MofNCompleteColumn(), TimeRemainingColumn())
        words = TextColumn("{task.fields[words]}")
        self._live = Live(*columns, words, console=self._console, transient=True)
        self._task = self._live.add_task("", total=total - done.skipped, words="")

    def __enter__(self) -> Self:
        """Start."""
        if self._done.skipped:
            self._line(f"{self._done.skipped:,} of {self._total:,} rows are there already.")
        if self._console.is_terminal:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away."""
        if self._console.is_terminal:
            self._live.stop()

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
                with executor_of(workers, cluster) as (executor, at_once), _Course(total, done) as course:
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


def write_outcome(plan: Plan, done: Done, folder: Path) -> list[Path]:
    """Draw the frontier and write its weights; return the paths of all that the sweep has written."""
    png, page, weights = (folder / f"frontier.{kind}" for kind in ("png", "html", "toml"))
    if not done.outcomes:
        return [done.table]
    choices = count(len({each.point.words for each in done.outcomes}), "choice")
    title = f"{plan.name}: travel, SLA and balance under {choices} of weights"
    frontier_png(done.outcomes, title, png)
    frontier_html(done.outcomes, title, page)
    frontier_toml(done.outcomes, weights)
    return [done.table, png, page, weights]


def json_of(done: Done, files: Sequence[Path]) -> dict[str, Any]:
    """Return what a sweep has come to as JSON shows it."""
    return {
        "rows": done.skipped + done.made,
        "made": done.made,
        "skipped": done.skipped,
        "failed": done.failed,
        "errors": done.errors,
        "frontier": [asdict(each) for each in done.outcomes if each.is_on_frontier],
        "files": [str(path) for path in files],
    }


def say_outcome(plan: Plan, done: Done, files: Sequence[Path], folder: Path) -> None:
    """Print how many rows there are, the frontier, and the weights of its outcomes as desk.toml has them."""
    there = f", {done.skipped:,} were there already" if done.skipped else ""
    say(f"{plan.name}: {count(len(plan.jobs), 'run')}; {done.made:,} done now{there}, {done.failed:,} failed", "bold")
    best = [each for each in done.outcomes if each.is_on_frontier]
    if best:
        show(_frontier(best, [each for each in done.outcomes if each.is_own and not each.is_on_frontier]))
        say()
        # What two variants cost is no question of weights.
        cheapest = min((each for each in best if each.variant == best[0].variant), key=lambda each: each.base_cost)
        where = f" in {cheapest.variant}" * (best[-1].variant != best[0].variant)
        number = best.index(cheapest) + 1
        say(f"Weights of {number}, the cheapest{where} by the desk's own weights, for [weights] in desk.toml:")
        for line in weights_lines(cheapest):
            say(f"  {line}")
        say("frontier.toml has the weights of them all.")
    for error in done.errors:
        say(f"Failed: {error}", "red")
    say()
    say_files(files, folder)


def _frontier(best: Sequence[Outcome], own: Sequence[Outcome]) -> Table:
    numbers = [f"{number}{' own' * each.is_own}" for number, each in enumerate(best, start=1)]
    shown = [*zip(numbers[:_MOST], best[:_MOST], strict=True), *(("own", each) for each in own)]
    several = len({each.variant for each in best}) > 1
    rows = [
        (
            number,
            *((each.variant,) if several else ()),
            *each.point.told.values(),
            minutes_text(round(each.travel_minutes)),
            f"{each.sla_missed:g}",
            f"{each.utilization_spread_percent:.1f}",
            f"{each.unassigned:g}",
            cost_text(round(each.base_cost)),
        )
        for number, each in shown
    ]
    axes = (Column(name.replace("_", " "), justify="right") for name in best[0].point.told)
    figures = ("on the road", "SLA missed", "spread", "unassigned", "cost")
    columns = (left("no"), *((left("variant"),) if several else ()), *axes, *map(right, figures))
    title = "The frontier: no other choice is as good in travel, SLA and spread, and better in one"
    more = and_more(min(_MOST, len(best)), len(best), "in frontier.toml")
    return table(title, columns, rows, more or "own: the desk's own weights, by which all are priced")
