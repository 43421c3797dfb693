"""A sweep that loses a worker, then its client; what two workers save: ``python -m benchmarks.sweep``."""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import distributed
import yaml

from constraints import by_name
from engine.files import read_problem, write_desk
from scenarios.generator import generate
from scenarios.situation import Situation
from scenarios.sweep.executors import executor_of
from scenarios.sweep.plan import Plan, plan_of
from scenarios.sweep.rows import read_rows
from scenarios.sweep.run import Row
from scenarios.sweep.store import TABLE, opened
from scenarios.sweep.sweep import sweep
from scenarios.sweep.sweepfile import read_sweep

_GLANCE = 0.02
"""Seconds between two looks at how many rows there are."""


@dataclass(frozen=True)
class Sizes:
    """A desk, and a sweep of it: so many runs of an effort each."""

    engineers: int
    tickets: int
    runs: int
    effort: float


@dataclass(frozen=True)
class Drill:
    """What is left of a sweep on a cluster that lost a worker and its client, and was run again.

    Parameters
    ----------
    killed_at : tuple of int
        Rows that there were when the worker was killed, and when the client was.
    rows : list of Row
        All that the file holds at the end.
    words : str
        What the second client said.
    """

    killed_at: tuple[int, int]
    rows: list[Row]
    words: str


def main() -> None:
    """Time one process and two workers, run the drill, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--engineers", type=int, default=12)
    parser.add_argument("--tickets", type=int, default=150)
    parser.add_argument("--effort", type=float, default=2.0)
    given = parser.parse_args()
    sizes = Sizes(given.engineers, given.tickets, given.runs, given.effort)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan = prepared(sizes, folder)
        alone, rows = timed(plan, folder / "alone", None)
        print(f"one process: {len(rows)} rows in {alone:.0f} s", flush=True)
        with cluster() as made:
            both, others = timed(plan, folder / "both", made.scheduler_address)
        same = figures(rows) == figures(others)
        print(f"a Dask cluster of two workers: {len(others)} rows in {both:.0f} s, {alone / both:.2f} times as fast")
        print(f"the same rows: {'yes' if same else 'NO'}", flush=True)
        with cluster() as made:
            drilled = drill(folder, given.runs, made)
    keys = {row["key"] for row in drilled.rows}
    worker, client = drilled.killed_at
    print(f"a worker was killed after {worker} rows, the client after {client}; then it was run again")
    print(f"{len(drilled.rows)} rows, {len(drilled.rows) - len(keys)} twice, {failed(drilled.rows)} failed")
    print(f"the same rows: {'yes' if figures(rows) == figures(drilled.rows) else 'NO'}")
    print(drilled.words)


def prepared(sizes: Sizes, folder: Path) -> Plan:
    """Write a desk and a sweep of it to a folder, and return what is to be run."""
    write_desk(generate(sizes.engineers, sizes.tickets, 5, 1), folder / "desk")
    ratios = {"from": 0.25, "to": 4, "times": True}
    told = {
        "name": "drill",
        "weights": {
            "travel": ratios,
            "sla": {"rules": ["sla_response", "sla_plan", "sla_resolution"], **ratios},
            "balance": {"rules": ["workload_balance"], **ratios},
        },
        "sample": sizes.runs,
        "effort": sizes.effort,
    }
    path = folder / "drill.yaml"
    path.write_text(yaml.safe_dump(told), encoding="utf-8")
    return plan_of(read_sweep(path), Situation(read_problem(folder / "desk", by_name())), path.name)


def timed(plan: Plan, out: Path, address: str | None) -> tuple[float, list[Row]]:
    """Return the seconds that a sweep takes in one process, or on a cluster, and its rows."""
    began = time.monotonic()
    with opened(out, plan) as store:
        with executor_of(1, address) as (executor, at_once):
            sweep(plan, store, executor, at_once, lambda _row: None)
        store.merge()
    return time.monotonic() - began, read_rows(out / TABLE)


def drill(folder: Path, runs: int, made: Any) -> Drill:
    """Run a prepared sweep on a cluster, kill a worker, then the client, and run it again to its end.

    Parameters
    ----------
    folder : Path
        As `prepared` has left it.
    runs : int
        How many there are; the worker goes after a third of them, the client after a half.
    made : distributed.LocalCluster
    """
    out = folder / "drill"
    command = [sys.executable, "-m", "api.cli.main", "sweep", str(folder / "desk"), str(folder / "drill.yaml")]
    command += ["--out", str(out), "--cluster", made.scheduler_address]
    killed_at = []
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as client:
        worker = next(iter(made.workers.values()))
        kills: list[tuple[int, Callable[[], None]]] = [
            (3, lambda: os.kill(worker.pid, signal.SIGKILL)),
            (2, client.kill),
        ]
        for share, kill in kills:
            while (count := len(list(out.glob("parts/[!.]*.parquet")))) < runs // share and client.poll() is None:
                time.sleep(_GLANCE)
            kill()
            killed_at.append(count)
    again = subprocess.run(command, capture_output=True, text=True, check=False)
    return Drill((killed_at[0], killed_at[1]), read_rows(out / TABLE), again.stdout.splitlines()[0])


@contextmanager
def cluster() -> Iterator[Any]:
    """Give a scheduler and two worker processes of one thread each, on the loopback interface."""
    untyped: Any = distributed
    with untyped.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=":0"
    ) as made:
        yield made


def figures(rows: list[Row]) -> dict[str, Row]:
    """Return rows by key, without how long they took."""
    return {row["key"]: {name: value for name, value in row.items() if name != "seconds"} for row in rows}


def failed(rows: list[Row]) -> int:
    """Return how many rows hold an error."""
    return sum(1 for row in rows if row["error"])


if __name__ == "__main__":
    main()
