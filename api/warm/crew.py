"""Who is free, and who waits: workers are handed out in the order in which people asked."""

import threading
import time
from collections import deque

from .errors import TookTooLong, WorkerLost
from .key import DeskKey
from .worker import Worker

MOST_WAITING = 60
"""Questions that may wait at a time; each has a thread of the service, which needs some for all the rest."""
MOST_OF_ONE_DESK = 40
"""Of them, those of one desk: who asks without end leaves others room."""


class _Waiting:
    """Somebody who waits for a worker."""

    def __init__(self, desk_id: str) -> None:
        self.desk_id = desk_id
        self.called = threading.Event()
        self.worker: Worker | None = None


class Crew:
    """The workers that are up; any thread may take one and give it back."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._workers: list[Worker] = []
        self._free: list[Worker] = []
        self._waiting: deque[_Waiting] = deque()
        self._is_closed = False

    def add(self, worker: Worker) -> None:
        """Take in a worker that is ready."""
        with self._lock:
            self._workers.append(worker)
            self._hand_on(worker)

    def remove(self, worker: Worker) -> None:
        """Forget a worker that has ended."""
        with self._lock:
            self._workers = [each for each in self._workers if each is not worker]
            self._free = [each for each in self._free if each is not worker]

    def take(self, key: DeskKey, until: float) -> Worker:
        """Return a worker, one that holds the desk if such a one is free; whoever asked first gets the next one.

        Raises
        ------
        TookTooLong
            When none has become free by a moment of the monotonic clock, or too many wait already.
        WorkerLost
            When the crew is closed meanwhile.
        """
        with self._lock:
            self._refuse_closed()
            worker = self._free_one(key)
            if worker:
                return worker
            self._refuse_too_many(key.desk_id)
            waiting = _Waiting(key.desk_id)
            self._waiting.append(waiting)
        waiting.called.wait(max(0.0, until - time.monotonic()))
        with self._lock:
            if waiting.worker is not None:
                return waiting.worker
            self._refuse_closed()
            self._waiting.remove(waiting)
        raise _too_many()

    def spare(self, key: DeskKey) -> Worker | None:
        """Return a free worker for a desk that no worker holds or is asked about; None when there is none."""
        with self._lock:
            is_known = any(key == each.asked or key in each.keys for each in self._workers)
            return None if is_known else self._free_one(key)

    def give_back(self, worker: Worker) -> None:
        """Hand a worker on to whoever waits the longest, or keep it as a free one."""
        with self._lock:
            self._hand_on(worker)

    def close(self) -> None:
        """Turn everybody away who waits, and whoever comes."""
        with self._lock:
            self._is_closed = True
            while self._waiting:
                self._waiting.popleft().called.set()

    def counts(self) -> tuple[int, int, int]:
        """Return how many workers are up, how many of them are busy, and how many people wait."""
        with self._lock:
            return len(self._workers), len(self._workers) - len(self._free), len(self._waiting)

    def _free_one(self, key: DeskKey) -> Worker | None:
        # One that has just died may not have been noticed yet.
        free = [each for each in self._free if each.is_alive]
        if not free:
            return None
        # One that holds the desk; else one that has the fewest to lose, and of these the one free for the longest.
        worker = min(free, key=lambda each: (key not in each.keys, len(each.keys)))
        self._free.remove(worker)
        worker.asked = key
        return worker

    def _hand_on(self, worker: Worker) -> None:
        worker.asked = None
        if worker.is_gone or self._is_closed:
            return
        if self._waiting:
            waiting = self._waiting.popleft()
            waiting.worker = worker
            waiting.called.set()
        else:
            self._free.append(worker)

    def _refuse_closed(self) -> None:
        if self._is_closed:
            raise WorkerLost("the service is stopping\n  Maybe ask again when it is up")

    def _refuse_too_many(self, desk_id: str) -> None:
        of_the_desk = sum(each.desk_id == desk_id for each in self._waiting)
        if len(self._waiting) >= MOST_WAITING or of_the_desk >= MOST_OF_ONE_DESK:
            raise _too_many()


def _too_many() -> TookTooLong:
    return TookTooLong("too many questions wait for an answer\n  Maybe ask again in a moment, or add warm workers")
