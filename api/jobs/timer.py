"""What the service does by the clock: nightly plans in each desk's zone, calendars, autopilot, weights that learn."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime
from typing import Self
from zoneinfo import ZoneInfo

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger
from sqlalchemy import select

from api.service.service import wall_clock
from api.settings import Settings
from api.store.database import Database
from api.store.tables import Desk

from .cronline import read_cron_line
from .nightly import enqueue_nightly

_LOG = logging.getLogger("openday")
_LOOK = 300
"""Seconds between two looks at which desks there are, and in which zones."""
_LATE = 3600
"""Seconds by which a time may be missed, by a machine that slept, and be made up for."""
_NIGHTLY = "nightly:"


class Timer:
    """Enqueues each desk's nightly plan and has calendars read again, while it is open.

    Parameters
    ----------
    database : Database
    settings : Settings
        Its `nightly`, how long and whether it publishes, `subscription_minutes` and `autopilot_seconds`.
    refresh : callable
        Reads the subscribed calendars again; it is given a function to ask, between two, whether to stop.
    pilot : callable, optional
        Looks at waiting tickets that the engine may place alone; given the same function.
    learn : callable, optional
        Lets the weights of desks that want it learn from the days before; asked often, it does so once a day.

    Raises
    ------
    DataError
        When the nightly time is no cron line.
    """

    def __init__(
        self,
        database: Database,
        settings: Settings,
        refresh: Callable[[Callable[[], bool]], object],
        clock: Callable[[], datetime] = wall_clock,
        pilot: Callable[[Callable[[], bool]], object] | None = None,
        learn: Callable[[], object] | None = None,
    ) -> None:
        self._database, self._settings, self._clock = database, settings, clock
        self._is_ending = threading.Event()
        usual = {"coalesce": True, "max_instances": 1, "misfire_grace_time": _LATE}
        self._scheduler = BackgroundScheduler(timezone="UTC", job_defaults=usual)
        every = IntervalTrigger(minutes=settings.subscription_minutes)
        self._scheduler.add_job(refresh, every, args=(self._is_ending.is_set,), id="subscriptions")
        if pilot is not None and settings.autopilot_seconds:
            often = IntervalTrigger(seconds=settings.autopilot_seconds)
            self._scheduler.add_job(pilot, often, args=(self._is_ending.is_set,), id="autopilot")
        if learn:
            self._scheduler.add_job(learn, IntervalTrigger(seconds=_LOOK), id="learning")
        if settings.nightly:
            read_cron_line(settings.nightly, ZoneInfo("UTC"))
            self._scheduler.add_job(self.look, IntervalTrigger(seconds=_LOOK), id="desks")

    def __enter__(self) -> Self:
        """Begin."""
        if self._settings.nightly:
            self.look()
        self._scheduler.start()
        return self

    def __exit__(self, *error: object) -> None:
        """Stop; what has begun is waited for, but for calendars whose turn has not come."""
        self._is_ending.set()
        self._scheduler.shutdown()

    def look(self) -> None:
        """Have a nightly time for every desk, in its zone, and for none that is gone."""
        with self._database.read() as session:
            rows = session.execute(select(Desk.id, Desk.body)).all()
        zones = {desk_id: body["time_zone"] for desk_id, body in rows}
        known = {job.id: job for job in self._scheduler.get_jobs() if job.id.startswith(_NIGHTLY)}
        for desk_id, zone in zones.items():
            job = known.pop(_NIGHTLY + desk_id, None)
            if job is None or job.args != (desk_id, zone):
                trigger = read_cron_line(self._settings.nightly, ZoneInfo(zone))
                self._scheduler.add_job(
                    self.enqueue, trigger, args=(desk_id, zone), id=_NIGHTLY + desk_id, replace_existing=True
                )
        for job in known.values():
            job.remove()

    def times(self) -> dict[str, datetime]:
        """Return by desk when its next nightly plan is due."""
        jobs = [job for job in self._scheduler.get_jobs() if job.id.startswith(_NIGHTLY)]
        return {job.id.removeprefix(_NIGHTLY): job.next_run_time for job in jobs}

    def enqueue(self, desk_id: str, zone: str) -> None:
        """Put a desk's nightly plan into the queue, as its time has come."""
        settings = self._settings
        with self._database.write() as session:
            job = enqueue_nightly(
                session,
                desk_id,
                ZoneInfo(zone),
                seconds=settings.nightly_seconds,
                publish=settings.nightly_publishes,
                at=self._clock(),
            )
        _LOG.info("the nightly plan of desk %s is job %s", desk_id, job.id)
