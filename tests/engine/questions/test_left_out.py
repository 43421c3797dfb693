"""A plan without one of its tickets."""

import build
from oracles import case

from engine.plan import Kind, Plan, Token
from engine.questions.left_out import left_out
from engine.solvers.draft import without_ticket
from engine.timing import timing


def test_the_rest_moves_up() -> None:
    """Without the first of three hours the other two start an hour earlier."""
    instance = case(build.problem(*(build.ticket(each) for each in "abc"))).instance
    timed = timing(instance, build.plan(instance, {"ann": ["a", "b", "c"]}))
    assert timed is not None
    assert left_out(instance, timed, 0).span == {1: (0, 60), 2: (60, 120)}


def test_the_trip_stays_before_the_break() -> None:
    """Without the visit, lunch from 10:00 to 11:00 leaves no time for the trip to the meeting; it is made before."""
    lunch = {"window_start": 600, "window_end": 690, "minutes": 60}
    meeting = {"start": build.at(210), "end": build.at(240), "site_id": "fair"}
    given = build.problem(
        build.ticket("a"),
        build.ticket("visit", site_id="hq", estimated_minutes=20),
        desk=build.desk(travel_times=build.roads(("home", "hq", 40), ("hq", "fair", 20), ("home", "fair", 40))),
        sites=tuple(build.site(each) for each in ("home", "hq", "fair")),
        engineers=(build.engineer(home_site="home", breaks=[lunch], busy=[meeting]),),
    )
    instance = case(given).instance
    order = (Token(Kind.TASK, 0), Token(Kind.TASK, 1), Token(Kind.BREAK, 0), Token(Kind.FACT, 0))
    timed = timing(instance, Plan({0: order}))
    assert timed is not None
    assert timing(instance, without_ticket(instance, timed, 1)) is None
    rest = left_out(instance, timed, 1)
    assert rest.span == {0: (0, 60)}
    assert rest.shifts[0].trips[0][:2] == (60, 100)


def test_what_does_not_fit_any_more_goes_too() -> None:
    """The set-up is done before a; without a, b needs its own, for which the twenty minutes from 08:00 are too short.

    After the meeting its ten minutes end at 09:10, and with an hour of work b would end after the site closes at 10:00.
    """
    given = build.problem(
        build.ticket("a", site_id="hq", estimated_minutes=10),
        build.ticket("b", site_id="hq"),
        sites=(build.site("hq", setup_minutes=10, opening_hours="mon-fri 08:00-10:00"),),
        engineers=(build.engineer(busy=[{"start": build.at(20), "end": build.at(60)}]),),
    )
    instance = case(given).instance
    timed = timing(instance, build.plan(instance, {"ann": ["a", "b"]}))
    assert timed is not None
    assert timed.span == {0: (10, 20), 1: (60, 120)}
    assert left_out(instance, timed, 0).span == {}
