"""Recent contact."""

import build
import pytest

from constraints.recent_contact import RecentContact

RULE = RecentContact(minutes=30, fade_hours=72)
BOTH = (build.engineer(), build.engineer("bob"))


@pytest.mark.parametrize(
    ("minutes_ago", "amount"), [(-30, 30), (59, 30), (60, 29), (36 * 60, 15), (72 * 60, 0), (9999, 0)]
)
def test_the_price_of_another_engineer_fades_by_the_hour(minutes_ago: int, amount: int) -> None:
    """30 minutes at first, half after half of the 72 hours, nothing after all of them."""
    contact = {"engineer_id": "ann", "at": build.at(-minutes_ago)}
    given = build.problem(build.ticket(recent_contact=contact), engineers=BOTH)
    assert [each.amount for each in build.findings(given, RULE, ("t1", "bob", 0, 60))] == [amount] * bool(amount)
    assert build.total(given, RULE, {"bob": ["t1"]}) == amount
    assert build.total(given, RULE, {"ann": ["t1"]}) == build.total(given, RULE) == 0


def test_the_finding_says_who_spoke() -> None:
    """Both engineers and the hours are in the words."""
    contact = {"engineer_id": "ann", "at": build.at(-130)}
    given = build.problem(build.ticket(recent_contact=contact), engineers=BOTH)
    (found,) = build.findings(given, RULE, ("t1", "bob", 0, 60))
    assert found.message == "t1 goes to bob, ann spoke to the client 2 hours ago"
