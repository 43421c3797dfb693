"""A worker's process as the service sees it."""

import pickle
import threading
import time
from multiprocessing import Pipe
from multiprocessing.connection import wait
from typing import Any

from engine.errors import OpendayError

from ..spawned import spawn
from .errors import NeverTaken, TookTooLong, WorkerLost
from .key import DeskKey
from .messages import READY, TAKEN, Answered, Asked
from .work import work


class Worker:
    """A process that answers one question at a time; making it starts it."""

    def __init__(self) -> None:
        self._connection, theirs = Pipe()
        self._process = spawn("openday worker", work, theirs)
        # With this end closed here, the process's death is the end of what it says.
        theirs.close()
        self.keys: tuple[DeskKey, ...] = ()
        """Desks that it holds."""
        self.asked: DeskKey | None = None
        """The desk that it is asked about at the moment."""
        self._is_late = False
        self.is_gone = False
        """Whether it has been killed, or found dead: nothing must be asked of it any more."""

    @property
    def pid(self) -> int:
        """Number of the process."""
        assert self._process.pid is not None
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether the process is still there."""
        return not self.is_gone and not wait([self._process.sentinel], timeout=0)

    def wait_ready(self) -> bool:
        """Wait until it can answer; return whether it got that far."""
        try:
            return bool(self._connection.recv() == READY)
        except (EOFError, OSError):
            return False

    def answer(self, asked: Asked, until: float) -> Any:
        """Return the answer to a question, or raise the error that it ended with.

        Parameters
        ----------
        until : float
            Moment of the monotonic clock at which the worker is killed.

        Raises
        ------
        TookTooLong
            When there was no answer by then.
        NeverTaken
            When the worker was dead before it had the question.
        WorkerLost
            When it died over the question.
        """
        self.asked = asked.key
        # Whatever a stuck worker holds up, sending or receiving, ends with it.
        watchdog = threading.Timer(max(0.0, until - time.monotonic()), self._end_late)
        watchdog.start()
        is_taken = False
        try:
            self._connection.send(asked)
            is_taken = self._connection.recv() == TAKEN
            answered: Answered = self._connection.recv()
        except (EOFError, OSError):
            raise self._lost(is_taken=is_taken) from None
        finally:
            watchdog.cancel()
            watchdog.join()
        self.keys = answered.keys
        if isinstance(answered.answer, OpendayError):
            raise answered.answer
        return pickle.loads(answered.answer)

    def kill(self) -> None:
        """End it at once."""
        self.is_gone = True
        self._process.kill()

    def wait_end(self) -> None:
        """Wait until it has ended, however that came about."""
        self._process.join()
        self.is_gone = True

    def _end_late(self) -> None:
        self._is_late = True
        self.kill()

    def _lost(self, *, is_taken: bool) -> OpendayError:
        """Return why there is no answer."""
        self.kill()
        if self._is_late:
            return TookTooLong(
                "the answer took too long and was given up\n  Maybe ask about less at a time, or allow more seconds"
            )
        if not is_taken:
            return NeverTaken("a warm worker was dead before it had the question")
        return WorkerLost(
            "the process that worked on the answer died\n"
            "  Maybe the machine is short of memory; the service's log may say more"
        )
