"""One shift, walked by hand: ann works from minute 0 to 540; places lie as `ROADS` says."""

import build

from constraints.visit_batching import VisitBatching
from engine.instance import Instance
from engine.plan import Kind, Token
from engine.walk import ShiftTimes, walk

ROADS = build.roads(("home", "a", 10), ("home", "b", 20), ("a", "b", 15))
TRIP = Token(Kind.TRIP)
FACT = Token(Kind.FACT, 0)


def tickets(*sites: str | None) -> tuple[build.Ticket, ...]:
    """Return half hours of work at sites, or remote."""
    return tuple(build.ticket(f"t{at}", site_id=site, estimated_minutes=30) for at, site in enumerate(sites, start=1))


def made(*work: build.Ticket, home: str | None = "home", setup: int = 0, **engineer: object) -> Instance:
    """Return the instance of some work."""
    sites = tuple(build.site(each, setup_minutes=setup) for each in ("home", "a", "b"))
    given = build.problem(
        *work,
        sites=sites,
        desk=build.desk(travel_times=ROADS),
        engineers=(build.engineer(home_site=home, **engineer),),
    )
    return build.instance_of(given, VisitBatching())


def walked(instance: Instance, *tokens: Token | int) -> ShiftTimes | None:
    """Walk ann's Monday; a number is the task of that ticket."""
    sequence = tuple(Token(Kind.TASK, each - 1) if isinstance(each, int) else each for each in tokens)
    return walk(instance, 0, sequence)


def starts(times: ShiftTimes | None) -> list[int]:
    """Return the starts by task."""
    assert times is not None
    return [times.starts[task][0] for task in sorted(times.starts)]


def trips(times: ShiftTimes | None) -> list[tuple[int, int]]:
    """Return departures and arrivals."""
    assert times is not None
    return [trip[:2] for trip in times.trips]


def test_trips_out_between_and_home() -> None:
    """Ten minutes to a, work to 40, fifteen to b, work from 55 to 85, twenty home: 45 minutes of travel."""
    times = walked(made(*tickets("a", "b")), 1, 2)
    assert starts(times) == [10, 55]
    assert trips(times) == [(0, 10), (40, 55), (85, 105)]
    assert times is not None
    assert (times.travel, times.load, times.last_end) == (45, 105, 105)


def test_a_home_nowhere_costs_nothing() -> None:
    """From nowhere work at a begins at once, and nobody travels home."""
    times = walked(made(*tickets("a"), home=None), 1)
    assert (starts(times), trips(times)) == ([0], [])


def test_a_trip_is_cut_into_a_run_of_remote_work_anywhere() -> None:
    """Three remote half hours before a ticket at a: the trip comes first, second or last as the token says."""
    instance = made(*tickets(None, None, None, "a"))
    assert starts(walked(instance, TRIP, 1, 2, 3, 4)) == [10, 40, 70, 100]
    assert starts(walked(instance, 1, TRIP, 2, 3, 4)) == [0, 40, 70, 100]
    assert starts(walked(instance, 1, 2, 3, 4)) == [0, 30, 60, 100]


def test_the_way_home_may_come_before_remote_work() -> None:
    """After work at a, remote work is done at home at 50, or still at a at 40 with the way home after it."""
    instance = made(*tickets("a", None))
    assert trips(walked(instance, 1, TRIP, 2)) == [(0, 10), (40, 50)]
    assert starts(walked(instance, 1, TRIP, 2)) == [10, 50]
    assert trips(walked(instance, 1, 2)) == [(0, 10), (70, 80)]


def test_a_trip_goes_around_a_meeting() -> None:
    """Five minutes before a meeting from 5 to 25 hold no trip of ten: it departs at 25."""
    instance = made(*tickets("a"), busy=({"start": build.at(5), "end": build.at(25)},))
    assert trips(walked(instance, 1))[0] == (25, 35)


def test_an_appointment_elsewhere_needs_its_trips() -> None:
    """Review at b from 100 to 120: to b (20), work at a before it fits when it ends by 85, and the way home from b."""
    review = {"start": build.at(100), "end": build.at(120), "site_id": "b"}
    instance = made(*tickets("a", "a"), busy=(review,))
    times = walked(instance, 1, 2, FACT)
    assert starts(times) == [10, 40]
    assert trips(times) == [(0, 10), (70, 85), (120, 140)]
    assert walked(instance, FACT) is not None
    assert walked(instance, 1, 2) is None  # the appointment cannot be left out
    late = made(*tickets("a", "a", "a"), busy=(review,))
    assert walked(late, 1, 2, 3, FACT) is None


def test_set_up_once_a_visit() -> None:
    """With five minutes of set-up: a, remote, a is one visit; b in between makes it three."""
    instance = made(*tickets("a", None, "a", "b"), setup=5)
    one = walked(instance, 1, 2, 3)
    assert one is not None
    assert starts(one) == [15, 45, 75]
    assert (len(one.visits), one.load) == (1, 90 + 5 + 20)
    three = walked(instance, 1, 4, 3)
    assert three is not None
    # 15-45 at a, 60 + 5 at b, 95 + 15 + 5 at a again.
    assert [three.starts[task][0] for task in (0, 3, 2)] == [15, 65, 115]
    assert len(three.visits) == 3


def test_a_visit_outlives_an_appointment_at_its_site_only() -> None:
    """A review at a in between leaves the visit open; one at b ends it."""
    for site, count in (("a", 1), ("b", 2)):
        review = {"start": build.at(100), "end": build.at(120), "site_id": site}
        times = walked(made(*tickets("a", "a"), setup=5, busy=(review,)), 1, FACT, 2)
        assert times is not None
        assert len(times.visits) == count


def test_facts_too_close_for_their_trip_close_the_gap() -> None:
    """From a review at a (to 60) to one at b (from 65) are 15 minutes: paid, cut down, and nothing else in between."""
    busy = (
        {"start": build.at(30), "end": build.at(60), "site_id": "a"},
        {"start": build.at(65), "end": build.at(90), "site_id": "b"},
    )
    instance = made(*(build.ticket(f"t{n}", estimated_minutes=5) for n in (1, 2)), busy=busy)
    second = Token(Kind.FACT, 1)
    assert instance.shifts[0].closed == {1}
    times = walked(instance, FACT, second)
    assert times is not None
    assert (times.travel, len(times.trips)) == (10 + 15 + 20, 2)
    assert walked(instance, FACT, 1, second) is None
    assert starts(walked(instance, 1, FACT, second)) == [0]
