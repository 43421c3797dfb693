"""Stability against the published schedule."""

import build

from constraints.pinned import Pinned
from constraints.stability import Stability

RULE = Stability()
PEOPLE = (build.engineer(), build.engineer("bob"))
GIVEN = build.problem(
    build.ticket(), build.ticket("t2"), engineers=PEOPLE, published=build.schedule(("t1", "ann", 60, 120))
)


def test_another_engineer_costs() -> None:
    """Bob instead of ann, at the published time: 30 minutes."""
    (found,) = build.findings(GIVEN, RULE, ("t1", "bob", 60, 120))
    assert found.amount == 30
    assert found.message == "t1 was published for ann at Mon 2 Mar 09:00, it goes to bob"


def test_a_start_that_moves_by_more_than_the_tolerance_costs() -> None:
    """30 minutes away are free, 31 cost 20, whichever way."""
    for start, amounts in ((30, []), (90, []), (29, [20]), (91, [20])):
        found = build.findings(GIVEN, RULE, ("t1", "ann", start, start + 60))
        assert [each.amount for each in found] == amounts
    assert found[0].message.endswith("it moves 31 minutes later")


def test_both_faces_price_plans_alike() -> None:
    """Kept in place, moved ahead, given to bob, left out."""
    assert build.total(GIVEN, RULE, {"ann": ["t2", "t1"]}) == 0
    assert build.total(GIVEN, RULE, {"ann": ["t1"]}) == 20
    assert build.total(GIVEN, RULE, {"bob": ["t1"]}) == 50
    assert build.total(GIVEN, RULE) == 20


def test_a_pin_against_the_published_schedule_pays_in_both_faces() -> None:
    """Published for ann at 09:00, pinned to bob at 11:00: 30 + 20 + 30, in every plan."""
    pin = {"engineer_id": "bob", "start": build.at(180)}
    given = build.problem(build.ticket(pin=pin), engineers=PEOPLE, published=build.schedule(("t1", "ann", 60, 120)))
    assert build.total(given, RULE, also=(Pinned(),)) == 80


def test_a_client_who_has_been_told_costs_more() -> None:
    """Planned with the client: moved or left out costs 20 + 30 in both faces, another engineer at that time no more."""
    ticket = build.ticket(planned_at=build.at(0))
    given = build.problem(
        ticket, build.ticket("t2"), engineers=PEOPLE, published=build.schedule(("t1", "ann", 60, 120))
    )
    assert build.total(given, RULE, {"ann": ["t2", "t1"]}) == 0
    assert build.total(given, RULE, {"ann": ["t1"]}) == 50
    assert build.total(given, RULE, {"bob": ["t1"]}) == 80
    assert build.total(given, RULE) == 50
    (found,) = build.findings(given, RULE, ("t1", "ann", 120, 180))
    assert found.message.endswith("it moves 60 minutes later; its client has been told")
    free = Stability(moved_minutes=0, told_minutes=0)
    assert build.findings(given, free, ("t1", "ann", 120, 180)) == ()


def test_a_pinned_range_is_a_time_the_client_knows() -> None:
    """Inside the range it may move, and that costs 20 + 30."""
    pin = {"earliest": build.at(0), "latest": build.at(240)}
    given = build.problem(build.ticket(pin=pin), engineers=PEOPLE, published=build.schedule(("t1", "ann", 60, 120)))
    (found,) = build.findings(given, RULE, ("t1", "ann", 120, 180))
    assert found.amount == 50
