"""The price of leaving a ticket out."""

import build

from constraints.unassigned import Unassigned
from engine.domain.desk import Desk

RULE = Unassigned()


def day_later() -> Desk:
    """Return a desk a day and a minute after the tickets came in."""
    return build.desk(now=build.at(build.DAY + 1))


def test_priority_and_age_and_client_and_tags_count() -> None:
    """P1, two started days, VIP, tagged: (2880 + 2 x 60) x 150 % + 7 = 4507."""
    vip = build.client(name="Contoso", vip=True)
    rule = Unassigned(tag_minutes={"escalated": 7})
    given = build.problem(build.ticket(priority=1, tags=["escalated"]), clients=(vip,), desk=day_later())
    (found,) = build.findings(given, rule)
    assert (found.amount, found.is_hard) == (4507, False)
    assert found.message == "t1 of Contoso, priority 1, 2 days old, is unassigned"
    assert build.total(given, rule) == 4507
    assert build.total(given, rule, {("ann", 1): ["t1"]}) == 0


def test_age_counts_up_to_a_limit() -> None:
    """With a limit of one day, P4 costs 360 + 60."""
    given = build.problem(build.ticket(priority=4), desk=day_later())
    assert build.total(given, Unassigned(max_age_days=1)) == 420


def test_a_ticket_without_age_costs_its_priority() -> None:
    """Just created, or even created after now: no day has begun."""
    given = build.problem(build.ticket(), build.ticket("t2", priority=2, created=build.at(60)))
    assert build.total(given, RULE) == 720 + 1440


def test_what_is_not_to_be_planned_costs_nothing() -> None:
    """Work on hold and closed work are not left out."""
    given = build.problem(build.ticket(status="on_hold"), build.ticket("t2", status="closed"))
    assert not build.findings(given, RULE)
    assert build.total(given, RULE) == 0
