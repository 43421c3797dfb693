"""Where parts are solved: in processes of our own, by an executor that somebody else has, or in this very process."""

import logging
import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from multiprocessing.synchronize import Event
from typing import Self

from ...limits import IsStopped
from ...parent import end_with_parent
from .job import Answer, Job, solve_part

_LOG = logging.getLogger("openday")
TRIES = 3
"""Times that a part is given to a process: one that dies takes those at work beside it down too."""
_GLANCE = 0.1
"""Seconds between two looks at whether somebody has asked to stop."""
_PATIENCE = 300.0
"""Seconds beyond its own time after which a part that others solve counts as lost, as when all of them have gone."""
_FAREWELL = 5.0
"""Seconds in which parts under way may still hand over what they have, once somebody has."""


@dataclass
class _Sent:
    """A part under way."""

    job: Job
    future: Future[Answer | str]
    tries: int = 1


class Pool:
    """Solves parts side by side and gives the answers in the order of the parts.

    Parameters
    ----------
    workers : int
        Parts that are solved at a time.
    executor : Executor, optional
        Solves them; without one this process does, or as many processes of our own where it is more than one.
    is_stopped : callable
        Asked all the while; once it says yes, parts under way end early and no others begin.
    """

    def __init__(self, workers: int, executor: Executor | None, is_stopped: IsStopped) -> None:
        self._workers, self._is_stopped = workers, is_stopped
        self._is_own = executor is None and workers > 1
        self._ask = multiprocessing.get_context("spawn").Event() if self._is_own else None
        self._executor = self._made() if self._is_own else executor

    def __enter__(self) -> Self:
        """Start."""
        return self

    def __exit__(self, *error: object) -> None:
        """Stop our own processes; what is under way in them ends early."""
        if self._ask and self._executor:
            self._ask.set()
            self._executor.shutdown(cancel_futures=True)

    def solve(self, jobs: Iterable[Job]) -> Iterator[Answer | None]:
        """Yield an answer for each job, in order; None for a part that could not be solved, or was not begun.

        Jobs are taken when there is room for them, so that making them goes on beside solving.
        """
        sent: deque[_Sent] = deque()
        for job in jobs:
            if self._is_stopped():
                break
            sent.append(_Sent(job, self._submit(job, 1)))
            while len(sent) >= 2 * self._workers or (sent and sent[0].future.done()):
                yield self._next(sent)
        while sent:
            yield self._next(sent)

    def _next(self, sent: deque[_Sent]) -> Answer | None:
        """Return the answer of the part that was sent first; one whose process has died is sent again."""
        while True:
            first = sent[0]
            self._wait(first)
            if not first.future.done():
                if not self._is_stopped():
                    _LOG.error("a part of the plan was left as it was: no answer")
                sent.popleft().future.cancel()
                return None
            try:
                found = first.future.result()
            # Whatever an executor may raise of its own; what a part raises comes as words.
            except (Exception, CancelledError) as error:
                if self._again(sent, error):
                    continue
                found = f"given up after {first.tries} tries"
            sent.popleft()
            if isinstance(found, Answer):
                return found
            _LOG.error("a part of the plan was left as it was: %s", found)
            return None

    def _wait(self, sent: _Sent) -> None:
        seconds = sent.job.limits.seconds
        until = None if self._is_own or seconds is None else time.monotonic() + _PATIENCE + 2 * seconds
        while not sent.future.done() and not self._is_stopped() and (until is None or time.monotonic() < until):
            wait([sent.future], _GLANCE)
        if self._is_stopped() and self._ask:
            self._ask.set()
            wait([sent.future], _FAREWELL)

    def _again(self, sent: deque[_Sent], error: BaseException) -> bool:
        """Send a part again after its process has died; return whether that is worth a try."""
        first = sent[0]
        if first.tries >= TRIES or self._is_stopped():
            return False
        _LOG.warning("a process that solved a part has ended (%s); the part is tried again", type(error).__name__)
        broken = [each for each in sent if _is_broken(each.future)]
        if self._is_own and broken:
            self._executor = self._made()
        for each in {id(each): each for each in (first, *broken)}.values():
            each.tries += 1
            each.future = self._submit(each.job, each.tries)
        return True

    def _submit(self, job: Job, tries: int) -> Future[Answer | str]:
        # A cluster takes the same work for done once it has failed; the number of the try tells it apart.
        if self._executor:
            try:
                return self._executor.submit(_solve, job, tries)
            except (BrokenExecutor, RuntimeError) as error:
                if self._is_own:
                    self._executor = self._made()
                    return self._executor.submit(_solve, job, tries)
                # Nobody but its owner can mend it.
                _LOG.warning("the executor takes no more parts (%s); this process goes on alone", error)
                self._executor = None
        done: Future[Answer | str] = Future()
        done.set_result(_guarded(job, self._is_stopped))
        return done

    def _made(self) -> Executor:
        assert self._ask is not None
        return ProcessPoolExecutor(
            self._workers, multiprocessing.get_context("spawn"), initializer=_begin, initargs=(self._ask,)
        )


def _is_broken(future: Future[Answer | str]) -> bool:
    return future.done() and not future.cancelled() and isinstance(future.exception(), BrokenExecutor)


_ASKED: list[Event] = []


def _begin(ask: Event) -> None:
    # A Ctrl-C in the terminal reaches every process of the group; only the one that talks to the user acts on it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    _ASKED[:] = [ask]


def _solve(job: Job, _tries: int) -> Answer | str:
    return _guarded(job, lambda: any(ask.is_set() for ask in _ASKED))


def _guarded(job: Job, is_stopped: IsStopped) -> Answer | str:
    """Return the answer, or in words what went wrong: a fault in one part must not lose the plan."""
    try:
        return solve_part(job, is_stopped)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
