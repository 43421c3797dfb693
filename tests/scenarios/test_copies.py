"""Which tickets are copied, and what a change of clients or volume makes of a desk, by hand."""

import build
import pytest

from engine.context import Context
from engine.domain.problem import Problem
from engine.domain.sla import SlaPolicy, SlaTarget
from engine.domain.ticket import Dependency, Pin, Status
from scenarios.changes.client_won import ClientWon
from scenarios.changes.volume_changed import VolumeChanged
from scenarios.copies import chosen, copied, share


def desk() -> Problem:
    """Return three tickets of contoso's: one at its site, one pinned that depends on it, one on hold."""
    return build.problem(
        build.ticket("a", site_id="hq"),
        build.ticket("b", pin=Pin(engineer_id="ann"), depends_on=(Dependency(ticket_id="a"),), type="request"),
        build.ticket("c", status=Status.ON_HOLD),
        sites=(build.site(client_id="contoso"), build.site("lab")),
        desk=build.desk(travel_times=build.roads(("hq", "lab", 20))),
    )


@pytest.mark.parametrize(
    ("count", "percent", "expected"), [(10, 25, 3), (10, 24, 2), (3, 50, 2), (1, 49, 0), (4, 150, 6)]
)
def test_shares_are_rounded_halves_up(count: int, percent: int, expected: int) -> None:
    """2.5 is 3, 2.4 is 2, 1.5 is 2, 0.49 is 0."""
    assert share(count, percent) == expected


def test_nobody_twice_before_everybody_once() -> None:
    """Five of two tickets: each twice, the first a third time; another ticket does not change who is first."""
    tickets = desk().tickets
    rounds = [(each.id, number) for each, number in chosen(tickets[:2], 5, seed=1)]
    assert [number for _, number in rounds] == [1, 1, 2, 2, 3]
    assert {each for each, _ in rounds[:2]} == {each for each, _ in rounds[2:4]} == {"a", "b"}
    order = [each.id for each, _ in chosen(tickets, 3, seed=1) if each.id != "c"]
    assert order == [each for each, _ in rounds[:2]]
    assert list(chosen((), 3, seed=1)) == []


def test_volume_copies_what_is_open_without_its_ties() -> None:
    """250 % more of two open tickets are five: a, b, a, b again and one for the third time."""
    after = VolumeChanged(percent=250, seed=7).apply(desk())
    new = {each.id: each for each in after.tickets[3:]}
    assert new.keys() - {"a~7.3", "b~7.3"} == {"a~7", "b~7", "a~7.2", "b~7.2"}
    assert len(new) == 5
    assert (new["a~7"].site_id, new["b~7"].pin, new["b~7"].depends_on) == ("hq", None, ())


def test_less_volume_closes_what_is_open_of_a_type() -> None:
    """All requests go; the incidents stay as they were."""
    after = VolumeChanged(percent=-100, type="request").apply(desk())
    assert [each.status for each in after.tickets] == [Status.OPEN, Status.CLOSED, Status.ON_HOLD]


def test_a_client_won_comes_with_sites_and_their_ways() -> None:
    """Two tickets, one at a new hq two kilometres north, as far from the lab as the old one."""
    after = ClientWon(id="new", name="New Ltd", like="contoso").apply(desk())
    assert {each.id: each.site_id for each in after.tickets[3:]} == {"new-a": "new-hq", "new-b": None}
    assert (after.site["new-hq"].client_id, after.site["new-hq"].latitude) == ("new", 0.02)
    ways = {(each.from_site, each.to_site): each.minutes for each in after.desk.travel_times}
    assert ways == dict.fromkeys((("hq", "lab"), ("lab", "hq"), ("new-hq", "lab"), ("lab", "new-hq")), 20)


DEALT_WITH = [{"responded_at": build.at(5)}, {"planned_at": build.at(5)}, {"paused_minutes": 300}]


@pytest.mark.parametrize("done", DEALT_WITH, ids=lambda done: next(iter(done)))
def test_a_copy_of_what_has_been_dealt_with_comes_in_now(done: dict[str, object]) -> None:
    """At minute 400 none of the copies has been called about, planned or paused, and their targets run from then.

    An hour to respond and two to plan make 460 and 520; times of the ticket's own, at 30 and at 50, lie as far behind.
    """
    policy = SlaPolicy(id="gold", targets=(SlaTarget(priority=3, respond_minutes=60, plan_minutes=120),))
    clients = (build.client(sla_policy="gold"),)
    problem = build.problem(
        build.ticket("a", **done),
        build.ticket("b", respond_by=build.at(30), plan_by=build.at(50), **done),
        desk=build.desk(sla_policies=(policy,), now=build.at(400)),
        clients=clients,
    )
    for change in (VolumeChanged(percent=100), ClientWon(id="new", like="contoso", sla_policy="gold")):
        after = change.apply(problem)
        clocks = Context(after).clocks
        copies = sorted(after.tickets[2:], key=lambda each: each.id)
        for each, dues in zip(copies, ((460, 520), (430, 450)), strict=True):
            assert (each.responded_at, each.planned_at, each.paused_minutes) == (None, None, 0)
            assert each.created == build.at(400)
            found = [clocks.due(each, "respond"), clocks.due(each, "plan")]
            assert [due and due.minute for due in found] == list(dues)


def test_a_copy_of_what_nobody_has_touched_came_in_with_it() -> None:
    """Its own time is kept, as is that of a ticket that comes in after now."""
    touched = build.ticket("b", created=build.at(500), responded_at=build.at(510))
    for ticket in (build.ticket("a", respond_by=build.at(30)), touched):
        copy = copied(ticket, "c", build.at(400))
        assert (copy.created, copy.respond_by, copy.responded_at) == (ticket.created, ticket.respond_by, None)
