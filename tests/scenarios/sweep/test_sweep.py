"""Sweeps carried out: by a process, several, or a Dask cluster, killed and gone on with."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor, Executor, Future
from pathlib import Path
from typing import Any

import distributed
import pytest
from small_sweeps import Dies, DiesOnce, figures, made_up, small_plan

from engine.errors import OpendayError
from scenarios.sweep import sweep as sweeping
from scenarios.sweep.executors import executor_of
from scenarios.sweep.plan import Plan
from scenarios.sweep.processes import Processes
from scenarios.sweep.rows import read_rows
from scenarios.sweep.run import Row
from scenarios.sweep.store import TABLE, opened
from scenarios.sweep.sweep import missing, rows, sweep


class Here(Executor):
    """Runs each call at once, in this process."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run a call."""
        done: Future[Any] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as error:
            done.set_exception(error)
        return done


def carried_out(plan: Plan, folder: Path, executor: Executor, at_once: int) -> dict[str, Row]:
    """Return the rows of a sweep by key, each there once, without how long they took."""
    with opened(folder, plan) as store:
        sweep(plan, store, executor, at_once, lambda _row: None)
        store.merge()
    found = read_rows(folder / TABLE)
    assert len({row["key"] for row in found}) == len(found)
    return {row["key"]: figures(row) for row in found}


def test_same_rows_whoever_runs_them(tmp_path: Path) -> None:
    """One process, two others, and a Dask cluster over TCP give the same rows: one for every job, none failed."""
    plan = small_plan()
    here = carried_out(plan, tmp_path / "here", Here(), 1)
    with executor_of(2) as (executor, at_once):
        assert carried_out(plan, tmp_path / "processes", executor, at_once) == here
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, processes=False, protocol="tcp", host="127.0.0.1", dashboard_address=":0"
        ) as cluster,
        executor_of(1, cluster.scheduler_address) as (executor, at_once),
    ):
        assert carried_out(plan, tmp_path / "cluster", executor, at_once) == here
    assert here.keys() == {job.key for job in plan.jobs}
    assert not any(row["error"] for row in here.values())


def test_only_what_is_missing_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that are there are left alone; one with an error is run again, and what was added to the sweep is run."""
    monkeypatch.setattr(sweeping, "run", made_up)
    few, all_of_them = small_plan(weights={"travel": [0, 1000]}), small_plan(weights={"travel": [0, 1000, 4000]})
    carried_out(few, tmp_path, Here(), 1)
    with opened(tmp_path, all_of_them) as store:
        assert [job.point.words for job in missing(all_of_them, store)] == ["travel 4000"]
        store.add(made_up(few.jobs[0]) | {"error": "x"})
        told: list[Row] = []
        sweep(all_of_them, store, Here(), 1, told.append)
    assert [row["point"] for row in told] == ["travel 0", "travel 4000"]


def test_few_jobs_are_under_way_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """An executor holds no more of them than it is said to."""
    monkeypatch.setattr(sweeping, "_GLANCE", 0.01)
    held: list[Future[Row]] = []
    most = 0

    class Slow(Executor):
        def submit(self, _fn: Any, /, *args: Any, **_kwargs: Any) -> Future[Any]:
            nonlocal most
            if len(held) == 2:
                held.pop(0).set_result(made_up(args[0]))
            future: Future[Any] = Future()
            held.append(future)
            most = max(most, len(held))
            return future

    found = rows(small_plan().jobs, Slow(), 3)
    next(found)
    found.close()
    assert most == 2
    assert all(future.cancelled() for future in held)


def test_a_process_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """New processes take its place; every row is there."""
    plan = small_plan()
    monkeypatch.setattr(sweeping, "run", DiesOnce(plan.jobs[2].key, tmp_path / "died"))
    with Processes(2) as executor:
        found = carried_out(plan, tmp_path / "out", executor, 3)
    assert (tmp_path / "died").exists()
    assert found.keys() == {job.key for job in plan.jobs}
    assert not any(row["error"] for row in found.values())


def test_a_job_that_kills_its_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It becomes a row with an error after three tries, and takes no other with it."""
    plan = small_plan()
    guilty = plan.jobs[1].key
    monkeypatch.setattr(sweeping, "run", Dies(guilty))
    with Processes(2) as executor:
        found = carried_out(plan, tmp_path, executor, 3)
    assert len(found) == len(plan.jobs)
    assert {key for key, row in found.items() if row["error"]} == {guilty}
    assert "no answer after 3 tries (BrokenProcessPool" in found[guilty]["error"]


