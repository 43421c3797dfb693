"""A desk in rows: what is written comes back as it was, and a live one runs with the clock."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import build
import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import OperationalError
from stored_desks import LATER, NOW, add_desks

from api.store import desks, schedules, tables
from api.store.database import Database
from api.store.desks import Edit, known_to, snapshot, still_there
from api.store.trail import note
from engine.domain.desk import PlanningWindow
from engine.domain.engineer import Busy
from engine.domain.problem import Problem
from engine.domain.schedule import BreakTaken, Schedule, Trip, Unassigned
from engine.domain.weights import Weights
from engine.errors import UnknownId
from scenarios.generator import generate

CHICAGO = ZoneInfo("America/Chicago")


@pytest.mark.parametrize("seed", range(4))
def test_desk_comes_back_as_it_was(seed: int, any_database: Database) -> None:
    """Every field of every row, in the desk's own order, with weights, busy time and published schedule."""
    problem = generate(3 + seed, 12, 2, seed)
    weights = Weights(version=3, values={"travel": 1500})
    problem = problem.model_copy(update={"desk": problem.desk.model_copy(update={"weights": weights})})
    first = problem.schedulable[0]
    schedule = build.schedule((first.id, problem.engineers[0].id, 60, 60 + first.estimated_minutes))
    schedule = schedule.model_copy(update={"unassigned": (Unassigned(ticket_id=problem.tickets[1].id),)})
    with any_database.write() as session:
        desks.create(session, "acme", problem, NOW, "test", is_live=False)
        schedules.first(session, "acme", schedule, NOW, "test")
    found = read(any_database)
    assert found.problem == problem.model_copy(update={"published": schedule})
    assert (found.published, found.data_version, found.published_version, found.is_live) == (schedule, 1, 1, False)


def test_unknown_desk(sqlite_database: Database) -> None:
    """It is not found, by whatever is asked of it."""
    with sqlite_database.read() as session:
        for ask in (lambda: desks.versions(session, "acme"), lambda: snapshot(session, "acme", NOW)):
            with pytest.raises(UnknownId, match="acme"):
                ask()


def test_row_keeps_its_place_and_new_ones_go_last(any_database: Database) -> None:
    """Writing over a row changes nothing about the order; busy time is not part of an engineer's row."""
    add_desks(any_database, "acme", "other")
    busy = (Busy(start=NOW, end=LATER, summary="Dentist"),)
    with any_database.write() as session:
        desks.set_busy(session, "acme", build.engineer("ann", busy=busy), NOW)
        changed = [build.engineer("zoe"), build.engineer("ann", tier=3), build.engineer("al")]
        desks.write(session, "acme", [Edit("engineers", each.id, each) for each in changed])
    people = read(any_database).problem.engineers
    assert [(each.id, each.tier) for each in people] == [("ann", 3), ("bob", 1), ("zoe", 1), ("al", 1)]
    assert people[0].busy == busy
    with any_database.write() as session:
        desks.write(session, "acme", [Edit("engineers", "bob", None), Edit("engineers", "nobody", None)])
    assert [each.id for each in read(any_database).problem.engineers] == ["ann", "zoe", "al"]
    assert [each.id for each in read(any_database, "other").problem.engineers] == ["ann", "bob"]


def test_busy_time_of_several_sources_is_put_together(any_database: Database) -> None:
    """Each source replaces what it said itself, and nothing of the others; what two say is there once."""
    add_desks(any_database, "acme")

    def say(source: str, *summaries: str) -> list[str]:
        busy = tuple(Busy(start=NOW, end=LATER, summary=each) for each in summaries)
        with any_database.write() as session:
            desks.set_busy(session, "acme", build.engineer("ann", busy=busy), NOW, source)
        return [each.summary for each in read(any_database).problem.engineer["ann"].busy]

    assert say("upload", "a") == ["a"]
    assert say("subscription:s1", "b", "c", "a") == ["b", "c", "a"]
    assert say("upload", "d") == ["b", "c", "a", "d"]
    assert say("subscription:s1") == ["d"]


