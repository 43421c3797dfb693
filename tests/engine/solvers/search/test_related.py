"""Which tickets are near each other."""

import build
from kernels import instance_of

from constraints.pinned import Pinned
from constraints.required_engineer import RequiredEngineer
from engine.instance import Instance
from engine.solvers.search.related import related

PLACE, TIME, SKILL = range(3)
FAR = build.roads(("a", "b", 10), ("a", "c", 50), ("b", "c", 45))


def names(instance: Instance, kind: int, ticket: str) -> list[str]:
    """Return the neighbours of a ticket, itself left out."""
    row = related(instance)[kind, instance.tickets.index(ticket)].tolist()
    return [instance.tickets[each] for each in row if each >= 0 and instance.tickets[each] != ticket]


def test_nearest_first_by_place() -> None:
    """Ten minutes away comes before fifty; remote work is as far from all as sites are on average."""
    tickets = [build.ticket(f"at {place}", site_id=place) for place in "abc"]
    given = build.problem(*tickets, build.ticket("remote"), desk=build.desk(travel_times=FAR))
    instance = instance_of(given)
    assert names(instance, PLACE, "at a") == ["at b", "remote", "at c"]


def test_nearest_first_by_time() -> None:
    """Work with a window at nine is nearer to that at ten than to that at four."""
    hours = {"nine": 60, "four": 480, "ten": 120}
    tickets = [
        build.ticket(name, time_windows=({"start": build.at(minute), "end": build.at(minute + 60)},))
        for name, minute in hours.items()
    ]
    instance = instance_of(build.problem(*tickets))
    assert names(instance, TIME, "nine") == ["ten", "four"]
    assert names(instance, TIME, "four") == ["ten", "nine"]


def test_nearest_first_by_who_may_take_it() -> None:
    """Tickets of the same engineers are nearer than those of others."""
    who = {"a1": ("ann",), "b1": ("bob",), "a2": ("ann",), "any": ()}
    tickets = [build.ticket(name, required_engineers=each) for name, each in who.items()]
    given = build.problem(*tickets, engineers=(build.engineer("ann"), build.engineer("bob")))
    instance = instance_of(given, RequiredEngineer())
    assert names(instance, SKILL, "a1") == ["a2", "any", "b1"]


def test_facts_are_nobodys_neighbours() -> None:
    """Pinned work never moves: it is near nothing, and nothing is near it."""
    pin = {"engineer_id": "ann", "start": build.at(60)}
    given = build.problem(build.ticket("free"), build.ticket("other"), build.ticket("pinned", pin=pin))
    instance = instance_of(given, Pinned())
    assert len(instance.facts) == 1
    for kind in (PLACE, TIME, SKILL):
        assert names(instance, kind, "free") == ["other"]
        assert names(instance, kind, "pinned") == []


def test_a_desk_without_tickets_has_no_neighbours() -> None:
    """Nothing to be near leaves an empty table."""
    assert related(instance_of(build.problem())).shape[:2] == (3, 0)
