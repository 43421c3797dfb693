"""Stops and trips read from a shift, by hand. Places lie ten minutes apart; the shift lasts from 0 to 300."""

from engine.legs import Leg, Placed, Stop, closed_gaps, place, read_legs, read_stops

BOUNDS = (0, 300)


def stops(*placed: tuple[int, int, str, str]) -> tuple[Stop, ...]:
    """Return stops with five minutes of set-up a visit."""
    return read_stops([Placed(*each) for each in placed], lambda _: 5)


def legs(
    found: tuple[Stop, ...], *stated: tuple[int, int, str, str], home: str | None = "home", now: int = 0
) -> tuple[Leg, ...]:
    """Return the trips that stops call for."""
    return read_legs(found, home, BOUNDS, stated, now, lambda _a, _b: 10)


def test_a_visit_is_a_run_of_tickets_at_one_site() -> None:
    """A, A, B, A: three visits, each with a set-up before its first ticket."""
    found = stops((20, 30, "A", "t1"), (40, 50, "A", "t2"), (70, 80, "B", "t3"), (100, 110, "A", "t4"))
    assert [stop.setup_minutes for stop in found] == [5, 0, 5, 5]


def test_an_appointment_opens_no_visit_and_ends_only_one_elsewhere() -> None:
    """An appointment at the same site neither opens nor ends a visit; one at another site ends it."""
    same = stops((10, 15, "A", ""), (20, 30, "A", "t1"), (35, 40, "A", ""), (50, 60, "A", "t2"))
    assert [stop.setup_minutes for stop in same] == [0, 5, 0, 0]
    other = stops((20, 30, "A", "t1"), (45, 50, "B", ""), (70, 80, "A", "t2"))
    assert [stop.setup_minutes for stop in other] == [5, 0, 5]


def test_a_trip_has_the_time_between_end_and_setup() -> None:
    """Home to A before its set-up at 35, A to B between 60 and 95, and home from 120 on."""
    found = legs(stops((40, 60, "A", "t1"), (100, 120, "B", "t2")))
    assert [(leg.from_site, leg.to_site, leg.low, leg.high, leg.ticket_id, leg.stop) for leg in found] == [
        ("home", "A", 0, 35, "t1", 0),
        ("A", "B", 60, 95, "t2", 1),
        ("B", "home", 120, 300, "", -1),
    ]


def test_from_and_to_nowhere_there_is_no_trip() -> None:
    """Without a home, only the trip between the two sites is left."""
    found = legs(stops((40, 60, "A", "t1"), (100, 120, "B", "t2")), home=None)
    assert [(leg.from_site, leg.to_site) for leg in found] == [("A", "B")]


def test_stated_trips_go_to_the_leg_they_lie_in() -> None:
    """Of two ways from A to B the one stated at 130 is the second; one stated too late is the first's all the same."""
    run = stops((20, 30, "A", "t1"), (50, 60, "B", "t2"), (80, 90, "A", "t3"), (150, 160, "B", "t4"))
    found = legs(run, (130, 140, "A", "B"), home=None)
    assert [(leg.to_site, leg.is_stated, leg.depart) for leg in found] == [
        ("B", False, 30),
        ("A", False, 60),
        ("B", True, 130),
    ]
    late = legs(run, (45, 55, "A", "B"), (130, 140, "A", "B"), home=None)
    assert [leg.outside for leg in late] == [10, 0, 0]


def test_what_is_stated_before_now_says_nothing() -> None:
    """At minute 20 a trip stated at 5 does not count any more, at minute 5 it does."""
    run = stops((40, 60, "A", "t1"))
    assert not legs(run, (5, 15, "home", "A"), now=20)[0].is_stated
    assert legs(run, (5, 15, "home", "A"), now=5)[0].is_stated


def test_a_trip_is_cut_into_what_is_free_between_its_stops() -> None:
    """Between 60 and 95 remote work lies from 62 to 80: the trip of 10 departs at 80, a trip of 20 finds no room."""
    run = stops((40, 60, "A", "t1"), (100, 120, "B", "t2"))
    free = ((0, 35), (60, 62), (80, 95), (120, 300))
    found, _ = place(legs(run), free, 0, BOUNDS, ())
    assert [(leg.depart, leg.is_clear) for leg in found] == [(0, True), (80, True), (120, True)]
    far = read_legs(run, None, BOUNDS, (), 0, lambda _a, _b: 20)
    found, _ = place(far, free, 0, BOUNDS, ())
    # It is cut down to end where the set-up begins.
    assert [(leg.depart, leg.arrive, leg.is_clear) for leg in found] == [(75, 95, False)]


def test_gaps_that_facts_close() -> None:
    """From A at 60 to B's set-up at 65 are five minutes: the gap is closed; so is the way home after 295."""
    run = stops((40, 60, "A", "t1"), (70, 295, "B", "t2"))
    free = ((0, 40), (60, 70), (295, 300))
    found, _ = place(legs(run), free, 0, BOUNDS, ())
    closed = closed_gaps(run, found, free, BOUNDS)
    assert closed[0] == (60, 70)
    assert closed[1][0] == 295
