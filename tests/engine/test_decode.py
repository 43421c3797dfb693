"""From a timed plan to a schedule."""

import build
from oracles import case

from engine.decode import decode
from engine.domain.problem import Problem
from engine.domain.schedule import Schedule
from engine.timing import timing


def decoded(problem: Problem, days: build.Days) -> Schedule:
    """Time a plan and decode it."""
    found = case(problem)
    timed = timing(found.instance, build.plan(found.instance, days))
    assert timed is not None
    return decode(found.context, found.instance, timed)


def test_assignments_and_trips() -> None:
    """From home to hq (30 minutes), two tickets there, and home again; only the first ticket has the way on it."""
    given = build.problem(
        build.ticket("a", site_id="hq"),
        build.ticket("b", site_id="hq"),
        build.ticket("c"),
        desk=build.desk(travel_times=build.roads(("home", "hq", 30))),
        sites=(build.site("home"), build.site("hq", client_id="contoso")),
        engineers=(build.engineer(home_site="home"),),
    )
    found = decoded(given, {"ann": ["a", "b", "c"]})
    assert [(each.ticket_id, each.travel_minutes, each.site_id) for each in found.assignments] == [
        ("a", 30, "hq"),
        ("b", 0, "hq"),
        ("c", 0, None),
    ]
    assert [each.start for each in found.assignments] == [build.at(30), build.at(90), build.at(150)]
    assert [(each.from_site, each.to_site) for each in found.trips] == [("home", "hq"), ("hq", "home")]
    assert [(each.depart, each.arrive) for each in found.trips] == [
        (build.at(0), build.at(30)),
        (build.at(210), build.at(240)),
    ]
    assert found.planning_window == given.desk.planning_window


def test_several_engineers_are_one_assignment() -> None:
    """Work of two is one assignment with both names in order, and the ways of both."""
    given = build.problem(
        build.ticket(site_id="hq", engineers_needed=2),
        desk=build.desk(travel_times=build.roads(("home", "hq", 30))),
        sites=(build.site("home"), build.site("hq", client_id="contoso")),
        engineers=tuple(build.engineer(each, home_site="home") for each in ("bob", "ann")),
    )
    (found,) = decoded(given, {"bob": ["t1"], "ann": ["t1"]}).assignments
    assert (found.engineer_ids, found.travel_minutes) == (("ann", "bob"), 60)


def test_breaks_of_days_that_are_used() -> None:
    """A floating lunch is stated on the day that has work, and on no other."""
    lunch = {"window_start": 720, "window_end": 840, "minutes": 60}
    given = build.problem(build.ticket(), engineers=(build.engineer(breaks=[lunch]),))
    (taken,) = decoded(given, {("ann", 1): ["t1"]}).breaks
    assert (taken.engineer_id, taken.start, taken.end) == ("ann", build.at(1440 + 240), build.at(1440 + 300))


def test_times_are_in_the_desks_zone() -> None:
    """A desk in Berlin reads 09:00 with its own offset where UTC has 08:00."""
    (found,) = decoded(
        build.problem(build.ticket(), desk=build.desk(time_zone="Europe/Berlin")), {"ann": ["t1"]}
    ).assignments
    assert found.start.isoformat() == "2026-03-02T09:00:00+01:00"
