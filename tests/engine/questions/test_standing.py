"""What of a published schedule can still hold."""

import build
from strategies import rules_of

from engine.domain.engineer import Busy
from engine.domain.problem import Problem
from engine.domain.schedule import Schedule, Trip
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
