"""What of a published schedule can still hold."""

import build
import pytest
from strategies import rules_of

from engine.domain.engineer import Busy
from engine.domain.problem import Problem
from engine.domain.schedule import Schedule, Trip
from engine.domain.ticket import Dependency, Pin, Status, TimeWindow
from engine.questions.replanned import loosened_in_words
from engine.questions.standing import Standing, standing

HOME = build.engineer("ann", home_site="home")


def visit(now: int, *, freeze: int = 0, busy: tuple[Busy, ...] = ()) -> Problem:
    """Return a desk on which ann is to be at hq at 09:00, half an hour from home, and works from there at 10:30."""
    given = build.desk(travel_times=build.roads(("home", "hq", 30)), now=build.at(now), freeze_minutes=freeze)
    plan = build.schedule(("visit", "ann", 60, 120), ("remote", "ann", 150, 210))
    trips = (
        Trip(engineer_id="ann", depart=build.at(30), arrive=build.at(60), from_site="home", to_site="hq"),
        Trip(engineer_id="ann", depart=build.at(120), arrive=build.at(150), from_site="hq", to_site="home"),
    )
    return build.problem(
        build.ticket("visit", site_id="hq"),
        build.ticket("remote"),
        engineers=(HOME.model_copy(update={"busy": busy}),),
        sites=(build.site("hq"), build.site("home")),
        desk=given,
        published=Schedule(assignments=plan.assignments, trips=trips),
    )


def stand(problem: Problem) -> Standing:
    """Return what can hold."""
    return standing(problem, rules_of(problem))


def test_all_holds_at_any_minute() -> None:
    """Before the trip, on the way, at work, on the way home and back there: nothing has lost its place."""
    for now in range(0, 211, 15):
        found = stand(visit(now))
        assert found.lost == {}
        assert found.loosened == ()
        assert {*found.holds, *found.context.facts} == {"visit", "remote"}


def test_work_that_somebody_is_on_her_way_to_does_not_move() -> None:
    """Until she leaves it may move, then it is a fact; frozen work is one as well."""
    assert "visit" not in stand(visit(30)).context.facts
    assert "visit" in stand(visit(31)).context.facts
    assert "visit" in stand(visit(30, freeze=45)).context.facts


def test_frozen_work_that_cannot_hold_has_lost_its_place() -> None:
    """Ann has gone for the day: neither what was frozen nor what she had set out for is a fact."""
    sick = Busy(start=build.at(40), end=build.at(1000), summary="sick")
    found = stand(visit(40, freeze=300, busy=(sick,)))
    assert set(found.lost) == {"visit", "remote"}
    assert found.context.facts == {}


def test_work_under_way_keeps_its_told_end_until_its_effort_is_another() -> None:
    """Half way through the visit it ends as told; taking longer, by as much later; done sooner, not before now."""
    problem = visit(90)
    ends = []
    for minutes in (60, 80, 20):
        tickets = (problem.tickets[0].model_copy(update={"estimated_minutes": minutes}), problem.tickets[1])
        ends.append(stand(problem.model_copy(update={"tickets": tickets})).context.facts["visit"].end)
    assert ends == [120, 140, 90]


def test_a_meeting_across_work_under_way_lets_nothing_go() -> None:
    """Only when nothing of the time that is left of it is free has she gone."""
    meeting = Busy(start=build.at(90), end=build.at(110), summary="meeting")
    found = stand(visit(90, busy=(meeting,)))
    assert found.loosened == ()
    assert "visit" in found.context.facts


def two_visits(now: int, work: int, *, second: str = "hq", setup: int = 0) -> Problem:
    """Return ann at hq since 09:00 with an hour's work that takes another time, and her next visit told for later."""
    given = build.desk(travel_times=build.roads(("home", "hq", 30), ("hq", "s2", 30), ("home", "s2", 30)))
    away = 0 if second == "hq" else 30
    plan = build.schedule(("a", "ann", 60, 120), ("b", "ann", 120 + away, 180 + away))
    ways = [
        (30, 60, "home", "hq"),
        *([(120, 150, "hq", "s2")] if away else []),
        (180 + away, 210 + away, second, "home"),
    ]
    trips = tuple(
        Trip(engineer_id="ann", depart=build.at(low), arrive=build.at(high), from_site=start, to_site=end)
        for low, high, start, end in ways
    )
    return build.problem(
        build.ticket("a", site_id="hq", estimated_minutes=work),
        build.ticket("b", site_id=second),
        engineers=(HOME,),
        sites=(build.site("hq", setup_minutes=setup), build.site("s2"), build.site("home")),
        desk=given.model_copy(update={"now": build.at(now), "freeze_minutes": 0}),
        published=Schedule(assignments=plan.assignments, trips=trips),
    )


@pytest.mark.parametrize("work", [90, 120])
def test_what_work_under_way_runs_over_has_lost_its_place(work: int) -> None:
    """Next at the same site, though the trip there has departed long ago, and though its set-up was to have begun."""
    for setup in (0, 20):
        found = stand(two_visits(110, work, setup=setup))
        assert set(found.context.facts) == {"a"}
        assert set(found.lost) == {"b"}


def test_nobody_has_left_before_her_work_is_done() -> None:
    """On paper she left at 10:00; ten minutes later she is heard to be at work until 11:00."""
    found = stand(two_visits(130, 120, second="s2"))
    assert set(found.lost) == {"b"}
    assert [each.site_id for each in found.context.appointments["ann"]] == []
    on_time = stand(two_visits(130, 60, second="s2"))
    assert set(on_time.context.facts) == {"a", "b"}