def test_processes_die_whatever_they_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sweep gives up with one error that says what to do."""
    monkeypatch.setattr(sweeping, "run", Dies())
    monkeypatch.setattr(sweeping, "_LOSSES", 1)
    plan = small_plan()
    with Processes(1) as executor, pytest.raises(OpendayError, match="run the same command again"):
        carried_out(plan, tmp_path, executor, 2)


def test_the_cluster_has_gone() -> None:
    """An executor that takes nothing any more is one error that says what to do."""

    class Gone(Executor):
        def submit(self, _fn: Any, /, *_args: Any, **_kwargs: Any) -> Future[Any]:
            raise RuntimeError("closed")

    with pytest.raises(OpendayError, match=r"the last time: RuntimeError: closed\)\n  Maybe .* run the same command"):
        next(rows(small_plan().jobs, Gone(), 1))


def test_a_worker_of_a_cluster_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Real workers in processes of their own: one is killed in the middle of a run, and every row is there once."""
    plan = small_plan(seeds=[0, 1])
    monkeypatch.setattr(sweeping, "run", DiesOnce(plan.jobs[5].key, tmp_path / "died"))
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=":0"
        ) as cluster,
        executor_of(1, cluster.scheduler_address) as (executor, at_once),
    ):
        assert at_once == 4
        found = carried_out(plan, tmp_path / "out", executor, at_once)
    assert (tmp_path / "died").exists()
    assert found.keys() == {job.key for job in plan.jobs}
    assert not any(row["error"] for row in found.values())


_CLIENT = """
import sys
from pathlib import Path
sys.path.insert(0, {here!r})
from small_sweeps import small_plan
from test_sweep import carried_out
from scenarios.sweep.executors import executor_of

if __name__ == "__main__":
    with executor_of(2) as (executor, at_once):
        carried_out(small_plan(seeds=[*range(4)]), Path({out!r}), executor, at_once)
"""


def test_the_client_is_killed(tmp_path: Path) -> None:
    """Its processes end with it, every row that it had is kept, and the next client makes the others and no more."""
    plan, out = small_plan(seeds=[*range(4)]), tmp_path / "out"
    script = tmp_path / "client.py"
    script.write_text(_CLIENT.format(here=str(Path(__file__).parent), out=str(out)), encoding="utf-8")
    with subprocess.Popen([sys.executable, str(script)], start_new_session=True) as client:
        while len(list(out.glob("parts/[!.]*.parquet"))) < 4:
            assert client.poll() is None
            time.sleep(0.02)
        client.kill()
    _wait_for_the_end_of(client.pid)
    with opened(out, plan) as store:
        kept = set(store.rows)
    assert 4 <= len(kept) < len(plan.jobs)
    made: list[Row] = []
    with executor_of(2) as (executor, at_once), opened(out, plan) as store:
        sweep(plan, store, executor, at_once, made.append)
        store.merge()
    assert {row["key"] for row in made} == {job.key for job in plan.jobs} - kept
    assert sorted(row["key"] for row in read_rows(out / TABLE)) == sorted(job.key for job in plan.jobs)


def _wait_for_the_end_of(session: int) -> None:
    """Wait until no process of a session is left."""
    while True:
        try:
            os.killpg(session, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)


def test_given_up_runs_do_not_hold_up(tmp_path: Path) -> None:
    """Leaving an executor in the middle, as Ctrl-C does, ends its processes at once whatever they are doing."""
    mark = tmp_path / "begun"
    with Processes(1) as executor:
        future = executor.submit(_sleeps, mark)
        while not mark.exists():
            time.sleep(0.02)
    assert isinstance(future.exception(), BrokenExecutor)


def _sleeps(mark: Path) -> None:
    """Leave a mark, then do nothing for longer than any test may take."""
    mark.touch()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    time.sleep(3600)
