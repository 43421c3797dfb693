"""Schedules that go on without work given up: home, a, b and c lie in a row, ten minutes from one to the next."""

import datetime as dt

import build
import pytest

from constraints import rules_for
from constraints.one_thing_at_a_time import OneThingAtATime
from engine.audit import audit
from engine.context import Context
from engine.domain.problem import Problem
from engine.domain.schedule import BreakTaken, Schedule, Trip
from engine.given_up import without_given_up
from engine.questions.evaluate import judge

ROADS = build.roads(
    ("home", "a", 10), ("a", "b", 10), ("b", "c", 10), ("a", "c", 20), ("b", "home", 20), ("c", "home", 30)
)
SITES = tuple(map(build.site, ("home", "a", "b", "c")))


def given(*tickets: build.Ticket, now: int = 0, **engineer: object) -> Problem:
    """Return a problem with ann, who starts at home."""
    ann = build.engineer(**{"home_site": "home"} | engineer)
    return build.problem(
        *tickets, sites=SITES, desk=build.desk(travel_times=ROADS, now=build.at(now)), engineers=(ann,)
    )


def stated(whole: Schedule, *ways: tuple[int, int, str, str]) -> Schedule:
    """Return a schedule with ann's trips."""
    trips = tuple(
        Trip(engineer_id="ann", depart=build.at(depart), arrive=build.at(arrive), from_site=origin, to_site=target)
        for depart, arrive, origin, target in ways
    )
    return whole.model_copy(update={"trips": trips})


