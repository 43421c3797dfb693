"""What looks after jobs: a thread that claims them, starts their processes, and notices when one dies."""

import contextlib
import logging
import secrets
import threading
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.context import SpawnProcess
from typing import Self

from api.service.service import wall_clock
from api.settings import Settings
from api.spawned import spawn
from api.store.database import Database
from api.store.trail import forget

from .errors import LeaseLost
from .lease import died, give_back, renew
from .process import Task, run
from .queue import PLANS, WHAT_IFS, claim, expire, is_waited_for, requeue_abandoned

_LOG = logging.getLogger("openday")
PAUSE, RENEWAL, UPKEEP, EXPIRY = 0.5, 3.0, 5.0, 600.0
"""Seconds between two rounds, two renewals of a lease, two looks for abandoned jobs, two for what has run out."""
GRACE = 120.0
"""Seconds beyond its limit, for each of its solves, after which a job's process is stuck, and is killed."""


@dataclass
class _Running:
    """A job under way."""

    job_id: str
    kinds: Collection[str]
    lease: str
    process: SpawnProcess
    kill_at: float
    renew_at: float
    why: str = ""
    """Why it was killed."""


class Supervisor:
    """Runs the jobs of a database, so many at a time.

    Parameters
    ----------
    database : Database
    settings : Settings
        Its slots, threads and terms.
    only : collection of str, optional
        Ids of the jobs that are meant; without it, all.
    """

    def __init__(
        self,
        database: Database,
        settings: Settings,
        *,
        only: Collection[str] | None = None,
        clock: Callable[[], datetime] = wall_clock,
    ) -> None:
        self._database, self._settings = database, settings
        self._only, self._clock = only, clock
        self._running: list[_Running] = []
        self._upkeep_at = self._expiry_at = 0.0
        self._is_closing = threading.Event()
        self._thread = threading.Thread(target=self._go_on, name="supervisor of jobs", daemon=True)

    def __enter__(self) -> Self:
        """Begin."""
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        """Stop: jobs under way go back into the queue."""
        self._is_closing.set()
        self._thread.join()

    def _go_on(self) -> None:
        while not self._is_closing.is_set():
            try:
                self._round()
            except Exception:
                # A database that is away comes back; until then there is nothing to be done but to go on.
                _LOG.exception("the supervisor of jobs could not do its round")
            self._is_closing.wait(PAUSE)
        for job in self._running:
            self._give_back(job)

    def _round(self) -> None:
        for job in list(self._running):
            self._look_after(job)
        now = time.monotonic()
        if now >= self._upkeep_at:
            self._upkeep_at = now + UPKEEP
            with self._database.write() as session:
                for job_id in requeue_abandoned(session, self._clock()):
                    _LOG.warning("job %s was abandoned; it is run again, or given up", job_id)
        if now >= self._expiry_at:
            self._expiry_at = now + EXPIRY
            with self._database.write() as session:
                expire(session, self._clock(), self._settings.job_days)
                forget(session, self._clock())
        # A what-if may take an hour: nobody's plan waits behind it, nor it behind plans.
        for kinds, slots in ((PLANS, self._settings.job_slots), (WHAT_IFS, self._settings.what_if_slots)):
            while sum(each.kinds is kinds for each in self._running) < slots and self._start_one(kinds):
                pass

    def _start_one(self, kinds: Collection[str]) -> bool:
        """Claim a job of some kinds and start its process; return whether there was one."""
        with self._database.read() as session:
            if not is_waited_for(session, self._only, kinds):
                return False
        lease = secrets.token_urlsafe(12)
        with self._database.write() as session:
            job = claim(session, at=self._clock(), lease=lease, only=self._only, kinds=kinds)
        if job is None:
            return False
        settings = self._settings
        task = Task(self._database.url, job.id, lease, settings.job_threads, settings.proposal_hours)
        now = time.monotonic()
        kill_at = now + job.request["seconds"] + GRACE * job.request.get("solves", 1)
        process = spawn("openday job", run, task)
        self._running.append(_Running(job.id, kinds, lease, process, kill_at, now + RENEWAL))
        return True

    def _look_after(self, job: _Running) -> None:
        now = time.monotonic()
        if not job.process.is_alive():
            self._bury(job)
        elif now >= job.kill_at:
            job.why = "it took far longer than its limit"
            job.process.kill()
        elif now >= job.renew_at:
            job.renew_at = now + RENEWAL
            try:
                with self._database.write() as session:
                    renew(session, job.job_id, job.lease, self._clock())
            except LeaseLost as error:
                # It has ended just now, or somebody else has it.
                _LOG.info("%s", error)

    def _bury(self, job: _Running) -> None:
        """Say of a job that its process has ended: when it has not said how, it died."""
        code = job.process.exitcode
        why = job.why or f"its process ended with exit code {code}"
        with contextlib.suppress(LeaseLost):
            with self._database.write() as session:
                died(session, job.job_id, job.lease, self._clock(), why)
            _LOG.error("job %s died: %s", job.job_id, why)
        self._running.remove(job)

    def _give_back(self, job: _Running) -> None:
        job.process.kill()
        job.process.join()
        try:
            with contextlib.suppress(LeaseLost), self._database.write() as session:
                give_back(session, job.job_id, job.lease)
        except Exception:
            # Its lease runs out by itself.
            _LOG.exception("job %s could not be given back", job.job_id)