def test_data_version_is_counted_by_who_knows_it(any_database: Database) -> None:
    """Of two who have seen the same version, one counts it up."""
    add_desks(any_database, "acme", "other")
    with any_database.write() as session:
        assert [desks.count_up(session, "acme", 1) for _ in range(2)] == [True, False]
        assert desks.count_up(session, "acme", 2)
        assert desks.versions(session, "acme") == (3, 0)
        assert desks.versions(session, "other") == (1, 0)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2026-03-02T08:00-06:00", "2026-03-06T18:00-06:00", 5),
        ("2026-03-02T00:00-06:00", "2026-03-07T00:00-06:00", 5),
        ("2026-03-06T00:00-06:00", "2026-03-11T00:00-05:00", 5),
        ("2026-10-30T00:00-05:00", "2026-11-04T00:00-06:00", 5),
        ("2026-03-02T08:00-06:00", "2026-03-02T09:00-06:00", 1),
        ("2026-03-02T23:00-06:00", "2026-03-03T01:00-06:00", 2),
    ],
)
def test_live_desk_plans_as_many_days_as_its_window_had(
    start: str, end: str, days: int, sqlite_database: Database
) -> None:
    """Local days are counted, whatever the hours and the clock changes; a later window changes the count."""
    window = PlanningWindow.model_validate({"start": start, "end": end})
    desk = build.desk(time_zone="America/Chicago", planning_window=window, now=window.start)
    with sqlite_database.write() as session:
        problem = build.problem(desk=desk)
        desks.create(session, "acme", problem, NOW, "test", is_live=True)
    at = dt.datetime(2026, 6, 1, 9, tzinfo=CHICAGO)
    shown = read(sqlite_database, at=at).problem.desk.planning_window
    assert (shown.start, shown.end - shown.start) == (dt.datetime(2026, 6, 1, tzinfo=CHICAGO), dt.timedelta(days=days))
    with sqlite_database.write() as session:
        longer = PlanningWindow(start=shown.start, end=shown.end + dt.timedelta(days=2))
        desks.set_desk(session, "acme", desk.model_copy(update={"planning_window": longer}))
    shown = read(sqlite_database, at=at).problem.desk.planning_window
    assert shown.end - shown.start == dt.timedelta(days=days + 2)


def test_now_of_a_live_desk_serves_for_five_minutes(sqlite_database: Database) -> None:
    """It is never behind the clock, and at midnight belongs to the new day."""
    add_desks(sqlite_database, "acme", is_live=True)
    for seconds, later in ((0, 0), (1, 300), (300, 300), (301, 600)):
        assert read(sqlite_database, at=NOW + dt.timedelta(seconds=seconds)).problem.desk.now == NOW + dt.timedelta(
            seconds=later
        )
    midnight = dt.datetime(2026, 3, 3, tzinfo=dt.UTC)
    desk = read(sqlite_database, at=midnight - dt.timedelta(minutes=2)).problem.desk
    assert desk.now == desk.planning_window.start == midnight


def test_what_has_gone_is_left_out_of_the_published_schedule() -> None:
    """Work, trips, breaks and reasons of what the desk no longer has; and what ended before the window."""
    problem = build.problem(build.ticket("t1"), build.ticket("t2", site_id="hq"), build.ticket("t3"))
    whole = build.schedule(("t1", "ann", 0, 60), ("t2", "ann", 60, 120), ("t3", "bob", 0, 60), ("gone", "ann", 0, 9))
    at_hq = whole.assignments[1].model_copy(update={"site_id": "hq"})
    away = at_hq.model_copy(update={"ticket_id": "t3", "site_id": "elsewhere"})
    before = whole.assignments[0].model_copy(
        update={"start": NOW - dt.timedelta(days=1), "end": NOW - dt.timedelta(hours=23)}
    )
    trips = tuple(
        Trip(engineer_id=who, depart=NOW, arrive=LATER, from_site=start, to_site="hq")
        for who, start in (("ann", "hq"), ("bob", "hq"), ("ann", "elsewhere"))
    )
    breaks = tuple(BreakTaken(engineer_id=who, start=NOW, end=LATER) for who in ("ann", "bob"))
    left = tuple(Unassigned(ticket_id=each) for each in ("t3", "gone"))
    schedule = Schedule(
        assignments=(whole.assignments[0], at_hq, *whole.assignments[2:], away, before),
        trips=trips,
        breaks=breaks,
        unassigned=left,
    )
    found = still_there(schedule, problem)
    assert found.assignments == (whole.assignments[0], at_hq)
    assert (found.trips, found.breaks, found.unassigned) == (trips[:1], breaks[:1], left[:1])
    assert known_to(problem, schedule).assignments == (whole.assignments[0], at_hq, before)


