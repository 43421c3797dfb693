"""The service level of the response, and what the three rules of service levels share."""

import build
import pytest

from constraints.sla_response import SlaResponse
from engine.domain.desk import Desk

RULE = SlaResponse()
HORIZON = 4 * build.DAY + 600


def office(**fields: object) -> Desk:
    """Return a desk whose policy gives P3 120 minutes of its business hours, 08:00 to 17:00."""
    targets = [{"priority": 3, "respond_minutes": 120}]
    return build.desk(sla_policies=[{"id": "gold", "targets": targets}], **fields)


def test_a_start_after_the_target_costs_its_minutes_and_the_breach() -> None:
    """P3 starts 30 minutes late: 30 x 1 + 120; on time it costs nothing."""
    given = build.problem(build.ticket(respond_by=build.at(60)))
    (found,) = build.findings(given, RULE, ("t1", "ann", 90, 150))
    assert (found.amount, found.is_hard, found.ticket_id) == (150, False, "t1")
    assert found.message == "t1 is responded to 30 minutes after its target of Mon 2 Mar 09:00"
    assert not build.findings(given, RULE, ("t1", "ann", 60, 120))
    assert [each.amount for each in build.findings(given, RULE, ("t1", "ann", 61, 121))] == [121]


def test_both_faces_price_plans_alike() -> None:
    """In order, swapped, on the next day and left out."""
    tickets = (build.ticket(respond_by=build.at(30)), build.ticket("t2", priority=1, respond_by=build.at(45)))
    given = build.problem(*tickets)
    assert build.total(given, RULE, {"ann": ["t1", "t2"]}) == 15 * 4 + 480
    assert build.total(given, RULE, {"ann": ["t2", "t1"]}) == 30 + 120
    assert build.total(given, RULE, {"ann": ["t2"], ("ann", 1): ["t1"]}) == build.DAY - 30 + 120
    assert build.total(given, RULE) == (4800 + 120) + (4800 * 4 + 480)


def test_minutes_count_on_the_policy_s_calendar() -> None:
    """Due at 10:00; next day at 08:00, the 420 business minutes to 17:00 have passed, no night."""
    given = build.problem(build.ticket(), clients=(build.client(sla_policy="gold"),), desk=office())
    assert build.total(given, RULE, {("ann", 1): ["t1"]}) == 420 + 120
    assert build.total(given, RULE, {"ann": ["t1"]}) == 0
    # To the window's end on Friday at 18:00: 420 minutes and four days of 540.
    assert build.total(given, RULE) == 420 + 4 * 540 + 120


def test_what_is_late_already_is_outside_the_score() -> None:
    """Due at 09:00, now 10:00, started at 10:30: 30 more minutes count, the hour and the breach do not."""
    given = build.problem(build.ticket(respond_by=build.at(60)), desk=build.desk(now=build.at(120)))
    (found,) = build.findings(given, RULE, ("t1", "ann", 150, 210))
    assert found.amount == 30
    assert found.message.endswith("90 minutes after its target of Mon 2 Mar 09:00, 60 of which have passed already")
    assert build.total(given, RULE, {("ann", 1): ["t1"]}) == build.DAY - 120
    assert build.total(given, RULE) == 4800 - 60


@pytest.mark.parametrize("cap", [0, 1, 30, 31, 4800])
def test_late_minutes_count_up_to_the_cap(cap: int) -> None:
    """Past the cap, later costs no more."""
    given = build.problem(build.ticket(respond_by=build.at(30)), build.ticket("t2"))
    rule = SlaResponse(cap_minutes=cap)
    assert build.total(given, rule, {"ann": ["t2", "t1"]}) == min(cap, 30) + 120
    assert build.total(given, rule) == min(cap, HORIZON - 30) + 120


def test_a_vip_client_multiplies_rate_and_breach() -> None:
    """P1, 15 minutes late: 15 x 6 + 720."""
    tickets = (build.ticket(), build.ticket("t2", priority=1, respond_by=build.at(45)))
    given = build.problem(*tickets, clients=(build.client(vip=True),))
    assert build.total(given, RULE, {"ann": ["t1", "t2"]}) == 15 * 6 + 720


def test_a_target_met_is_gone() -> None:
    """Whoever has responded is not late any more."""
    given = build.problem(build.ticket(respond_by=build.at(30), responded_at=build.at(-5)))
    assert build.total(given, RULE) == 0
