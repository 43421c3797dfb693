"""A desk on the wall clock: its window goes on with the days, and what has been stays what it was."""

import datetime as dt
from collections import Counter
from zoneinfo import ZoneInfo

import pytest
from served_desks import MIKE, NOW, Caller, World, problem_of
from sqlalchemy import update

from api.store import tables

MONDAY_AFTERNOON = ("2026-03-02T12:00:00-06:00", "2026-03-02T18:00:00-06:00")
TUESDAY = ("2026-03-03T08:00:00-06:00", "2026-03-03T17:00:00-06:00")
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def live(world: World) -> World:
    """Return the service, both desks on the wall clock; e5 of the other desk lives in Tokyo."""
    with world.database.write() as session:
        session.execute(update(tables.Desk).values(is_live=True))
    assert world.caller(desk="other").patch("/engineers/e5", {"time_zone": "Asia/Tokyo"}).status_code == 200
    return world


def test_now_and_window_go_on_with_the_clock(live: World) -> None:
    """Now is rounded up to five minutes; the window begins with the local day and spans the days that it did."""
    caller = live.caller()
    for minutes, now in ((0, "07:00:00"), (1, "07:05:00"), (5, "07:05:00"), (5.5, "07:10:00")):
        live.now = NOW + dt.timedelta(minutes=minutes)
        desk = caller.json("/desk")
        assert (desk["clock"], desk["now"]) == ("live", f"2026-03-02T{now}-06:00")
    # Over the weekend the clocks go forward.
    live.now = dt.datetime(2026, 3, 8, 12, tzinfo=ZoneInfo("America/Chicago"))
    window = caller.json("/desk")["planning_window"]
    assert window == {"start": "2026-03-08T00:00:00-06:00", "end": "2026-03-10T00:00:00-05:00"}


def test_another_zone_leaves_the_days_ahead_as_many_as_they_are(live: World) -> None:
    """Two days in Chicago are parts of three in Berlin; a desk that moves there plans two, until asked for more."""
    caller, days = live.caller("admin"), []
    for zone in ("Europe/Berlin", "America/Chicago", "Europe/Berlin"):
        assert caller.patch("/desk", {"time_zone": zone}).status_code == 200
        days.append(caller.json("/desk")["planning_window"])
    spans = [dt.datetime.fromisoformat(each["end"]) - dt.datetime.fromisoformat(each["start"]) for each in days]
    assert spans == [48 * HOUR] * 3
    window = {"start": days[-1]["start"], "end": "2026-03-06T00:00:00+01:00"}
    answer = caller.patch("/desk", {"planning_window": window})
    assert answer.json()["planning_window"] == window


def test_new_day_is_filled_and_yesterday_stays(live: World) -> None:
    """Monday's work is no longer on the board on Tuesday, and is in every version published from then on, once."""
    caller = live.caller()
    monday = caller.publish(caller.fill(MIKE, *MONDAY_AFTERNOON)["proposal_id"])
    assert monday["changes"]
    before = {each["ticket_id"]: each for each in caller.json("/schedules/2")["assignments"]}
    live.now = NOW + 24 * HOUR
    board = caller.json("/board")
    assert board["desk"]["planning_window"]["start"] == "2026-03-03T00:00:00-06:00"
    assert {each["start"][:10] for each in board["assignments"]} == {"2026-03-03"}
    yesterday = {ticket for ticket, each in before.items() if each["start"] < "2026-03-03"}
    assert yesterday.isdisjoint(each["ticket_id"] for each in board["assignments"])
    for ticket in yesterday:
        assert caller.patch(f"/tickets/{ticket}", {"status": "closed"}).status_code == 200
    new = {"client_id": "harbor-pharmacy", "estimated_minutes": 40, "created": "2026-03-03T06:30:00-06:00"}
    assert caller.put("/tickets/T-9", new).status_code == 200

    filled = caller.fill(MIKE, *TUESDAY)
    assert filled["choices"]
    tuesday = caller.publish(filled["proposal_id"])

    assert {change["ticket_id"] for change in tuesday["changes"]} == {
        choice["assignment"]["ticket_id"] for choice in filled["choices"]
    }
    after = caller.json("/schedules/3")
    counts = Counter(each["ticket_id"] for each in after["assignments"])
    assert set(counts.values()) == {1}
    assert {ticket: each for ticket, each in before.items() if ticket in yesterday}.items() <= {
        each["ticket_id"]: each for each in after["assignments"]
    }.items()
    for part in ("trips", "breaks"):
        told = [str(each) for each in after[part]]
        assert len(set(told)) == len(told)
        assert {str(each) for each in caller.json("/schedules/2")[part] if str(each) in told}
    calendar = feed(live, MIKE)
    assert all(
        ticket.encode() in calendar for ticket in counts if MIKE in before.get(ticket, {}).get("engineer_ids", ())
    )
    assert b"CANCELLED" not in calendar


def test_work_that_is_still_open_the_next_day_can_be_planned_again(live: World) -> None:
    """Yesterday's hour stays in the books and the ticket waits again; a new hour is a second one, and can be undone."""
    caller = live.caller(desk="other")
    caller.publish(caller.move("w1", "e6", "2026-03-02T14:00:00+00:00")["proposal_id"])
    live.now = NOW + 24 * HOUR
    assert "w1" in {row["ticket_id"] for row in caller.json("/queue")["items"]}
    moved = caller.move("w1", "e7", "2026-03-03T14:00:00+00:00")
    (change,) = caller.json(f"/proposals/{moved['proposal_id']}")["changes"]
    assert (change["before"], change["after"]["engineer_ids"]) == (None, ["e7"])
    board = caller.json(f"/proposals/{moved['proposal_id']}/board")
    assert [each["engineer_ids"] for each in board["assignments"]] == [["e7"]]
    caller.publish(moved["proposal_id"], {"ticket_ids": ["w1"]})
    caller.publish(caller.move("w2", "e1", "2026-03-03T15:00:00+00:00")["proposal_id"])
    assert work(caller, 4) == {"w1": 2, "w2": 1, "w16": 1}
    assert caller.post("/schedules/3/undo").status_code == 200
    assert work(caller, 5) == {"w1": 1, "w2": 1, "w16": 1}


