"""Proposals: what they would change, and what they leave as it was."""

import datetime as dt
from collections import Counter

import build
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stored_desks import NOW, add_desks

from api.store import desks, proposals, schedules, tables
from api.store.database import Database
from api.store.desks import Snapshot, snapshot
from engine.amendment import amend, difference, zones_of
from engine.domain.schedule import Assignment, BreakTaken, Schedule, Trip
from engine.errors import UnknownId

SPAN = st.tuples(st.integers(-2000, 2000), st.integers(1, 300))


@st.composite
def drawn(draw: st.DrawFn) -> Schedule:
    """Return a schedule that reaches from before the planning window into it."""

    def instants() -> dict[str, dt.datetime]:
        start, minutes = draw(SPAN)
        return {"start": build.at(start), "end": build.at(start + minutes)}

    who = st.sampled_from(("ann", "bob"))
    work = [
        Assignment(ticket_id=f"t{number}", engineer_ids=(draw(who),), **instants()) for number in range(draw(COUNT))
    ]
    trips = []
    for _ in range(draw(COUNT)):
        span = instants()
        trips.append(Trip(engineer_id=draw(who), depart=span["start"], arrive=span["end"], from_site="a", to_site="b"))
    breaks = [BreakTaken(engineer_id=draw(who), **instants()) for _ in range(draw(COUNT))]
    return Schedule(assignments=tuple(work), trips=tuple(trips), breaks=tuple(breaks))


COUNT = st.integers(0, 4)


@given(published=drawn(), planned=drawn())
def test_past_and_what_is_ahead_make_the_whole(published: Schedule, planned: Schedule) -> None:
    """Nothing of the published schedule is lost or doubled when it is parted at the window's begin and joined again."""
    base = at_monday(published)
    ahead = proposals.ahead_of(base)
    assert ahead is not None
    joined = proposals.with_past(base, ahead)
    for part in ("assignments", "trips", "breaks"):
        assert Counter(getattr(joined, part)) == Counter(getattr(published, part))
        past = Counter(getattr(published, part)) - Counter(getattr(ahead, part))
        assert Counter(getattr(proposals.with_past(base, planned), part)) == past + Counter(getattr(planned, part))
    assert all(each.end > build.MONDAY for each in ahead.assignments)


def test_first_schedule_has_no_past() -> None:
    """Where nothing was published there is nothing to keep."""
    plan = build.schedule(("t1", "ann", 0, 60))
    assert proposals.with_past(at_monday(None), plan) == plan
    assert proposals.ahead_of(at_monday(None)) is None


@pytest.mark.parametrize("origin", ["plan", "undo"])
def test_proposal_is_laid_into_the_version_it_was_made_against(origin: str, any_database: Database) -> None:
    """Days that it does not change are that version's, whatever has been published since."""
    base = build.schedule(("t1", "ann", 0, 60), ("t2", "bob", 0, 60))
    wanted = build.schedule(("t1", "ann", 120, 180), ("t2", "bob", 0, 60)).model_copy(update={"status": "optimal"})
    now = published(any_database, base)
    with any_database.write() as session:
        made = proposals.propose(
            session, now, wanted, origin=origin, actor="test", at=NOW, summary="Later", expires=build.at(600)
        )
    later = published(any_database, build.schedule(("t1", "ann", 0, 60)))
    with any_database.read() as session:
        row = proposals.found(session, "acme", made.id)
        whole = proposals.whole_of(session, row, later)
        assert (row.state, row.base_version, row.expires) == ("proposal", 1, build.at(600))
        assert {each.ticket_id: each.start for each in whole.assignments} == {"t1": build.at(120), "t2": build.at(0)}
        assert whole.status == "optimal"
        (change,) = proposals.changes_in(session, row, later)
        assert (change.ticket_id, change.before) == ("t1", base.assignments[0])
        assert {day.engineer_id for day in proposals.amendment_of(row).days} == {"ann"}


def test_proposal_belongs_to_its_desk(any_database: Database) -> None:
    """Another desk has none of that id."""
    now = published(any_database, build.schedule(("t1", "ann", 0, 60)))
    add_desks(any_database, "other")
    with any_database.write() as session:
        made = proposals.propose(
            session, now, Schedule(assignments=()), origin="plan", actor="test", at=NOW, summary=""
        )
        session.flush()
        for desk, name in (("other", made.id), ("acme", "p_x")):
            with pytest.raises(UnknownId):
                proposals.found(session, desk, name)


@given(before=drawn(), after=drawn())
def test_amended_is_what_was_proposed(before: Schedule, after: Schedule) -> None:
    """The days that differ, laid into the former schedule, make the new one."""
    zones = zones_of(build.problem())
    amended = amend(before, difference(before, after, zones), zones)
    for part in ("assignments", "trips", "breaks"):
        assert Counter(getattr(amended, part)) == Counter(getattr(after, part))


def at_monday(published: Schedule | None) -> Snapshot:
    """Return a desk on Monday, with a schedule published before."""
    return Snapshot("acme", build.problem(published=published), 1, 1, False, published)


def published(database: Database, schedule: Schedule) -> Snapshot:
    """Publish a schedule at acme and return the desk."""
    with database.write() as session:
        is_new = session.get(tables.Desk, "acme") is None
    if is_new:
        problem = build.problem(
            build.ticket("t1"), build.ticket("t2"), engineers=(build.engineer("ann"), build.engineer("bob"))
        )
        with database.write() as session:
            desks.create(session, "acme", problem, NOW, "test", is_live=False)
    with database.write() as session:
        schedules.first(session, "acme", schedule, NOW, "test")
    with database.read() as session:
        return snapshot(session, "acme", NOW)


def test_the_far_past_is_left_to_older_versions() -> None:
    """Work of two months ago is in the next version no more; what is a day younger is."""
    far, near = (-60 * build.DAY - 60, -60 * build.DAY), (-59 * build.DAY - 60, -59 * build.DAY)
    published = build.schedule(("far", "ann", *far), ("near", "ann", *near))
    joined = proposals.with_past(at_monday(published), build.schedule(("new", "ann", 0, 60)))
    assert [each.ticket_id for each in joined.assignments] == ["near", "new"]
