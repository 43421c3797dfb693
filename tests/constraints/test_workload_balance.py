"""An even load."""

import build

from constraints.workload_balance import WorkloadBalance

DAY_ONLY = WorkloadBalance(window_shares=())
WINDOW_ONLY = WorkloadBalance(day_shares=())
LONG = build.ticket(estimated_minutes=450)


def test_a_full_day_costs_by_its_shares() -> None:
    """Of 540 minutes, 450 are 126 above 60 per cent and 18 above 80: 126 x 1 + 18 x 2 = 162."""
    given = build.problem(LONG, build.ticket("t2"))
    (found,) = build.findings(given, DAY_ONLY, ("t1", "ann", 0, 450))
    assert (found.amount, found.engineer_id) == (162, "ann")
    assert found.message == "ann has 450 minutes of load on 2026-03-02, of 540"
    assert build.total(given, DAY_ONLY, {"ann": ["t1"]}) == 162
    # 510 minutes: 186 x 1 + 78 x 2; none of them above 95 per cent, 513.
    assert build.total(given, DAY_ONLY, {"ann": ["t1", "t2"]}) == 342
    assert build.total(given, DAY_ONLY, {"ann": ["t1"], ("ann", 1): ["t2"]}) == 162
    assert build.total(given, DAY_ONLY) == 0


def test_a_full_window_costs_by_its_shares() -> None:
    """The window has five days of 540: from 10 per cent, 270 minutes, on; 510 - 270 = 240 on any days."""
    rule = WorkloadBalance(day_shares=(), window_shares=((10, 1),))
    given = build.problem(LONG, build.ticket("t2"))
    (found,) = build.findings(given, rule, ("t1", "ann", 0, 450), ("t2", "ann", build.DAY, build.DAY + 60))
    assert (found.amount, found.message) == (240, "ann has 510 minutes of load in the planning window, of 2700")
    assert build.total(given, rule, {"ann": ["t1"], ("ann", 1): ["t2"]}) == 240
    assert build.total(given, WINDOW_ONLY, {"ann": ["t1"]}) == 0


def test_on_call_work_is_load_of_the_window_only() -> None:
    """An hour on call has no share of its own, and counts with the week."""
    duty = build.engineer(on_call=[{"hours": "mon 18:00-20:00", "priorities": [3]}])
    given = build.problem(build.ticket(), engineers=(duty,))
    assert build.total(given, WorkloadBalance(day_shares=((0, 1),), window_shares=()), {("ann", 1): ["t1"]}) == 0
    assert build.total(given, WorkloadBalance(day_shares=(), window_shares=((0, 1),)), {("ann", 1): ["t1"]}) == 60


def test_appointments_count_where_the_desk_says_so() -> None:
    """A meeting of 300 minutes and 120 of work are 420 of 540, 96 above 60 per cent; alone, the meeting is free."""
    meeting = {"start": build.at(0), "end": build.at(300)}
    people = (build.engineer(busy=[meeting]),)
    tickets = (build.ticket(estimated_minutes=120),)
    counted = build.problem(*tickets, engineers=people, desk=build.desk(appointments_are_load=True))
    assert build.total(counted, DAY_ONLY, {"ann": ["t1"]}) == 96
    assert build.total(counted, DAY_ONLY) == 0
    # Otherwise the meeting takes its minutes out of the capacity: 120 of 240.
    assert build.total(build.problem(*tickets, engineers=people), DAY_ONLY, {"ann": ["t1"]}) == 0


def test_appointments_above_a_share_cost_nothing_by_themselves() -> None:
    """A meeting of 400 minutes is 76 above 60 per cent; only the hour of work is priced, whole."""
    meeting = {"start": build.at(0), "end": build.at(400)}
    given = build.problem(
        build.ticket(), engineers=(build.engineer(busy=[meeting]),), desk=build.desk(appointments_are_load=True)
    )
    # Above 60 per cent: all 60 minutes; above 80 per cent (432): 28 of them, twice.
    assert build.total(given, DAY_ONLY, {"ann": ["t1"]}) == 60 + 56
    assert build.total(given, WorkloadBalance()) == 0


def test_travel_to_an_appointment_is_load() -> None:
    """A meeting at hq, 100 minutes away and back, is 200 minutes of load without any ticket."""
    meeting = {"start": build.at(200), "end": build.at(260), "site_id": "hq"}
    given = build.problem(
        build.ticket(),
        desk=build.desk(travel_times=build.roads(("home", "hq", 100))),
        engineers=(build.engineer(home_site="home", busy=[meeting]),),
        sites=(build.site(), build.site("home")),
    )
    rule = WorkloadBalance(day_shares=((0, 1),), window_shares=())
    assert build.total(given, rule) == 200
    assert build.total(given, rule, {"ann": ["t1"]}) == 260