def test_a_trip_leads_to_the_work_of_its_own_day() -> None:
    """Ann was at hq on Monday and is to be there on Tuesday: that may move, and a late start on Tuesday loses it."""
    given = build.desk(travel_times=build.roads(("home", "hq", 30)), now=build.at(300), freeze_minutes=0)
    plan = build.schedule(("mon", "ann", 60, 120), ("tue", "ann", 1500, 1560))
    trips = tuple(
        Trip(engineer_id="ann", depart=build.at(low), arrive=build.at(low + 30), from_site=start, to_site=end)
        for day in (0, build.DAY)
        for low, start, end in ((day + 30, "home", "hq"), (day + 120, "hq", "home"))
    )
    problem = build.problem(
        build.ticket("mon", site_id="hq"),
        build.ticket("tue", site_id="hq"),
        engineers=(HOME,),
        sites=(build.site("hq"), build.site("home")),
        desk=given,
        published=Schedule(assignments=plan.assignments, trips=trips),
    )
    assert "tue" not in stand(problem).context.facts
    late = HOME.model_copy(update={"busy": (Busy(start=build.at(1440), end=build.at(1560), summary="late"),)})
    assert set(stand(problem.model_copy(update={"engineers": (late,)})).lost) == {"tue"}


def test_nobody_goes_where_the_work_is_not_allowed_any_more() -> None:
    """She is on her way to a site that has just closed, or to work that has been escalated past her tier."""
    problem = visit(45)
    later = TimeWindow(start=build.at(300), end=build.at(540))
    for change in ({"time_windows": (later,)}, {"tier": 2}):
        first = problem.tickets[0].model_copy(update=change)
        told = problem.model_copy(update={"tickets": (first, *problem.tickets[1:])})
        assert set(stand(told).lost) == {"visit"}


@pytest.mark.parametrize(("status", "held"), [("open", True), ("closed", True), ("on_hold", False)])
def test_what_waits_for_other_work_is_still_allowed_unless_that_is_on_hold(status: str, held: bool) -> None:
    """Ann is on her way; the ticket that hers waits for waits itself for a third."""
    problem = visit(45)
    first = problem.tickets[0].model_copy(update={"depends_on": (Dependency(ticket_id="before"),)})
    before = build.ticket("before", status=status, depends_on=[{"ticket_id": "third"}])
    tickets = (first, problem.tickets[1], before, build.ticket("third", status="closed"))
    assert ("visit" in stand(problem.model_copy(update={"tickets": tickets})).context.facts) == held


def test_what_is_told_to_have_begun_waits_for_what_goes_on() -> None:
    """At 10:10 the first visit is heard to last until 11:00: the second, told for 10:00, goes back whole."""
    full, until = Pin(engineer_id="ann", start=build.at(120)), Pin(engineer_id="ann", latest=build.at(300))
    for pin, left in ((None, None), (full, Pin(engineer_id="ann")), (until, until)):
        problem = two_visits(130, 120)
        told = problem.tickets[1].model_copy(update={"pin": pin})
        found = stand(problem.model_copy(update={"tickets": (problem.tickets[0], told)}))
        assert set(found.context.facts) == {"a"}
        assert set(found.lost) == {"b"}
        assert found.problem.ticket["b"].pin == left
        assert found.problem.ticket["b"].estimated_minutes == 60
        assert "b has not begun" in loosened_in_words(found.context, found.loosened[0])
    assert set(stand(two_visits(130, 65)).context.facts) == {"a", "b"}


@pytest.mark.parametrize("pin", [None, Pin(engineer_id="ann"), Pin(engineer_id="ann", start=build.at(120))])
def test_what_was_held_back_by_who_falls_sick_then_goes_to_anybody(pin: Pin | None) -> None:
    """Sick at 10:10, with the first visit to last until 11:00: the second has not begun, and is not hers any more."""
    problem = two_visits(130, 180)
    told = problem.tickets[1].model_copy(update={"pin": pin})
    sick = HOME.model_copy(update={"busy": (Busy(start=build.at(130), end=build.at(1000), summary="sick"),)})
    found = stand(problem.model_copy(update={"tickets": (problem.tickets[0], told), "engineers": (sick,)}))
    said = {each.before.id: loosened_in_words(found.context, each) for each in found.loosened}
    assert "a was under way" in said["a"]
    assert "b has not begun" in said["b"]
    assert found.problem.ticket["b"].pin is None


def test_what_is_in_progress_has_begun() -> None:
    """By its record somebody is at the second visit, whatever is said of the first."""
    problem = two_visits(130, 120)
    begun = problem.tickets[1].model_copy(update={"status": Status.IN_PROGRESS})
    found = stand(problem.model_copy(update={"tickets": (problem.tickets[0], begun)}))
    assert set(found.context.facts) == {"a", "b"}


def test_a_visit_after_hours_that_somebody_is_on_her_way_to_stays() -> None:
    """Ann has left for hq at 18:00, an hour after her day ends."""
    problem = visit(610)
    later = build.schedule(("visit", "ann", 630, 690))
    trip = Trip(engineer_id="ann", depart=build.at(600), arrive=build.at(630), from_site="home", to_site="hq")
    told = Schedule(assignments=later.assignments, trips=(trip,))
    assert "visit" in stand(problem.model_copy(update={"published": told})).context.facts
