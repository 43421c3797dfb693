"""Windows, opening hours, earliest starts, and now."""

import build

from constraints.time_windows import TimeWindows

RULE = TimeWindows()


def window(start: int, end: int) -> dict[str, object]:
    """Return a time window in minutes."""
    return {"start": build.at(start), "end": build.at(end)}


def test_the_whole_work_lies_inside_one_window() -> None:
    """An hour from 08:30 leaves the window 08:00 to 09:00 for half an hour; the next one does not help."""
    given = build.problem(build.ticket(time_windows=[window(0, 60), window(120, 240)]))
    (found,) = build.findings(given, RULE, ("t1", "ann", 30, 90))
    assert (found.is_hard, found.amount) == (True, 30)
    assert "30 minutes outside its window Mon 2 Mar 08:00 to Mon 2 Mar 09:00 or Mon" in found.message
    assert [build.accepts(given, RULE, "ann", ("t1", start)) for start in (0, 1, 119, 120, 180, 181)] == [
        True,
        False,
        False,
        True,
        True,
        False,
    ]


def test_windows_that_touch_are_one() -> None:
    """Work may lie across the border of two windows that meet."""
    given = build.problem(build.ticket(time_windows=[window(0, 60), window(60, 120)]))
    assert not build.findings(given, RULE, ("t1", "ann", 30, 90))
    assert build.accepts(given, RULE, "ann", ("t1", 30))


def test_work_and_set_up_lie_inside_the_opening_hours() -> None:
    """In Berlin, an hour ahead, a site open from 09:30 opens at minute 30; 15 minutes of set-up come first."""
    berlin = build.client(time_zone="Europe/Berlin")
    hq = build.site(client_id="contoso", opening_hours="mon-fri 09:30-12:00", setup_minutes=15)
    given = build.problem(build.ticket(site_id="hq"), clients=(berlin,), sites=(hq,))
    (found,) = build.findings(given, RULE, ("t1", "ann", 40, 100))
    assert found.message.startswith("the set-up of t1 starts Mon 2 Mar 08:25, outside the opening hours of hq")
    assert (found.amount, found.other) == (5, "set-up")
    (late,) = build.findings(given, RULE, ("t1", "ann", 130, 190))
    assert (late.amount, late.other) == (10, "opening hours")
    assert [build.accepts(given, RULE, "ann", ("t1", start)) for start in (40, 45, 120, 121)] == [
        False,
        True,
        True,
        False,
    ]


def test_nothing_starts_before_its_earliest_start() -> None:
    """Seconds round up: not before 09:00:30 is not before 09:01."""
    given = build.problem(build.ticket(earliest_start=build.at(60).replace(second=30)))
    (found,) = build.findings(given, RULE, ("t1", "ann", 60, 120))
    assert (found.is_hard, found.amount) == (True, 1)
    assert not build.accepts(given, RULE, "ann", ("t1", 60))
    assert build.accepts(given, RULE, "ann", ("t1", 61))


def test_nothing_new_starts_before_now() -> None:
    """Neither work nor its set-up nor the trip to it; what is a fact may lie in the past."""
    pinned = build.ticket("t2", pin={"engineer_id": "ann", "start": build.at(0)})
    hq = build.site(setup_minutes=10)
    home = build.engineer(home_site="home")
    now = build.desk(now=build.at(90), travel_times=build.roads(("home", "hq", 20)))
    tickets = (build.ticket(site_id="hq"), pinned)
    given = build.problem(*tickets, desk=now, engineers=(home,), sites=(hq, build.site("home")))
    fact = ("t2", "ann", 0, 60)
    others = [build.findings(given, RULE, fact, ("t1", "ann", start, start + 60)) for start in (80, 95, 110, 120)]
    assert [[each.other for each in found] for found in others] == [
        ["now", "trip before now"],
        ["set-up before now", "trip before now"],
        ["trip before now"],
        [],
    ]
    assert [build.accepts(given, RULE, "ann", ("t1", start)) for start in (110, 120)] == [False, True]
