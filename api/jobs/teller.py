"""What a solve says on the way, and whether somebody asks it to stop; both go through the database, beside it."""

import dataclasses
import logging
import threading
from types import TracebackType
from typing import Self

from sqlalchemy.exc import SQLAlchemyError

from api.store.database import Database
from api.store.tables import Job
from engine.limits import Progress
from scenarios.whatif import Step

from .errors import LeaseLost
from .lease import note_progress

_LOG = logging.getLogger("openday")
News = Progress | Step
"""What can be told."""
PAUSE = 0.25
"""Seconds between two rounds: so often at most is progress written."""


class Teller:
    """While it is open, a thread writes the newest progress and looks for a request to stop.

    Parameters
    ----------
    database : Database
    job_id, lease : str
    """

    def __init__(self, database: Database, job_id: str, lease: str) -> None:
        self._database, self._job_id, self._lease = database, job_id, lease
        self._newest: News | None = None
        self._has_plan = False
        self._is_over = threading.Event()
        self._is_lost = False
        self.is_asked_to_stop = False
        """Whether somebody has asked to stop."""
        self._thread = threading.Thread(target=self._go_on, name="teller", daemon=True)

    def __enter__(self) -> Self:
        """Begin."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write the last progress and end.

        Raises
        ------
        LeaseLost
            When the job has been taken away meanwhile.
        """
        self._is_over.set()
        self._thread.join()
        if self._is_lost and error is None:
            raise LeaseLost(self._job_id)

    def hear(self, event: News) -> None:
        """Take note of a better plan, or of the next step of a what-if."""
        self._has_plan = True
        self._newest = event

    def is_stopped(self) -> bool:
        """Whether the solve is to end with what it has; as long as it has nothing, it is to go on."""
        return self._is_lost or (self._has_plan and self.is_asked_to_stop)

    def _go_on(self) -> None:
        is_over = False
        while not is_over and not self._is_lost:
            is_over = self._is_over.wait(PAUSE)
            try:
                self._tell()
                self._look()
            except LeaseLost:
                self._is_lost = True
            except SQLAlchemyError as error:
                # The solve goes on; what could not be written now is written the next time.
                _LOG.warning("the progress of job %s could not be written: %s", self._job_id, error)

    def _tell(self) -> None:
        event = self._newest
        if event is None:
            return
        with self._database.write() as session:
            note_progress(session, self._job_id, self._lease, dataclasses.asdict(event))
        if self._newest is event:
            self._newest = None

    def _look(self) -> None:
        with self._database.read() as session:
            job = session.get(Job, self._job_id)
            if job is None or job.lease != self._lease:
                raise LeaseLost(self._job_id)
            self.is_asked_to_stop = job.stop_asked