def test_day_that_began_before_midnight_keeps_its_first_hours(live: World) -> None:
    """Tokyo's Tuesday begins at eleven on Monday evening: its first hour is past at midnight, and stays, once."""
    caller = live.caller(desk="other")
    caller.publish(caller.move("w1", "e5", "2026-03-02T23:00:00+00:00")["proposal_id"])
    live.now = dt.datetime(2026, 3, 3, 0, 2, tzinfo=dt.UTC)
    moved = caller.move("w2", "e5", "2026-03-03T01:00:00+00:00")
    assert moved["allowed"]
    assert [change["ticket_id"] for change in caller.json(f"/proposals/{moved['proposal_id']}")["changes"]] == ["w2"]
    assert [change["ticket_id"] for change in caller.publish(moved["proposal_id"])["changes"]] == ["w2"]
    assert work(caller, 3) == {"w1": 1, "w2": 1, "w16": 1}
    assert caller.post("/schedules/3/undo").status_code == 200
    assert work(caller, 4) == {"w1": 1, "w16": 1}
    third = caller.move("w3", "e5", "2026-03-03T02:00:00+00:00")
    caller.publish(third["proposal_id"], {"ticket_ids": ["w3"]})
    assert work(caller, 5) == {"w1": 1, "w3": 1, "w16": 1}


def test_what_has_gone_by_cannot_be_undone(live: World) -> None:
    """A version whose days are over stays; of one that reaches into today, today's part is undone."""
    caller = live.caller(desk="other")
    caller.publish(caller.move("w1", "e6", "2026-03-02T14:00:00+00:00")["proposal_id"])
    both = [("w2", "e7", "2026-03-02T15:00:00+00:00"), ("w3", "e8", "2026-03-03T15:00:00+00:00")]
    moves = [{"ticket_id": ticket, "engineer_ids": [who], "start": start} for ticket, who, start in both]
    caller.publish(caller.post("/evaluate", {"moves": moves}).json()["proposal_id"])
    live.now = NOW + 24 * HOUR
    assert "gone by" in problem_of(caller.post("/schedules/2/undo"), 409)["detail"]
    undone = caller.post("/schedules/3/undo").json()
    assert [change["ticket_id"] for change in undone["changes"]] == ["w3"]
    assert work(caller, 4) == {"w1": 1, "w2": 1, "w16": 1}


@pytest.mark.parametrize("later", [3, 24], ids=["the same day", "the next day"])
def test_proposal_for_an_hour_that_has_passed_is_refused(later: int, live: World) -> None:
    """What nobody can begin any more is not published, whole or in part."""
    caller = live.caller(desk="other")
    moved = caller.move("w1", "e2", "2026-03-02T14:00:00+00:00")
    live.now = NOW + later * HOUR - dt.timedelta(minutes=1)
    for body in (None, {"ticket_ids": ["w1"]}):
        refused = problem_of(caller.post(f"/proposals/{moved['proposal_id']}/publish", body), 422)
        assert refused["findings"][0]["ticket_id"] == "w1"
    assert live.versions("other")[1] == 1


def test_work_of_somebody_who_has_left_is_kept_in_the_past(live: World) -> None:
    """A person who leaves takes nothing out of the days that were; planning goes on without her."""
    caller = live.caller(desk="other")
    caller.publish(caller.move("w1", "e6", "2026-03-02T14:00:00+00:00")["proposal_id"])
    live.now = NOW + 24 * HOUR
    assert caller.delete("/engineers/e6").status_code == 204
    assert caller.delete("/tickets/w1").status_code == 204
    caller.publish(caller.move("w2", "e7", "2026-03-03T14:00:00+00:00")["proposal_id"])
    assert work(caller, 3) == {"w1": 1, "w2": 1, "w16": 1}


def test_uploaded_calendar_counts_when_the_window_reaches_it(live: World) -> None:
    """A training nine days ahead is on the board once it comes near, though its calendar was uploaded only once."""
    caller, day = live.caller(desk="other"), "20260311"
    event = (
        f"BEGIN:VEVENT\r\nUID:1\r\nDTSTART:{day}T090000Z\r\nDTEND:{day}T170000Z\r\nSUMMARY:Training\r\nEND:VEVENT\r\n"
    )
    content = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n{event}END:VCALENDAR\r\n".encode()
    answer = caller.put("/engineers/e2/busy", content=content, headers={"Content-Type": "text/calendar"})
    assert answer.json()["busy"] == 1
    for days, shown in ((0, []), (9, ["Training"])):
        live.now = NOW + days * 24 * HOUR
        (person,) = (each for each in caller.json("/board")["engineers"] if each["id"] == "e2")
        assert [each["summary"] for each in person["busy"]] == shown


def feed(world: World, engineer_id: str) -> bytes:
    """Return an engineer's calendar as it is stored."""
    return next(bytes(row.calendar) for row in world.rows(tables.Feed) if row.engineer_id == engineer_id)


def work(caller: Caller, version: int) -> dict[str, int]:
    """Return how often each ticket is in a version."""
    return Counter(each["ticket_id"] for each in caller.json(f"/schedules/{version}")["assignments"])
