"""Subscriptions from the address to the desk."""

import datetime as dt
from collections.abc import Iterator

import build
import pytest
from loopback_calendars import MEETING, Asked, Calendars, answer, ics
from sqlalchemy import delete
from stored_desks import LATER, NOW, add_desks

from api.connectors.subscriptions import book
from api.connectors.subscriptions.fetch import Fetched
from api.connectors.subscriptions.refresh import Refreshed, refresh, refresh_all
from api.settings import Settings
from api.store import desks, tables
from api.store.database import Database
from api.store.tables import Subscription
from engine.errors import DataError, UnknownId

SETTINGS = Settings(subscription_hosts=("127.0.0.1",))


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    """Give a database with two desks that stand still."""
    return add_desks(sqlite_database, "acme", "other")


def subscribed(database: Database, calendars: Calendars, engineer_id: str = "ann", desk_id: str = "acme") -> str:
    """Return the id of a new subscription to the server's calendar."""
    with database.write() as session:
        url = calendars.url(host="127.0.0.1")
        return book.add(session, desk_id, engineer_id, url, NOW, SETTINGS.subscription_hosts).id


def state(database: Database, subscription_id: str, at: dt.datetime = NOW) -> tuple[list[str], int, str]:
    """Return what ann is busy with at acme, the data version, and the subscription's error."""
    with database.read() as session:
        now = desks.snapshot(session, "acme", at)
        row = session.get(Subscription, subscription_id)
        error = row.error if row else "gone"
    return [each.summary for each in now.problem.engineer["ann"].busy], now.data_version, error


def test_a_calendar_becomes_busy_time(any_database: Database, calendars: Calendars) -> None:
    """The first refresh writes the busy time and counts the data up; the same calendar again changes nothing."""
    database = add_desks(any_database, "acme")
    calendars.paths["/x.ics"] = answer(MEETING)
    ours = subscribed(database, calendars)
    assert state(database, ours) == ([], 1, "")
    assert refresh(database, SETTINGS, ours, NOW) == Refreshed(changed=True)
    assert state(database, ours) == (["Meeting"], 2, "")
    assert refresh(database, SETTINGS, ours, LATER) == Refreshed(changed=False)
    assert state(database, ours) == (["Meeting"], 2, "")
    with database.read() as session:
        assert session.get_one(Subscription, ours).fetched == LATER


def test_a_changed_calendar_replaces_its_own_busy_time_alone(database: Database, calendars: Calendars) -> None:
    """What another source says stays; what the calendar no longer says goes."""
    with database.write() as session:
        leave = build.engineer("ann", busy=({"start": NOW, "end": LATER, "summary": "Leave"},))
        desks.set_busy(session, "acme", leave, NOW)
    calendars.paths["/x.ics"] = answer(MEETING)
    ours = subscribed(database, calendars)
    refresh(database, SETTINGS, ours, NOW)
    calendars.paths["/x.ics"] = answer(MEETING.replace(b"Meeting", b"Review"))
    assert refresh(database, SETTINGS, ours, NOW).changed
    assert state(database, ours) == (["Leave", "Review"], 3, "")
    calendars.paths["/x.ics"] = answer(ics())
    assert refresh(database, SETTINGS, ours, NOW).changed
    assert state(database, ours) == (["Leave"], 4, "")


def test_an_empty_calendar_changes_nothing(database: Database, calendars: Calendars) -> None:
    """A calendar without events leaves the data as they are, from the first time on."""
    calendars.paths["/x.ics"] = answer(ics(), ETag='"1"')
    ours = subscribed(database, calendars)
    assert [refresh(database, SETTINGS, ours, NOW).changed for _ in range(2)] == [False, False]
    assert state(database, ours) == ([], 1, "")
    assert calendars.asked[1].headers["if-none-match"] == '"1"'


def test_what_goes_wrong_is_noted_and_harms_nothing(database: Database, calendars: Calendars) -> None:
    """While a calendar cannot be fetched or read, the busy time known before counts, and why is shown."""
    calendars.paths["/x.ics"] = answer(MEETING)
    ours = subscribed(database, calendars)
    refresh(database, SETTINGS, ours, NOW)
    for wrong, words in ((answer(status="503 Later"), "answers 503"), (answer(b"<html>"), "no ICS property")):
        calendars.paths["/x.ics"] = wrong
        done = refresh(database, SETTINGS, ours, LATER)
        assert not done.changed
        assert words in done.error
        assert state(database, ours) == (["Meeting"], 2, done.error)
    calendars.paths["/x.ics"] = answer(MEETING)
    assert refresh(database, SETTINGS, ours, LATER) == Refreshed(changed=False)
    assert state(database, ours) == (["Meeting"], 2, "")


