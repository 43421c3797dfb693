"""The nightly plan of desks: once a day and desk, whoever asks for it, and run right here when nobody else does."""

import datetime as dt
import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.settings import Settings
from api.store.database import Database
from api.store.proposals import PUBLISHED
from api.store.tables import Desk, Job, JobEvent, Proposal
from api.store.tables.base import LONGEST_ID
from engine.errors import UnknownId

from .queue import DONE, QUEUED, RUNNING, enqueue
from .supervisor import Supervisor
from .views import events_after, view

ACTOR = "service:nightly"
_GLANCE = 0.3
"""Seconds between two looks at a job."""
PATIENCE = 3.0
"""Seconds in which a running service takes a job; after that nobody does."""


@dataclass(frozen=True)
class Night:
    """A desk's nightly job."""

    desk_id: str
    job_id: str
    zone: ZoneInfo


@dataclass(frozen=True)
class Planned:
    """What became of a nightly job: its document, and its proposal in words."""

    desk_id: str
    plan: dict[str, Any]
    summary: str
    is_published: bool
    is_well: bool
    """Whether there is a plan, and it was published where it should have been."""


Say = Callable[[dict[str, Any]], None]


def enqueue_nightly(
    session: Session, desk_id: str, zone: ZoneInfo, *, seconds: int, publish: bool, at: dt.datetime, again: bool = False
) -> Job:
    """Put a desk's nightly plan into the queue; there is one for each local day, and only ``again`` makes another."""
    once = None if again else _once(desk_id, at.astimezone(zone).date())
    request = {"seconds": seconds, "seed": 0, "publish": publish}
    return enqueue(session, desk_id, "nightly", request, at=at, actor=ACTOR, once=once)


def _once(desk_id: str, day: dt.date) -> str:
    """Return the name of a desk's nightly job of a day; an id may be so long that its digest has to do."""
    name = f"nightly:{desk_id}:{day.isoformat()}"
    return name if len(name) <= LONGEST_ID else f"nightly:{hashlib.sha256(name.encode()).hexdigest()}"


def enqueue_all(
    database: Database, desk_id: str | None, *, seconds: int, publish: bool, at: dt.datetime, again: bool
) -> list[Night]:
    """Put the nightly plans of all desks, or of one, into the queue.

    Raises
    ------
    UnknownId
        When there is no such desk, or none at all.
    """
    with database.write() as session:
        desks = select(Desk.id, Desk.body).order_by(Desk.id)
        rows = session.execute(desks.where(Desk.id == desk_id) if desk_id else desks).all()
        if not rows:
            what = f"no desk {desk_id!r}" if desk_id else "no desk"
            raise UnknownId(f"there is {what} in the database\n  Maybe name another database by --database")
        nights = []
        for found, body in rows:
            zone = ZoneInfo(body["time_zone"])
            job = enqueue_nightly(session, found, zone, seconds=seconds, publish=publish, at=at, again=again)
            nights.append(Night(found, job.id, zone))
        return nights


def follow(database: Database, settings: Settings, nights: list[Night], say: Say) -> Iterator[Planned]:
    """Yield what became of each job once it has ended, in order; jobs that no service takes are run here.

    Parameters
    ----------
    say : callable
        Told of each better plan of the job that is waited for.
    """
    own = settings.model_copy(update={"job_slots": 1})
    supervisor = Supervisor(database, own, only={each.job_id for each in nights})
    with ExitStack() as stack:
        is_own, since = False, time.monotonic()
        for night in nights:
            number = 0
            while True:
                state, events = _look(database, night, number)
                for event in events:
                    number = event.number
                    if event.kind == "progress":
                        say(event.body)
                if state not in (QUEUED, RUNNING):
                    break
                if state == RUNNING:
                    since = time.monotonic()
                elif not is_own and time.monotonic() - since > PATIENCE:
                    stack.enter_context(supervisor)
                    is_own = True
                time.sleep(_GLANCE)
            yield _planned(database, night)


def _look(database: Database, night: Night, number: int) -> tuple[str, list[JobEvent]]:
    with database.read() as session:
        return session.get_one(Job, night.job_id).state, events_after(session, night.job_id, number)


def _planned(database: Database, night: Night) -> Planned:
    with database.read() as session:
        job = session.get_one(Job, night.job_id)
        proposal = session.scalars(select(Proposal).where(Proposal.job_id == job.id)).one_or_none()
        is_published = proposal is not None and proposal.state == PUBLISHED
        is_well = job.state == DONE and (is_published or not job.request["publish"])
        summary = proposal.summary if proposal else ""
        return Planned(night.desk_id, view(session, job, night.zone), summary, is_published, is_well)
