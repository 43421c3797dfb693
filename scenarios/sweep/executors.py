"""Where the jobs of a sweep run: in processes on this machine, or on a Dask cluster."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from engine.cluster import cluster_of

from .processes import Processes


@contextmanager
def executor_of(workers: int, cluster: str | None = None) -> Iterator[tuple[Executor, int]]:
    """Give an executor, and how many jobs are to be under way in it at a time.

    Parameters
    ----------
    workers : int
        Processes on this machine; a cluster has its own.
    cluster : str, optional
        Address of the scheduler of a Dask cluster.

    Raises
    ------
    ClusterError
        When it cannot be reached, or has no workers.
    """
    if cluster is None:
        with Processes(workers) as processes:
            # One more than there are processes lies ready for whichever is done first.
            yield processes, workers + 1
        return
    with cluster_of(cluster) as executor:
        # Two for each: the way to another machine is longer, and workers may join.
        yield executor, 2 * executor.workers
