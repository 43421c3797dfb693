"""The executor of a Dask cluster, and what is said when there is none."""

import pickle
import sys
from collections.abc import Iterator

import distributed
import pytest

from engine.cluster import cluster_of
from engine.errors import ClusterError


@pytest.fixture(params=[1, 0], ids=["a worker", "no workers"])
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    """Return the address of a scheduler in this process, and of its workers."""
    with distributed.LocalCluster(
        n_workers=request.param, threads_per_worker=3, processes=False, protocol="tcp", host="127.0.0.1",
        dashboard_address=":0",
    ) as cluster:  # fmt: skip
        yield cluster.scheduler_address


def test_executor_of_a_cluster(address: str, request: pytest.FixtureRequest) -> None:
    """It solves, and knows its threads; without a worker the error says how to start some."""
    if "no workers" in request.node.name:
        with pytest.raises(ClusterError, match="has no workers") as error, cluster_of(address):
            pass
        assert f"`dask worker {address}`" in str(error.value)
        return
    with cluster_of(address) as executor:
        assert executor.workers == 3
        assert executor.submit(pow, 2, 5).result() == 32


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nowhere", "what://ever"])
def test_nobody_answers(address: str) -> None:
    """An address without a scheduler is one clear error, also after it has come from another process."""
    with pytest.raises(ClusterError) as error, cluster_of(address, patience=0.5):
        pass
    for each in (error.value, pickle.loads(pickle.dumps(error.value))):
        told = f"command line, --cluster: no scheduler answers there (found {address!r})\n  Maybe start one"
        assert str(each).startswith(told)


def test_extra_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says what to install."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"pip install 'openday\[cluster\]'"), cluster_of("tcp://host:8786"):
        pass