def unless_same(asked: Asked) -> Iterator[bytes]:
    """Answer with a weekly event, or with 304 to whoever has it already."""
    known = asked.headers.get("if-none-match") == '"weekly"'
    weekly = ics("DTSTART:20260303T090000Z DURATION:PT1H RRULE:FREQ=WEEKLY SUMMARY:Weekly")
    yield answer(status="304 Not Modified") if known else answer(weekly, ETag='"weekly"')


def test_a_window_that_moves_on_is_filled(sqlite_database: Database, calendars: Calendars) -> None:
    """A calendar that has not changed is fetched again all the same once the desk plans other days."""
    database = add_desks(sqlite_database, "acme", is_live=True)
    calendars.paths["/x.ics"] = unless_same
    ours = subscribed(database, calendars)
    next_week = NOW + dt.timedelta(days=7)
    for at, changed in ((NOW, True), (LATER, False), (next_week, True)):
        assert refresh(database, SETTINGS, ours, at) == Refreshed(changed)
        with database.read() as session:
            busy = desks.snapshot(session, "acme", at).problem.engineer["ann"].busy
        weeks = [(at + dt.timedelta(days=1, weeks=week)).date() for week in range(13)]
        assert [each.start.date() for each in busy] == weeks
    assert ["if-none-match" in asked.headers for asked in calendars.asked] == [False, True, False]


def test_a_live_desk_knows_what_comes_while_the_server_is_down(sqlite_database: Database, calendars: Calendars) -> None:
    """What lies past the planning window is read ahead, and counts once the window reaches it, with no fetch since."""
    database = add_desks(sqlite_database, "acme", is_live=True)
    calendars.paths["/x.ics"] = answer(ics("DTSTART:20260311T090000Z DURATION:PT8H SUMMARY:Training"))
    ours = subscribed(database, calendars)
    assert refresh(database, SETTINGS, ours, NOW).changed
    calendars.paths["/x.ics"] = answer(status="503 Later")
    next_week = NOW + dt.timedelta(days=7)
    assert not refresh(database, SETTINGS, ours, next_week).changed
    assert state(database, ours, next_week)[0] == ["Training"]


def test_busy_time_that_was_thrown_away_is_fetched_again(database: Database, calendars: Calendars) -> None:
    """After an import in place of the whole desk, a calendar that has not changed is read anew."""
    calendars.paths["/x.ics"] = unless_same
    ours = subscribed(database, calendars)
    refresh(database, SETTINGS, ours, NOW)
    with database.write() as session:
        session.execute(delete(tables.Calendar))
    assert refresh(database, SETTINGS, ours, NOW).changed
    assert state(database, ours)[0] == ["Weekly"]


def test_sites_are_those_of_the_desk_when_it_is_written(database: Database, calendars: Calendars) -> None:
    """A site that is added while the calendar is on its way is found in it; one that is taken away is not."""
    ours = subscribed(database, calendars)
    sites = [(build.site("hq"), "hq"), (None, None)]
    for model, expected in sites:

        def meanwhile(*_asked: object, model: object = model) -> Fetched:
            with database.write() as session:
                desks.write(session, "acme", [desks.Edit("sites", "hq", model)])  # type: ignore[arg-type]
            return Fetched(ics("DTSTART:20260303T090000Z DURATION:PT1H LOCATION:hq"), "")

        assert refresh(database, SETTINGS, ours, NOW, meanwhile).changed
        with database.read() as session:
            (busy,) = desks.snapshot(session, "acme", NOW).problem.engineer["ann"].busy
        assert busy.site_id == expected


def test_a_desk_that_never_rests_is_left_for_later(database: Database, calendars: Calendars) -> None:
    """When the desk changes each time the calendar has been read, that is noted and nothing is written."""
    ours = subscribed(database, calendars)

    class Restless(Database):
        """The same database, where a site appears with every transaction."""

        def write(self):  # type: ignore[no-untyped-def]
            self.count = getattr(self, "count", 0) + 1
            with database.write() as session:
                desks.write(session, "acme", [desks.Edit("sites", f"s{self.count}", build.site(f"s{self.count}"))])
            return super().write()

    restless = Restless(database.url)
    done = refresh(restless, SETTINGS, ours, NOW, lambda *_: Fetched(MEETING, ""))
    restless.close()
    assert "changed while the calendar was read" in done.error
    assert state(database, ours) == ([], 1, done.error)


