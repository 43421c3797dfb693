"""Desks to be planned in a database, and what the tests of jobs look at."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from api.jobs import queue
from api.jobs.views import events_after, view
from api.settings import Settings
from api.store import desks
from api.store.database import Database
from api.store.tables import Job, Proposal, Schedule
from engine.domain.problem import Problem
from scenarios.generator import generate

AT = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
UTC = ZoneInfo("UTC")
SMALL = generate(3, 8, 1, 1)
LARGE = generate(8, 60, 3, 7)
SETTINGS = Settings(job_slots=1, job_threads=1)


def later(seconds: float) -> dt.datetime:
    """Return an instant so many seconds after the first one."""
    return AT + dt.timedelta(seconds=seconds)


def add_desk(database: Database, desk_id: str = "north", problem: Problem = SMALL) -> None:
    """Write a desk."""
    with database.write() as session:
        desks.create(session, desk_id, problem, AT, "test", is_live=False)


def add_job(
    database: Database, desk_id: str = "north", *, seconds: float = 1, at: dt.datetime = AT, **fields: Any
) -> str:
    """Enqueue a job and return its id; what is no argument of `enqueue` goes into the request."""
    known = {name: fields.pop(name) for name in ("kind", "note", "once") if name in fields}
    request = {"seconds": seconds, "seed": 0} | fields
    with database.write() as session:
        return queue.enqueue(session, desk_id, known.pop("kind", "plan"), request, at=at, actor="eve", **known).id


def seen(database: Database, job_id: str) -> dict[str, Any]:
    """Return a job as people see it."""
    with database.read() as session:
        return view(session, session.get_one(Job, job_id), UTC)


def said(database: Database, job_id: str) -> list[tuple[int, str, Any]]:
    """Return a job's events."""
    with database.read() as session:
        return [(each.number, each.kind, each.body) for each in events_after(session, job_id)]


def count(database: Database, table: type[Proposal] | type[Schedule]) -> int:
    """Return how many rows a table has."""
    with database.read() as session:
        return session.query(table).count()


def is_over(database: Database, job_id: str) -> bool:
    """Whether a job has ended."""
    return seen(database, job_id)["state"] not in (queue.QUEUED, queue.RUNNING)
