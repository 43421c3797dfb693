"""A sweep carried out: jobs sent to an executor a few at a time, rows kept as they come, the lost ones sent again."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from dataclasses import dataclass

from engine.errors import OpendayError

from .plan import Job, Plan
from .run import Row, coordinates, run
from .store import Store

TRIES = 3
"""Times that a job is sent: the process that runs it may be killed."""
_LOSSES = 10
"""Times that all jobs under way may be lost in a row, without any row in between, before the sweep gives up."""
_GLANCE = 0.5
"""Seconds between two looks, so that Ctrl-C is heard on every system."""


@dataclass
class _Sent:
    """A job on its way."""

    job: Job
    tries: int = 0
    is_suspect: bool = False
    """Whether processes have died while it was under way; it is then run alone, so that it takes no others with it."""


def sweep(plan: Plan, store: Store, executor: Executor, at_once: int, on_row: Callable[[Row], None]) -> None:
    """Run the jobs of a plan that have no row yet; one whose row holds an error is run again.

    Parameters
    ----------
    plan : Plan
    store : Store
        Has each row before ``on_row`` is told of it.
    executor : Executor
    at_once : int
        Jobs that are under way at a time: a few more than it can run, so that none of its workers waits.
    on_row : callable

    Raises
    ------
    OpendayError
        When processes die again and again, whatever they run, or the cluster has gone.
    """
    for row in rows(missing(plan, store), executor, at_once):
        store.add(row)
        on_row(row)


def missing(plan: Plan, store: Store) -> list[Job]:
    """Return the jobs that have no row, or one with an error."""
    return [job for job in plan.jobs if job.key not in store.rows or store.rows[job.key].get("error")]


def rows(jobs: Iterable[Job], executor: Executor, at_once: int) -> Iterator[Row]:
    """Yield a row for every job, in the order in which they come; arguments as for `sweep`."""
    waiting = deque(_Sent(job) for job in jobs)
    flying: dict[Future[Row], _Sent] = {}
    losses = 0
    try:
        while waiting or flying:
            while waiting and _has_room(waiting[0], flying, at_once):
                sent = waiting.popleft()
                sent.tries += 1
                flying[_submitted(sent, executor)] = sent
            done, _ = wait(flying, _GLANCE, FIRST_COMPLETED)
            for future in done:
                sent = flying.pop(future)
                found = _outcome(future)
                losses = losses + 1 if isinstance(found, BaseException) else 0
                if losses > _LOSSES * at_once:
                    raise _given_up(found)
                row = _again(sent, found) if isinstance(found, BaseException) else found
                if row is None:
                    waiting.appendleft(sent)
                else:
                    yield row
    finally:
        for future in flying:
            future.cancel()


def _has_room(first: _Sent, flying: dict[Future[Row], _Sent], most: int) -> bool:
    if first.is_suspect or any(sent.is_suspect for sent in flying.values()):
        return not flying
    return len(flying) < most


def _submitted(sent: _Sent, executor: Executor) -> Future[Row]:
    try:
        return executor.submit(run, sent.job, sent.tries)
    # Whatever the executor of a cluster may raise whose scheduler has gone.
    except Exception as error:
        raise _given_up(error) from error


def _outcome(future: Future[Row]) -> Row | BaseException:
    """Return the row of a job, or what befell the process that had it."""
    try:
        return future.result()
    # Whatever an executor may raise of its own; what a run raises comes as a row.
    except (Exception, CancelledError) as error:
        return error


def _again(sent: _Sent, error: BaseException) -> Row | None:
    """Return None when a lost job is to be sent again, and its last row when it has been lost too often."""
    if isinstance(error, BrokenExecutor) and not sent.is_suspect:
        # Of all that were under way, one may have killed the process; which one shows when it is run alone.
        sent.is_suspect, sent.tries = True, 0
    if sent.tries < TRIES:
        return None
    return coordinates(sent.job) | {"error": f"no answer after {TRIES} tries ({_words(error)})"}


def _given_up(error: object) -> OpendayError:
    message = f"the processes that run the sweep are lost one after the other (the last time: {_words(error)})"
    hint = "memory is short, or the cluster has gone; what is done is kept: run the same command again"
    return OpendayError(f"{message}\n  Maybe {hint}")


def _words(error: object) -> str:
    return f"{type(error).__name__}: {error}"
