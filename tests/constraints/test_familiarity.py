"""Familiarity."""

import datetime as dt

import build
import pytest

from constraints.familiarity import Familiarity

RULE = Familiarity(full_visits=5, minutes_per_visit=4, stale_days=180)
FRESH, STALE = dt.date(2025, 9, 3), dt.date(2025, 9, 2)
"""180 and 181 days before Monday 2026-03-02."""


@pytest.mark.parametrize(("visits", "last", "amount"), [(5, FRESH, 0), (3, None, 8), (7, STALE, 8), (12, STALE, 0)])
def test_visits_that_are_missing_cost(visits: int, last: dt.date | None, amount: int) -> None:
    """Each visit short of five costs 4 minutes; after more than 180 days they count half, rounded down."""
    known = build.client(familiarity=[{"engineer_id": "ann", "visits": visits, "last": last}])
    given = build.problem(build.ticket(), clients=(known,))
    assert [each.amount for each in build.findings(given, RULE, ("t1", "ann", 0, 60))] == [amount] * bool(amount)
    assert build.total(given, RULE, {"ann": ["t1"]}) == amount
    assert build.total(given, RULE) == 0


def test_a_stranger_pays_in_full() -> None:
    """Bob has never been there: 5 x 4 minutes."""
    known = build.client(name="Contoso", familiarity=[{"engineer_id": "ann", "visits": 9}])
    given = build.problem(build.ticket(), clients=(known,), engineers=(build.engineer(), build.engineer("bob")))
    (found,) = build.findings(given, RULE, ("t1", "bob", 0, 60))
    assert (found.amount, found.message) == (20, "t1: bob has 0 visits to Contoso to count on")
    assert build.total(given, RULE, {"bob": ["t1"]}) == 20
