"""The calendar that an engineer's own program subscribes to, read back by two libraries that are not ours."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest
import vobject
from ical.calendar_stream import IcsCalendarStream
from served_desks import MIKE, SARAH, TOM, Caller, World, problem_of

AFTERNOON, LATER = "2026-03-02T13:30:00-06:00", "2026-03-02T14:00:00-06:00"


@dataclass(frozen=True)
class Event:
    """What both libraries say of an event."""

    uid: str
    start: dt.datetime
    end: dt.datetime
    summary: str
    sequence: int
    status: str


def test_feed_holds_what_the_schedule_says(world: World, dispatcher: Caller) -> None:
    """Work, trips and breaks of one engineer, each once, at the times of the published schedule."""
    dispatcher.publish(dispatcher.fill()["proposal_id"])
    schedule = dispatcher.json("/schedules/2")
    for engineer in (MIKE, SARAH):
        events = read(world, opened(world, engineer))
        planned = [
            *((each["start"], each["end"]) for each in schedule["assignments"] if engineer in each["engineer_ids"]),
            *((each["depart"], each["arrive"]) for each in schedule["trips"] if each["engineer_id"] == engineer),
            *((each["start"], each["end"]) for each in schedule["breaks"] if each["engineer_id"] == engineer),
        ]
        wanted = sorted((dt.datetime.fromisoformat(start), dt.datetime.fromisoformat(end)) for start, end in planned)
        assert sorted((event.start, event.end) for event in events) == wanted
        assert len({event.uid for event in events}) == len(events)
        assert {event.status for event in events} == {"CONFIRMED"}
    summary = dispatcher.json("/tickets/T-1007")["summary"]
    assert f"T-1007 {summary}" in {event.summary for event in events}


def test_moved_work_updates_the_event_that_is_there(world: World, dispatcher: Caller) -> None:
    """The same UID, a higher SEQUENCE, the new time, and no second event; what has not moved keeps its number."""
    url = opened(world, TOM)
    before = by_ticket(read(world, url))
    dispatcher.publish(dispatcher.move("T-1011", TOM, AFTERNOON)["proposal_id"])
    moved = by_ticket(read(world, url))
    assert moved["T-1011"].uid == before["T-1011"].uid
    assert moved["T-1011"].sequence == before["T-1011"].sequence + 1
    assert moved["T-1011"].start == dt.datetime.fromisoformat(AFTERNOON)
    assert moved["T-1009"] == before["T-1009"]
    dispatcher.publish(dispatcher.move("T-1011", TOM, LATER)["proposal_id"])
    again = by_ticket(read(world, url))
    assert again["T-1011"].sequence == before["T-1011"].sequence + 2
    dispatcher.publish(dispatcher.move("T-1003", MIKE, AFTERNOON)["proposal_id"])
    assert by_ticket(read(world, url)) == again


def test_work_that_goes_to_somebody_else(world: World) -> None:
    """It is cancelled in the calendar that it leaves and appears in the other one; coming back, it is confirmed."""
    dispatcher = world.caller(desk="other")
    first, second = opened(world, "e1", "other"), opened(world, "e2", "other")
    (before,) = read(world, first)
    assert read(world, second) == []
    dispatcher.publish(dispatcher.move("w16", "e2", "2026-03-02T10:00:00+00:00")["proposal_id"])
    (gone,), (come,) = read(world, first), read(world, second)
    assert (gone.uid, gone.status, gone.sequence) == (before.uid, "CANCELLED", before.sequence + 1)
    assert (come.status, come.sequence) == ("CONFIRMED", 0)
    assert come.start == dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC)
    dispatcher.publish(dispatcher.move("w16", "e1", "2026-03-02T12:00:00+00:00")["proposal_id"])
    (back,), (left,) = read(world, first), read(world, second)
    assert (back.uid, back.status, back.sequence) == (before.uid, "CONFIRMED", before.sequence + 2)
    assert left.status == "CANCELLED"


def test_feed_follows_what_is_published_while_nobody_reads_it(world: World, dispatcher: Caller) -> None:
    """Events count on between two addresses: a calendar program that follows gets no event twice."""
    before = by_ticket(read(world, opened(world, TOM)))
    assert world.caller("admin").delete(f"/engineers/{TOM}/feed").status_code == 204
    dispatcher.publish(dispatcher.move("T-1011", TOM, AFTERNOON)["proposal_id"])
    after = by_ticket(read(world, opened(world, TOM)))
    assert (after["T-1011"].uid, after["T-1011"].sequence) == (before["T-1011"].uid, before["T-1011"].sequence + 1)


def test_deleted_ticket_is_cancelled(world: World, dispatcher: Caller) -> None:
    """Whoever has it in her calendar sees that it is off, without waiting for the next plan."""
    url = opened(world, TOM)
    assert dispatcher.delete("/tickets/T-1011").status_code == 204
    assert by_ticket(read(world, url))["T-1011"].status == "CANCELLED"


def test_work_of_a_ticket_that_is_closed_ahead_is_cancelled(world: World, dispatcher: Caller) -> None:
    """Nobody goes there any more, so the calendar says so at once, and not only after the next publish."""
    url = opened(world, TOM)
    assert by_ticket(read(world, url))["T-1011"].status != "CANCELLED"
    assert dispatcher.patch("/tickets/T-1011", {"status": "closed"}).status_code == 200
    assert by_ticket(read(world, url))["T-1011"].status == "CANCELLED"


def test_former_addresses_are_closed(world: World) -> None:
    """A new address ends the one before, and a revoked one is as if it had never been."""
    admin, first = world.caller("admin"), opened(world, MIKE)
    second = opened(world, MIKE)
    problem_of(world.caller("nobody").get(first), 404)
    assert read(world, second)
    assert admin.delete(f"/engineers/{MIKE}/feed").status_code == 204
    problem_of(world.caller("nobody").get(second), 404)
    assert admin.delete(f"/engineers/{MIKE}/feed").status_code == 204
    problem_of(admin.post("/engineers/nobody/feed"), 404)
    problem_of(admin.delete("/engineers/nobody/feed"), 404)


def test_unchanged_calendar_is_not_sent_again(world: World, dispatcher: Caller) -> None:
    """The tag changes with the content, also when only words have changed that are as long as before."""
    url, nobody = opened(world, TOM), world.caller("nobody")
    first = nobody.get(url)
    assert first.headers["content-type"] == "text/calendar; charset=utf-8"
    tag = first.headers["etag"]
    assert nobody.get(url, headers={"If-None-Match": f'"x", {tag}'}).status_code == 304
    summary = dispatcher.json("/tickets/T-1011")["summary"]
    dispatcher.patch("/tickets/T-1011", {"summary": summary.upper()})
    again = nobody.get(opened(world, TOM), headers={"If-None-Match": tag})
    assert again.status_code == 200
    assert summary.upper() in again.text.replace("\r\n ", "")


@pytest.mark.parametrize("public_url", ["", "https://desk.example.com/"])
def test_address_is_the_one_that_people_reach(public_url: str, sqlite_world: World) -> None:
    """It begins with the service's public address where the operator names one, else with the request's."""
    sqlite_world.service.settings = sqlite_world.settings.model_copy(update={"public_url": public_url})
    admin = sqlite_world.caller("admin")
    url = admin.post(f"/engineers/{MIKE}/feed").json()["url"]
    base = public_url.rstrip("/") or "http://localhost:8040"
    assert url.startswith(f"{base}/engineers/{MIKE}/calendar.ics?token=")


def test_feed_made_while_somebody_publishes_holds_what_was_published(
    world: World, dispatcher: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A schedule that is published after the desk was read for a new feed is what the feed says."""
    moved = dispatcher.move("T-1011", TOM, AFTERNOON)["proposal_id"]
    write = world.database.write
    waiting = [moved]

    def late() -> Any:
        if waiting:
            dispatcher.publish(waiting.pop())
        return write()

    monkeypatch.setattr(world.database, "write", late)
    events = by_ticket(read(world, opened(world, TOM)))
    assert events["T-1011"].start == dt.datetime.fromisoformat(AFTERNOON)


def opened(world: World, engineer_id: str, desk: str = "north") -> str:
    """Return the path of a new feed."""
    answer = world.caller("admin", desk).post(f"/engineers/{engineer_id}/feed")
    assert answer.status_code == 201, answer.text
    return str(answer.json()["url"]).removeprefix("http://localhost:8040")


def read(world: World, url: str) -> list[Event]:
    """Return the events of a feed, on which two libraries agree."""
    text = world.caller("nobody").get(url).text
    theirs = [_of_vobject(each) for each in vobject.readOne(text).contents.get("vevent", [])]
    others = [
        Event(each.uid, each.dtstart, each.dtend, each.summary, each.sequence, each.status)
        for each in IcsCalendarStream.calendar_from_ics(text).events
    ]
    assert theirs == others
    return others


def by_ticket(events: list[Event]) -> dict[str, Event]:
    """Return the events of work by ticket."""
    return {event.summary.split()[0]: event for event in events if event.summary.startswith("T-")}


def _of_vobject(event: Any) -> Event:
    return Event(
        event.uid.value,
        event.dtstart.value,
        event.dtend.value,
        event.summary.value,
        int(event.sequence.value),
        event.status.value,
    )
