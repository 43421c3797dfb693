"""The service level of the resolution."""

import build

from constraints.pinned import Pinned
from constraints.sla_resolution import SlaResolution

RULE = SlaResolution()


def test_the_end_counts_against_the_resolution_target() -> None:
    """P3 ends 10 minutes late: 10 x 1 + 240; the engineer's own pace decides when it ends."""
    slow = build.engineer("bob", speeds=[{"type": "incident", "percent": 150}])
    given = build.problem(build.ticket(resolve_by=build.at(80)), engineers=(build.engineer(), slow))
    (found,) = build.findings(given, RULE, ("t1", "bob", 0, 90))
    assert found.amount == 250
    assert found.message == "t1 is resolved 10 minutes after its target of Mon 2 Mar 09:20"
    assert build.total(given, RULE, {"bob": ["t1"]}) == 250
    assert build.total(given, RULE, {"ann": ["t1"]}) == 0


def test_an_unassigned_ticket_ends_its_estimate_after_the_window() -> None:
    """Due half an hour past the window's end: started there, it would end 30 minutes late."""
    given = build.problem(build.ticket(resolve_by=build.at(4 * build.DAY + 630)))
    (found,) = build.findings(given, RULE)
    assert found.amount == 30 + 240
    assert found.message.startswith("t1 is unassigned; it is resolved at least 30 minutes after its target")
    assert build.total(given, RULE) == 270


def test_a_fact_that_ends_past_the_window_is_priced_alike() -> None:
    """Pinned to the last hour of the window, at ten times the estimate, it ends 541 minutes past it."""
    slow = build.engineer(speeds=[{"type": "incident", "percent": 1000}])
    pin = {"engineer_id": "ann", "start": build.at(4 * build.DAY + 541)}
    policy = {"id": "office", "targets": []}
    due = build.at(4 * build.DAY + 500)
    given = build.problem(
        build.ticket(pin=pin, resolve_by=due),
        engineers=(slow,),
        clients=(build.client(sla_policy="office"),),
        desk=build.desk(sla_policies=[policy]),
    )
    # Business hours are 08:00 to 17:00: only the 40 minutes to 17:00 on Friday count, the week-end not.
    assert build.total(given, RULE, also=(Pinned(),)) == 40 + 240
