"""The rules that recommended resolvers are compared with."""

import datetime as dt

import pytest

from api.connectors.incidents.evidence import Arrived, Event, Held, Resolved
from benchmarks.resolver_rules import Desk, MostFrequent

START = dt.datetime(2016, 3, 1, 8, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def arrived(number: str, at: dt.datetime, group: str = "G") -> Arrived:
    """Return an incident of a group, or of none."""
    return Arrived(at, number, 0, {"group": group, "category": "mail"})


@pytest.fixture
def desk() -> Desk:
    """Return a desk at which ann resolved three incidents of the group, bob two and cid one, until a day ago."""
    desk = Desk("group")
    for at, who in enumerate(["ann", "ann", "ann", "bob", "bob", "cid"]):
        number, when = f"INC{at}", START + at * HOUR
        events: list[Event] = [arrived(number, when), Resolved(when + HOUR / 2, number, 1, who, who.title(), "G")]
        for event in events:
            desk.tell(event)
    return desk


def held(desk: Desk, *who: str) -> None:
    """Give open incidents to people."""
    for at, each in enumerate(who):
        when = START + dt.timedelta(days=1, minutes=at)
        desk.tell(arrived(f"NEW{at}", when))
        desk.tell(Held(when, f"NEW{at}", 1, each.title()))


def test_best_skilled(desk: Desk) -> None:
    """Who resolved most comes first, unless she holds more than is usual in the group."""
    question = arrived("Q", START + dt.timedelta(days=2))
    assert desk.best_skilled(question) == desk.best_of_all(question) == ["ann", "bob", "cid"]
    held(desk, "ann", "ann", "cid")
    assert desk.best_skilled(question) == ["bob", "cid", "ann"]
    assert desk.best_of_all(question) == ["ann", "bob", "cid"]


def test_lowest_workload(desk: Desk) -> None:
    """Of those with some practice, who holds least comes first; with less one comes last, however free."""
    held(desk, "ann", "ann", "bob")
    question = arrived("Q", START + dt.timedelta(days=2))
    assert desk.lowest_workload(question) == ["bob", "ann", "cid"]


def test_an_incident_of_no_group(desk: Desk) -> None:
    """It asks for the group in which most of its category were resolved."""
    assert desk.best_of_all(arrived("Q", START + dt.timedelta(days=2), group="")) == ["ann", "bob", "cid"]


def test_most_frequent() -> None:
    """Those of the same facts come first, then those of all."""
    table = MostFrequent(("group",))
    for group, who in (("A", "ann"), ("B", "bob"), ("B", "bob"), ("B", "cid")):
        table.learn({"group": group}, who)
    assert table.rank({"group": "A"}) == ["ann", "bob", "cid"]
    assert table.rank({"group": "new"}) == ["bob", "ann", "cid"]
    assert MostFrequent(()).rank({}) == []