def trips_of(schedule: Schedule) -> list[tuple[int, int, str, str]]:
    """Return the trips in minutes."""

    def minute(instant: dt.datetime) -> int:
        return int((instant - build.MONDAY).total_seconds() // 60)

    return [(minute(each.depart), minute(each.arrive), each.from_site, each.to_site) for each in schedule.trips]


def findings(problem: Problem, schedule: Schedule) -> list[str]:
    """Return what is wrong with the times of a schedule."""
    found = audit(Context(problem), build.with_base(OneThingAtATime()), schedule)
    return [each.message for each in found.findings if each.is_hard]


def test_the_ways_to_work_given_up_go_with_it() -> None:
    """Of ann's day the trips to and from b go, not those elsewhere, of the next day or of bob; bob's work stays."""
    problem = build.problem(
        build.ticket("held", status="on_hold", site_id="b"),
        build.ticket("open", site_id="b"),
        engineers=(build.engineer(), build.engineer("bob")),
        sites=tuple(map(build.site, ("a", "b", "c"))),
    )
    ways = (
        ("ann", 0, "a", "b"),
        ("ann", 90, "b", "c"),
        ("bob", 0, "a", "b"),
        ("ann", 200, "c", "a"),
        ("ann", 1440, "a", "b"),
    )
    trips = tuple(
        Trip(engineer_id=who, depart=build.at(at), arrive=build.at(at + 20), from_site=origin, to_site=target)
        for who, at, origin, target in ways
    )
    whole = build.schedule(("held", "ann", 30, 90), ("open", "bob", 30, 90)).model_copy(update={"trips": trips})
    found = without_given_up(whole, problem)
    assert (found.assignments, found.trips) == (whole.assignments[1:], trips[2:])


ROUND = stated(
    build.schedule(("t1", "ann", 60, 120), ("t2", "ann", 180, 240), ("t3", "ann", 300, 360)),
    (50, 60, "home", "a"),
    (170, 180, "a", "b"),
    (290, 300, "b", "c"),
    (360, 390, "c", "home"),
)
"""From home to a, b, c and home again."""
OPEN = (build.ticket("t1", site_id="a"), build.ticket("t3", site_id="c"))
CLOSED = build.ticket("t2", site_id="b", status="closed")


def test_the_way_past_work_given_up_is_stated() -> None:
    """Without b in the middle ann goes from a to c, as late as she can; c says so, and the other ways stay."""
    problem = given(*OPEN, CLOSED)
    found = without_given_up(ROUND, problem)
    assert trips_of(found) == [(50, 60, "home", "a"), (280, 300, "a", "c"), (360, 390, "c", "home")]
    assert [(each.ticket_id, each.travel_minutes) for each in found.assignments] == [("t1", 10), ("t3", 20)]
    assert findings(problem, found) == []
    assert without_given_up(found, problem) is found


def test_work_that_stays_keeps_its_ways_beside_work_given_up_at_the_same_site() -> None:
    """Two tickets at a, the later one closed: ann still goes there, and home when the first one ends."""
    problem = given(build.ticket("t1", site_id="a"), build.ticket("t2", site_id="a", status="closed"))
    whole = stated(
        build.schedule(("t1", "ann", 60, 120), ("t2", "ann", 180, 240)), (50, 60, "home", "a"), (240, 250, "a", "home")
    )
    found = without_given_up(whole, problem)
    assert trips_of(found) == [(50, 60, "home", "a"), (120, 130, "a", "home")]
    assert findings(problem, found) == []


def test_a_schedule_without_trips_gets_none() -> None:
    """What a schedule made by hand leaves out is read where it fits, as before."""
    bare = ROUND.model_copy(update={"trips": ()})
    found = without_given_up(bare, given(*OPEN, CLOSED))
    assert (found.trips, found.assignments) == ((), (bare.assignments[0], bare.assignments[2]))


@pytest.mark.parametrize(
    ("closed", "ways"),
    [
        (("t2",), [(50, 60, "home", "a"), (280, 300, "a", "c"), (360, 390, "c", "home")]),
        (("t1", "t2"), [(50, 60, "home", "a"), (280, 300, "a", "c"), (360, 390, "c", "home")]),
    ],
    ids=["under way", "at work that has begun"],
)
def test_trips_that_have_begun_stay(closed: tuple[str, ...], ways: list[tuple[int, int, str, str]]) -> None:
    """Once ann has left for a, that trip stays a record and is not stated again; from a she goes on to c.

    So she does where the ticket at a has been closed since her work there began.
    """
    tickets = (
        build.ticket(ticket_id, site_id=site, **({"status": "closed"} if ticket_id in closed else {}))
        for ticket_id, site in (("t1", "a"), ("t2", "b"), ("t3", "c"))
    )
    problem = given(*tickets, now=90 if "t1" in closed else 55)
    assert trips_of(without_given_up(ROUND, problem)) == ways


def test_breaks_and_what_is_not_known_stay() -> None:
    """A break stays where it is stated; what others have who have left the desk is nobody's to change."""
    problem = given(*OPEN, CLOSED, breaks=({"window_start": 660, "window_end": 780, "minutes": 30},))
    lunch = (BreakTaken(engineer_id="ann", start=build.at(245), end=build.at(275)),)
    stranger = build.schedule(("t1", "gone", 0, 60), ("gone", "ann", 400, 430), ("gone", "gone", 500, 530))
    work = (*stranger.assignments, *ROUND.assignments)
    way = ROUND.trips[0].model_copy(update={"engineer_id": "gone"})
    whole = ROUND.model_copy(update={"breaks": lunch, "assignments": work, "trips": (*ROUND.trips, way)})
    found = without_given_up(whole, problem)
    assert (found.breaks, found.assignments[:3]) == (lunch, stranger.assignments)
    assert trips_of(found)[1:] == [(50, 60, "home", "a"), (280, 300, "a", "c"), (360, 390, "c", "home")]
    assert way in found.trips


def test_a_break_makes_way_for_the_set_up_that_work_given_up_leaves_to_the_next() -> None:
    """Set-up at a falls to t1 now, from 240 on, where ann had a break that ends as it begins: it goes to 180.

    The way to a was stated for t2; its trip ends at 240 now, as late as it can.
    """
    problem = given(
        build.ticket("t1", site_id="a"),
        build.ticket("t2", site_id="a", status="closed"),
        breaks=({"window_start": 660, "window_end": 780, "minutes": 30},),
    )
    sites = tuple(each.model_copy(update={"setup_minutes": 10}) if each.id == "a" else each for each in problem.sites)
    problem = problem.model_copy(update={"sites": sites})
    whole = stated(
        build.schedule(("t2", "ann", 150, 210), ("t1", "ann", 250, 310)),
        (130, 140, "home", "a"),
        (310, 320, "a", "home"),
    )
    lunch = BreakTaken(engineer_id="ann", start=build.at(220), end=build.at(250))
    found = without_given_up(whole.model_copy(update={"breaks": (lunch,)}), problem)
    assert found.breaks == (BreakTaken(engineer_id="ann", start=build.at(180), end=build.at(210)),)
    assert trips_of(found) == [(230, 240, "home", "a"), (310, 320, "a", "home")]
    assert findings(problem, found) == []


def test_the_ways_on_the_other_side_of_midnight_go_too() -> None:
    """Ann works at night; the way home from work given up goes, though it lies on the next day."""
    late = 15 * 60
    problem = given(build.ticket("t2", site_id="a", status="closed"), working_hours="mon-thu 22:00-06:00")
    whole = stated(
        build.schedule(("t2", "ann", late + 15, late + 75)),
        (late + 5, late + 15, "home", "a"),
        (late + 75, late + 85, "a", "home"),
    )
    assert without_given_up(whole, problem) == Schedule(assignments=())


def test_a_day_that_two_zones_tell_apart_is_one_shift() -> None:
    """Ann in Sydney begins at 22:00 of a desk in UTC and ends on its next day; the ways on both sides go."""
    first = 14 * 60
    held = build.ticket("t2", site_id="a", status="on_hold")
    problem = given(held, time_zone="Australia/Sydney", working_hours="mon-fri 09:00-17:00")
    whole = stated(
        build.schedule(("t2", "ann", first + 60, first + 150)),
        (first + 50, first + 60, "home", "a"),
        (first + 150, first + 160, "a", "home"),
    )
    assert without_given_up(whole, problem) == Schedule(assignments=())


def test_what_is_published_breaks_nothing_once_a_ticket_is_closed() -> None:
    """Ways to and from work given up are no fault of the schedule that still states them; others are."""
    problem = given(*OPEN, CLOSED)
    assert findings(problem, ROUND) == []
    before = audit(Context(problem), rules_for(problem.desk), ROUND)
    assert judge(Context(problem), rules_for(problem.desk), before, without_given_up(ROUND, problem)).broken == ()
    more = stated(ROUND, *trips_of(ROUND), (400, 430, "home", "c"))
    assert ["that no work calls for" in each for each in findings(problem, more)] == [True]
