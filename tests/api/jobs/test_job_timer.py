"""What the service does by the clock."""

import datetime as dt
import threading
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from job_desks import AT, SETTINGS, add_desk, later, seen
from sqlalchemy import delete, select, update
from waiting import PATIENCE, until

from api.jobs import queue
from api.jobs.timer import Timer
from api.store.database import Database
from api.store.tables import Desk, Job
from engine.errors import DataError
from scenarios.generator import generate

NIGHTLY = SETTINGS.model_copy(update={"nightly": "30 2 * * *", "nightly_seconds": 7, "nightly_publishes": True})
LONDON = generate(3, 8, 1, 1, zone="Europe/London")


@pytest.fixture
def database(any_database: Database) -> Database:
    """Return a database with a desk in Chicago and one in London."""
    add_desk(any_database, "north")
    add_desk(any_database, "south", LONDON)
    return any_database


def nothing(should_stop: Callable[[], bool]) -> None:
    """Refresh no calendar."""


def jobs(database: Database) -> list[Job]:
    """Return all jobs."""
    with database.read() as session:
        return list(session.scalars(select(Job).order_by(Job.desk_id, Job.created)))


def test_each_desk_has_its_own_night(database: Database) -> None:
    """The time is half past two where the desk is."""
    with Timer(database, NIGHTLY, nothing) as timer:
        times = timer.times()
    assert set(times) == {"north", "south"}
    zones = {"north": "America/Chicago", "south": "Europe/London"}
    for desk_id, time in times.items():
        local = time.astimezone(ZoneInfo(zones[desk_id]))
        assert (local.hour, local.minute) == (2, 30)


def test_desks_come_and_go(sqlite_database: Database) -> None:
    """A new desk gets a time, a deleted one has none any more, and a moved one is planned by its new zone."""
    add_desk(sqlite_database, "north")
    with Timer(sqlite_database, NIGHTLY, nothing) as timer:
        before = timer.times()["north"]
        add_desk(sqlite_database, "south")
        with sqlite_database.write() as session:
            body = session.scalars(select(Desk.body).where(Desk.id == "north")).one()
            session.execute(update(Desk).where(Desk.id == "north").values(body=body | {"time_zone": "Asia/Tokyo"}))
        timer.look()
        after = timer.times()
        assert set(after) == {"north", "south"}
        assert after["north"] != before
        assert after["south"] == before
        with sqlite_database.write() as session:
            session.execute(delete(Desk).where(Desk.id == "north"))
        timer.look()
        assert set(timer.times()) == {"south"}


def test_night_is_planned_once(database: Database) -> None:
    """However many services enqueue it, and however often, there is one job for a desk's local date."""
    with Timer(database, NIGHTLY, nothing, clock=lambda: AT) as timer, Timer(database, NIGHTLY, nothing, lambda: AT):
        timer.enqueue("north", "America/Chicago")
        timer.enqueue("north", "America/Chicago")
    with Timer(database, NIGHTLY, nothing, lambda: later(3600)) as other:
        other.enqueue("north", "America/Chicago")
        other.enqueue("south", "Europe/London")
    north, south = jobs(database)
    assert (north.desk_id, south.desk_id) == ("north", "south")
    document = seen(database, north.id)
    assert (document["kind"], document["state"], document["seconds"]) == ("nightly", "queued", 7)
    assert document["created_by"] == "service:nightly"
    assert north.request["publish"] is True


def test_next_night_is_planned_again(sqlite_database: Database) -> None:
    """The date is the desk's: 5:59 UTC is still the day before in Chicago, 6:00 is not."""
    add_desk(sqlite_database, "north")
    before, after = (dt.datetime(2026, 3, 3, *minute, tzinfo=dt.UTC) for minute in ((5, 59), (6, 0)))
    for at in (AT, before, after):
        with Timer(sqlite_database, NIGHTLY, nothing, lambda at=at: at) as timer:  # type: ignore[misc]
            timer.enqueue("north", "America/Chicago")
    assert [job.created for job in jobs(sqlite_database)] == [AT, after]


def test_time_comes(sqlite_database: Database) -> None:
    """When a desk's time has come, its plan waits in the queue; calendars are read when theirs has."""
    add_desk(sqlite_database, "north")
    called = threading.Event()
    with Timer(sqlite_database, NIGHTLY, lambda _should_stop: called.set()) as timer:
        for job in timer._scheduler.get_jobs():
            job.modify(next_run_time=dt.datetime.now(dt.UTC))
        assert called.wait(PATIENCE)
        until(lambda: len(jobs(sqlite_database)) == 1)
    assert jobs(sqlite_database)[0].state == queue.QUEUED


def test_waiting_tickets_are_looked_at_again_and_again(sqlite_database: Database) -> None:
    """Autopilot has its turn every minute, unless the operator has switched it off."""
    called = threading.Event()

    def look(_should_stop: Callable[[], bool]) -> None:
        called.set()

    with Timer(sqlite_database, SETTINGS, nothing, pilot=look) as timer:
        timer._scheduler.get_job("autopilot").modify(next_run_time=dt.datetime.now(dt.UTC))
        assert called.wait(PATIENCE)
    never = SETTINGS.model_copy(update={"autopilot_seconds": 0})
    with Timer(sqlite_database, never, nothing, pilot=look) as timer:
        assert timer._scheduler.get_job("autopilot") is None


def test_without_a_time_nothing_is_planned(sqlite_database: Database) -> None:
    """The setting's default is never."""
    add_desk(sqlite_database, "north")
    with Timer(sqlite_database, SETTINGS, nothing) as timer:
        assert timer.times() == {}


def test_bad_time_is_refused_at_once(sqlite_database: Database) -> None:
    """The service does not start with a line that nobody can read."""
    with pytest.raises(DataError, match="nightly"):
        Timer(sqlite_database, NIGHTLY.model_copy(update={"nightly": "02:30"}), nothing)


def test_calendars_are_not_read_to_the_end(sqlite_database: Database) -> None:
    """Whoever ends the service has the reading of calendars told to stop."""
    began, told = threading.Event(), threading.Event()

    def refresh(should_stop: Callable[[], bool]) -> None:
        began.set()
        until(should_stop)
        told.set()

    with Timer(sqlite_database, SETTINGS, refresh) as timer:
        timer._scheduler.get_jobs()[0].modify(next_run_time=dt.datetime.now(dt.UTC))
        assert began.wait(PATIENCE)
    assert told.is_set()
