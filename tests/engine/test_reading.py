"""A schedule made by hand, read against its problem: ann works from minute 0 to 540."""

import build

from engine.context import Context
from engine.domain.problem import Problem
from engine.domain.schedule import BreakTaken, Schedule, Trip
from engine.reading import Reading, ShiftReading

ROADS = build.roads(("home", "a", 10), ("home", "b", 20), ("a", "b", 15))
SITES = (build.site("home"), build.site("a", setup_minutes=5), build.site("b"))


def given(*work: build.Ticket, **engineer: object) -> Problem:
    """Return a problem with ann, who starts at home."""
    ann = build.engineer(**{"home_site": "home"} | engineer)
    return build.problem(*work, sites=SITES, desk=build.desk(travel_times=ROADS), engineers=(ann,))


def read(problem: Problem, schedule: Schedule) -> ShiftReading:
    """Return what a schedule says of the first shift."""
    return Reading(Context(problem), schedule).shifts[0]


def test_unstated_trips_are_read_where_they_fit() -> None:
    """Set-up from 15 to 20, work at a to 80; the way there at 0, the way home at 80; load 60 + 5 + 20."""
    found = read(given(build.ticket(site_id="a")), build.schedule(("t1", "ann", 20, 80)))
    assert [(leg.depart, leg.arrive, leg.is_stated, leg.is_clear) for leg in found.legs] == [
        (0, 10, False, True),
        (80, 90, False, True),
    ]
    assert (found.load, found.last_end, found.travel_minutes) == (85, 90, 20)


def test_stated_trips_are_read_as_stated() -> None:
    """A way home at noon is at noon, and one that nothing calls for is astray."""
    trips = (_trip(240, 250, "a", "home"), _trip(300, 315, "a", "b"))
    schedule = build.schedule(("t1", "ann", 20, 80)).model_copy(update={"trips": trips})
    found = read(given(build.ticket(site_id="a")), schedule)
    assert (found.legs[1].depart, found.legs[1].is_stated, found.last_end) == (240, True, 250)
    assert found.stray_trips == ((300, 315, "a", "b"),)


def test_pausable_work_counts_its_minutes_of_work() -> None:
    """From 0 to 120 with a meeting of 20 and a break of 15, stated, inside: 85 minutes."""
    meeting = {"start": build.at(30), "end": build.at(50)}
    coffee = {"window_start": 540, "window_end": 600, "minutes": 15}
    problem = given(build.ticket(pausable=True), busy=(meeting,), breaks=(coffee,))
    taken = BreakTaken(engineer_id="ann", start=build.at(70), end=build.at(85))
    schedule = build.schedule(("t1", "ann", 0, 120)).model_copy(update={"breaks": (taken,)})
    found = read(problem, schedule)
    assert found.works[0].minutes == 85
    assert [pause.start for pause in found.pauses] == [70]


def test_an_unstated_break_moves_aside() -> None:
    """Lunch in [240, 330) of 30 minutes goes around work from 240 to 290, and finds no room beside work to 310."""
    lunch = {"window_start": 720, "window_end": 810, "minutes": 30}
    problem = given(build.ticket(), breaks=(lunch,))
    assert read(problem, build.schedule(("t1", "ann", 240, 290))).pauses[0].start == 290
    none = read(problem, build.schedule(("t1", "ann", 240, 310))).pauses[0]
    assert (none.start, none.is_crowded_out) == (None, False)


def test_a_break_that_facts_crowd_out_is_nobodys_fault() -> None:
    """The same work pinned there leaves lunch no room before anything is planned."""
    lunch = {"window_start": 720, "window_end": 810, "minutes": 30}
    pinned = build.ticket(pin={"engineer_id": "ann", "start": build.at(250)})
    found = read(given(pinned, breaks=(lunch,)), build.schedule(("t1", "ann", 250, 310))).pauses[0]
    assert (found.start, found.is_crowded_out) == (None, True)


def test_trips_that_facts_leave_no_room_close_their_gap() -> None:
    """Two reviews five minutes apart, at a and at b: the time between them is taken."""
    busy = (
        {"start": build.at(30), "end": build.at(60), "site_id": "a"},
        {"start": build.at(65), "end": build.at(90), "site_id": "b"},
    )
    found = read(given(busy=busy), build.schedule())
    assert found.closed == ((60, 65),)
    assert [leg.is_clear for leg in found.legs] == [True, False, True]
    assert found.travel_minutes == 45


def test_an_unassigned_ticket_counts_from_the_windows_end() -> None:
    """The window ends after 4 days and 600 minutes; an hour of work ends an hour later."""
    problem = given(build.ticket())
    reading = Reading(Context(problem), build.schedule())
    assert reading.started(problem.tickets[0]) == (4 * build.DAY + 600, 4 * build.DAY + 660)
    assert reading.unassigned == problem.tickets


def _trip(depart: int, arrive: int, origin: str, target: str) -> Trip:
    return Trip(engineer_id="ann", depart=build.at(depart), arrive=build.at(arrive), from_site=origin, to_site=target)