def test_one_that_ends_meanwhile_leaves_nothing(database: Database, calendars: Calendars) -> None:
    """A subscription that is ended while its calendar is on its way writes no busy time."""
    ours = subscribed(database, calendars)

    def meanwhile(*_asked: object) -> Fetched:
        with database.write() as session:
            book.remove(session, "acme", ours)
        return Fetched(MEETING, "")

    assert refresh(database, SETTINGS, ours, NOW, meanwhile) == Refreshed(changed=False)
    assert state(database, ours) == ([], 1, "gone")
    with pytest.raises(UnknownId):
        refresh(database, SETTINGS, ours, NOW)


def test_an_engineer_who_left_is_noted(database: Database, calendars: Calendars) -> None:
    """A subscription of somebody who is no longer at the desk fetches nothing, and says why."""
    ours = subscribed(database, calendars, "bob")
    with database.write() as session:
        desks.write(session, "acme", [desks.Edit("engineers", "bob", None)])
    assert "no such engineer" in refresh(database, SETTINGS, ours, NOW).error
    assert calendars.asked == []


def test_all_are_refreshed(database: Database, calendars: Calendars) -> None:
    """Every desk's subscriptions are refreshed, those never looked at first, until somebody says stop."""
    calendars.paths["/x.ics"] = answer(MEETING)
    first = subscribed(database, calendars)
    refresh(database, SETTINGS, first, NOW)
    second = subscribed(database, calendars, desk_id="other")
    assert refresh_all(database, SETTINGS, LATER, should_stop=lambda: True) == {}
    done = refresh_all(database, SETTINGS, LATER)
    assert list(done.items()) == [(second, Refreshed(changed=True)), (first, Refreshed(changed=False))]


def test_one_that_fails_unforeseen_holds_up_no_other(database: Database) -> None:
    """What nobody has thought of ends the refresh of one calendar, and is logged; the others are refreshed."""
    with database.write() as session:
        hosts = ("one.example", "two.example")
        ids = [book.add(session, "acme", "ann", f"https://{host}/x.ics", NOW, ()).id for host in hosts]
    asked: list[str] = []

    def stumble_once(url: str, *_: object) -> Fetched:
        asked.append(url)
        if len(asked) == 1:
            raise RuntimeError("no such thing has been seen")
        return Fetched(MEETING, "")

    done = refresh_all(database, SETTINGS, LATER, stumble_once)
    assert (len(asked), list(done.values())) == (2, [Refreshed(changed=True)])
    assert set(done) < set(ids)


def test_removing_takes_the_busy_time_along(any_database: Database, calendars: Calendars) -> None:
    """Ending a subscription deletes what came of it and counts the data up; one that gave nothing changes nothing."""
    database = add_desks(any_database, "acme")
    calendars.paths["/x.ics"] = answer(MEETING)
    ours, unread = subscribed(database, calendars), subscribed(database, calendars)
    refresh(database, SETTINGS, ours, NOW)
    for subscription_id, changed, version in ((unread, False, 2), (ours, True, 3)):
        with database.write() as session:
            assert book.remove(session, "acme", subscription_id) is changed
        assert state(database, subscription_id)[1] == version
    assert state(database, ours)[0] == []


def test_subscriptions_are_the_desks_own(database: Database, calendars: Calendars) -> None:
    """One desk neither lists nor finds nor ends another's."""
    theirs = subscribed(database, calendars, desk_id="other")
    with database.write() as session:
        assert list(book.of_desk(session, "acme")) == []
        assert [row.id for row in book.of_desk(session, "other")] == [theirs]
        with pytest.raises(UnknownId):
            book.one(session, theirs, "acme")
        with pytest.raises(UnknownId):
            book.remove(session, "acme", theirs)


def test_what_cannot_be_subscribed_to_is_not_noted(database: Database) -> None:
    """An address or an engineer that cannot be is told at once."""
    with database.write() as session:
        for engineer_id, url in (("ann", "http://calendar.example/"), ("eve", "https://calendar.example/")):
            with pytest.raises(DataError):
                book.add(session, "acme", engineer_id, url, NOW, ())
        assert list(book.of_desk(session, "acme")) == []
