"""Parts solved by a Dask cluster: a real scheduler and two worker processes on this machine."""

import logging
from collections.abc import Iterator
from pathlib import Path

import dask
import distributed
import pytest
from mishaps import DiesOnce, place
from oracles import case

from engine.cost import cost
from engine.limits import Limits
from engine.solvers.decompose import decompose, groups
from scenarios.generator import generate

EFFORT = Limits(deterministic=1.0)


@pytest.fixture(params=[3, 0], ids=["the scheduler tries again", "we try again"])
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    """Return the address of a cluster that lets a task survive so many deaths of its worker."""
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": request.param}),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=":0"
        ) as cluster,
    ):
        yield cluster.scheduler_address


def test_a_worker_is_killed_in_the_middle(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The plan finishes, breaks no rule, and is the one that this process would have found alone."""
    monkeypatch.setattr(groups, "FEWEST", 3)
    desk = case(generate(12, 120, 3, 7))
    told: list[int] = []
    with caplog.at_level(logging.WARNING, "openday"), distributed.Client(address) as client:
        way = DiesOnce(tmp_path / "died")
        timed = decompose(
            desk.instance, EFFORT, 3, 2, told.append, executor=client.get_executor(), improve=way, size=40
        )
    assert (tmp_path / "died").exists()
    judged = desk.judge(timed)
    assert not judged.hard
    assert judged.score.total == cost(desk.instance, timed) == told[-1]
    alone = decompose(desk.instance, EFFORT, 3, 1, told.append, improve=place, size=40)
    assert timed.plan == alone.plan
