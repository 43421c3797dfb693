"""Schedules laid out of two."""

import build

from engine.context import Context
from engine.domain.schedule import BreakTaken, Schedule, Trip
from engine.questions.laid import as_stated, laid

PEOPLE = (build.engineer("ann"), build.engineer("bob"))


def trip(who: str, minute: int) -> Trip:
    """Return a trip of ten minutes."""
    return Trip(engineer_id=who, depart=build.at(minute), arrive=build.at(minute + 10), from_site="x", to_site="y")


def pause(who: str, minute: int) -> BreakTaken:
    """Return a break of ten minutes."""
    return BreakTaken(engineer_id=who, start=build.at(minute), end=build.at(minute + 10))


def test_some_shifts_are_replaced() -> None:
    """Ann's day has the new work, trips and breaks; bob's is as it was, and so is what ann has on other days."""
    tickets = [build.ticket(each) for each in "abc"]
    context = Context(build.problem(*tickets, engineers=PEOPLE))
    base = build.schedule(("a", "ann", 0, 60), ("b", "bob", 0, 60)).model_copy(
        update={
            "trips": (trip("ann", 60), trip("bob", 60), trip("ann", 60 + build.DAY)),
            "breaks": (pause("bob", 90), pause("ann", 90)),
        }
    )
    new = build.schedule(("c", "ann", 60, 120), ("a", "ann", 0, 60)).model_copy(
        update={"trips": (trip("ann", 120),), "breaks": (pause("ann", 130),)}
    )
    made = laid(context, base, context.shifts_of["ann"][:1], new)
    assert [each.ticket_id for each in made.assignments] == ["a", "b", "c"]
    assert made.trips == (trip("bob", 60), trip("ann", 120), trip("ann", 60 + build.DAY))
    assert made.breaks == (pause("bob", 90), pause("ann", 130))
    assert laid(context, base, (), Schedule(assignments=())).assignments == base.assignments


def test_pins_that_nobody_has_published() -> None:
    """What is stated stays as it is stated, also where the facts have other trips; what is not comes along."""
    published = build.schedule(("a", "ann", 0, 60)).model_copy(update={"trips": (trip("ann", 60),)})
    facts = build.schedule(("a", "ann", 0, 61), ("b", "bob", 0, 60)).model_copy(update={"trips": (trip("ann", 70),)})
    whole = as_stated(published, facts)
    assert whole.assignments == (published.assignments[0], facts.assignments[1])
    assert whole.trips == published.trips