def test_desk_goes_on_without_what_its_schedule_names(any_database: Database) -> None:
    """The schedule is kept as it was published; the problem leaves out what it does not know."""
    add_desks(any_database, "acme")
    schedule = build.schedule(("gone", "ann", 0, 60))
    with any_database.write() as session:
        schedules.first(session, "acme", schedule, NOW, "test")
    found = read(any_database)
    assert found.published == schedule
    assert found.problem.published == schedule.model_copy(update={"assignments": ()})


def test_replaced_desk_has_nothing_of_the_former_one(any_database: Database) -> None:
    """Rows, order and calendars of every source are the new ones."""
    add_desks(any_database, "acme", "other")
    other = read(any_database, "other")
    with any_database.write() as session:
        desks.set_busy(session, "acme", build.engineer("bob", busy=(Busy(start=NOW, end=LATER),)), NOW, "upload")
        known = {"engineer_id": "bob", "url": "https://example.com", "etag": "e", "read_for": "r", "created": NOW}
        session.add_all(tables.Subscription(id=desk, desk_id=desk, **known) for desk in ("acme", "other"))
    new = build.problem(build.ticket("t1"), engineers=(build.engineer("cat"), build.engineer("bob")))
    with any_database.write() as session:
        desks.fill(session, "acme", new, NOW)
    found = read(any_database).problem
    assert replace_desk(found, new) == new
    assert read(any_database, "other") == other
    with any_database.read() as session:
        calendars = select(tables.Calendar.engineer_id, tables.Calendar.source).filter_by(desk_id="acme")
        assert {tuple(row) for row in session.execute(calendars)} == {("cat", "import"), ("bob", "import")}
        etags = {desk: session.get_one(tables.Subscription, desk).etag for desk in ("acme", "other")}
    # What the subscription had brought has gone, so it is to be read anew.
    assert etags == {"acme": "", "other": "e"}


def test_locked_desk_lets_rows_be_added_and_no_version_be_claimed(postgres_database: Database) -> None:
    """Who writes a decision does not wait for the lock, which may wait for her proposal; who publishes does."""
    add_desks(postgres_database, "acme")
    with postgres_database.write() as locking:
        desks.lock(locking, "acme")
        with postgres_database.write() as session:
            session.execute(text("SET LOCAL lock_timeout = '20s'"))
            note(session, "acme", NOW, "test", "discard", "proposal p_1")
        with postgres_database.write() as session:
            session.execute(text("SET LOCAL lock_timeout = '50ms'"))
            with pytest.raises(OperationalError, match="lock timeout"), session.begin_nested():
                schedules.take_version(session, "acme", 0, 1)


def test_snapshot_sees_one_state(any_database: Database) -> None:
    """Versions and rows belong together, though others write between two of its reads."""
    add_desks(any_database, "acme")
    with any_database.read() as reader:
        before = snapshot(reader, "acme", NOW)
        with any_database.write() as session:
            session.execute(update(tables.Desk).values(data_version=2))
            desks.write(session, "acme", [Edit("engineers", "zoe", build.engineer("zoe"))])
        assert snapshot(reader, "acme", NOW) == before
    after = read(any_database)
    assert (after.data_version, len(after.problem.engineers)) == (2, 3)
    assert replace(after, data_version=1).problem != before.problem


def read(database: Database, desk_id: str = "acme", at: dt.datetime = NOW) -> desks.Snapshot:
    """Return a desk as it is now."""
    with database.read() as session:
        return snapshot(session, desk_id, at)


def replace_desk(problem: Problem, other: Problem) -> Problem:
    """Return a problem with what holds for everybody of another one."""
    return problem.model_copy(update={"desk": other.desk})
