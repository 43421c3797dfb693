"""Undoing a publish."""

import datetime as dt

from served_desks import MIKE, PRIYA, Caller, World, problem_of

from api.store import tables

AT_NOON = "2026-03-02T13:30:00-06:00"


def test_undo_puts_everything_back(world: World, dispatcher: Caller) -> None:
    """The days of the version are as before, in a version of its own; the feed cancels what was put there."""
    before = dispatcher.json("/board")
    placed = {"T-1003"}
    dispatcher.publish(dispatcher.move("T-1003", MIKE, AT_NOON)["proposal_id"])
    answer = dispatcher.post("/schedules/2/undo")
    undone = answer.json()
    assert (answer.status_code, undone["version"]) == (200, 3)
    assert {change["ticket_id"] for change in undone["changes"] if change["after"] is None} == placed
    after = dispatcher.json("/board")
    for part in ("assignments", "trips", "score", "kpis", "unassigned"):
        assert after[part] == before[part]
    newest = dispatcher.json("/schedules")["items"][0]
    assert (newest["origin"], newest["base_version"]) == ("undo", 2)
    assert newest["summary"].startswith("Undo of version 2")
    feed = next(row for row in world.rows(tables.Feed) if row.engineer_id == MIKE)
    assert feed.calendar.count(b"STATUS:CANCELLED") >= len(placed)


def test_undo_of_an_undo_brings_it_back(dispatcher: Caller) -> None:
    """An undo is a version like any other."""
    dispatcher.publish(dispatcher.move("T-1003", MIKE, AT_NOON)["proposal_id"])
    moved = dispatcher.json("/board")["assignments"]
    assert dispatcher.post("/schedules/2/undo").status_code == 200
    assert dispatcher.post("/schedules/3/undo").json()["version"] == 4
    assert dispatcher.json("/board")["assignments"] == moved


def test_undo_leaves_later_work_on_other_days_alone(dispatcher: Caller) -> None:
    """What came after on somebody else's day stays."""
    dispatcher.publish(dispatcher.move("T-1003", MIKE, AT_NOON)["proposal_id"])
    dispatcher.publish(dispatcher.move("T-1002", PRIYA, "2026-03-03T14:30:00-06:00")["proposal_id"])
    assert dispatcher.post("/schedules/2/undo").status_code == 200
    there = {each["ticket_id"]: each["start"] for each in dispatcher.json("/board")["assignments"]}
    assert "T-1003" not in there
    assert there["T-1002"] == "2026-03-03T14:30:00-06:00"


def test_undo_is_refused_when_later_work_stands_on_it(world: World, dispatcher: Caller) -> None:
    """Who has worked on the same day since is named, and nothing is undone; nor is the same version undone twice."""
    dispatcher.publish(dispatcher.move("T-1003", MIKE, AT_NOON)["proposal_id"])
    second = world.caller("second")
    second.publish(second.move("T-1010", MIKE, "2026-03-02T15:00:00-06:00")["proposal_id"])
    (change,) = problem_of(dispatcher.post("/schedules/2/undo"), 409)["changes"]
    assert (change["engineer_id"], change["by"], change["version"]) == (MIKE, "key:second dispatcher", 3)
    assert world.versions()[1] == 3
    assert second.post("/schedules/3/undo").status_code == 200
    assert problem_of(second.post("/schedules/3/undo"), 409)["changes"][0]["version"] == 4


def test_what_came_with_the_data_cannot_be_undone(dispatcher: Caller) -> None:
    """There is nothing before the first version; one that never was is not found."""
    assert "came with the data" in problem_of(dispatcher.post("/schedules/1/undo"), 409)["detail"]
    problem_of(dispatcher.post("/schedules/7/undo"), 404)


def test_refused_undo_leaves_no_proposal_for_ever(world: World, dispatcher: Caller) -> None:
    """The proposal behind an undo runs out like any other."""
    dispatcher.publish(dispatcher.move("T-1003", MIKE, AT_NOON)["proposal_id"])
    dispatcher.post("/schedules/2/undo")
    problem_of(dispatcher.post("/schedules/2/undo"), 409)
    left = [row for row in world.rows(tables.Proposal) if row.state == "proposal"]
    assert [row.expires for row in left] == [world.now + dt.timedelta(hours=world.settings.proposal_hours)]
