"""Other machines that solve parts of a plan: a Dask cluster, installed by the extra ``openday[cluster]``."""

import socket
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import Any, ParamSpec, TypeVar

from .errors import ClusterError

PATIENCE = 10.0
"""Seconds in which a scheduler has to answer."""
P = ParamSpec("P")
T = TypeVar("T")


class Cluster(Executor):
    """The executor of a cluster, which knows how much it can do at a time.

    Parameters
    ----------
    executor : Executor
    workers : int
        Threads of all workers together.
    """

    def __init__(self, executor: Executor, workers: int) -> None:
        self._executor = executor
        self.workers = workers

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Send a call."""
        return self._executor.submit(fn, *args, **kwargs)


@contextmanager
def cluster_of(address: str, patience: float = PATIENCE) -> Iterator[Cluster]:
    """Give the executor of a Dask cluster.

    The workers need the same version of Openday. Each machine compiles the search once, with its first part.

    Parameters
    ----------
    address : str
        Of the scheduler, as ``tcp://host:8786``.
    patience : float
        Seconds in which the scheduler has to answer.

    Raises
    ------
    ClusterError
        When the extra is not installed, nobody answers, or the cluster has no workers.
    """
    try:
        import distributed
    except ImportError:
        message = "a cluster needs an extra that is not installed"
        raise ClusterError(message, address, "run pip install 'openday[cluster]'") from None
    untyped: Any = distributed
    try:
        _knock(untyped.comm.addressing.get_address_host_port(address), patience)
        client = untyped.Client(address, timeout=patience, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        hint = "start one with `dask scheduler`, and write its address like tcp://host:8786"
        raise ClusterError("no scheduler answers there", address, hint) from error
    with client:
        threads = sum(client.ncores().values())
        if not threads:
            raise ClusterError("the cluster has no workers", address, f"start some with `dask worker {address}`")
        yield Cluster(client.get_executor(), threads)


def _knock(host_and_port: tuple[str, int], patience: float) -> None:
    """Raise OSError when nobody listens there: asking first costs less than a client, and starts no thread in vain."""
    socket.create_connection(host_and_port, patience).close()
