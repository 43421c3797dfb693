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
    """Published for ann at 09:00, pinned to bob at 11:00: 30 + 20, in every plan."""
    pin = {"engineer_id": "bob", "start": build.at(180)}
    given = build.problem(build.ticket(pin=pin), engineers=PEOPLE, published=build.schedule(("t1", "ann", 60, 120)))
    assert build.total(given, RULE, also=(Pinned(),)) == 50
