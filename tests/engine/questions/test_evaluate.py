"""What a change by hand would do."""

import build
import pytest
from hypothesis import given
from hypothesis import strategies as st
from schedules import random_schedule
from strategies import desk

from constraints import rules_for
from engine.amendment import difference, zones_of
from engine.audit import Audit, audit, facts_only
from engine.context import Context
from engine.domain.problem import Problem
from engine.domain.schedule import Schedule, Trip
from engine.errors import UnknownId
from engine.questions.evaluate import Evaluation, Move, evaluate, judge
from engine.questions.prices import amounts


def published(problem: Problem, schedule: Schedule) -> tuple[Context, Audit]:
    """Return the context of a problem, and the audit of its schedule."""
    context = Context(problem.model_copy(update={"published": schedule}))
    return context, audit(context, rules_for(problem.desk), schedule)


def moved(problem: Problem, schedule: Schedule, *moves: Move) -> Evaluation:
    """Evaluate moves against a schedule."""
    context, before = published(problem, schedule)
    return evaluate(context, rules_for(problem.desk), before, moves)


TWO = build.problem(
    build.ticket("t1"),
    build.ticket("t2", site_id="hq"),
    engineers=(build.engineer("ann", home_site="hq"), build.engineer("bob")),
)


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.data())
def test_the_difference_is_that_of_the_audits(seed: int, number: int, data: st.DataObject) -> None:
    """The price of a move is the audit after less the audit before, in all and by rule."""
    problem = desk(seed)
    context = Context(problem)
    schedule = random_schedule(context, facts_only(context).assignments, number)
    placed = [each.ticket_id for each in schedule.assignments]
    if not placed:
        return
    context, before = published(problem, schedule)
    answer = evaluate(context, rules_for(problem.desk), before, (Move(data.draw(st.sampled_from(placed))),))
    after = audit(context, rules_for(problem.desk), answer.schedule)
    assert answer.cost_difference == after.score.total - before.score.total == sum(answer.by_rule.values())
    assert answer.schedule.score == after.score
    assert answer.amounts == amounts(after.score.amounts, before.score.amounts)


def test_moving_nothing_changes_nothing() -> None:
    """A schedule beside itself has no difference and no finding that is new or gone."""
    schedule = build.schedule(("t1", "ann", 0, 60))
    context, before = published(TWO, schedule)
    answer = judge(context, rules_for(TWO.desk), before, schedule)
    assert (answer.cost_difference, answer.by_rule, answer.broken, answer.findings, answer.gone) == (0, {}, (), (), ())


def test_an_overlap_breaks_a_rule_and_says_so() -> None:
    """Work put on top of other work is a broken rule that names both."""
    answer = moved(
        TWO, build.schedule(("t1", "ann", 0, 60), ("t2", "ann", 60, 120)), Move("t2", ("ann",), build.at(30))
    )
    assert {finding.constraint for finding in answer.broken} == {"one_thing_at_a_time"}
    assert any("t1" in finding.message and "t2" in finding.message for finding in answer.broken)


def test_what_was_broken_already_is_not_held_against_a_move() -> None:
    """A move elsewhere is allowed although the schedule overlaps in another place."""
    three = TWO.model_copy(update={"tickets": (*TWO.tickets, build.ticket("t3"))})
    overlapping = build.schedule(("t1", "ann", 0, 60), ("t2", "ann", 30, 90))
    answer = moved(three, overlapping, Move("t3", ("bob",), build.at(0)))
    assert answer.broken == ()


def test_a_placed_ticket_no_longer_pays_for_being_left_out() -> None:
    """Putting a waiting ticket on the calendar takes its drop cost away, and that finding is gone."""
    answer = moved(TWO, build.schedule(("t1", "ann", 0, 60)), Move("t2", ("ann",), build.at(60)))
    assert answer.by_rule["unassigned"] < 0
    assert "unassigned" in {finding.constraint for finding in answer.gone}


def test_without_engineers_a_ticket_is_taken_off() -> None:
    """What is taken off is nowhere, and pays for it."""
    answer = moved(TWO, build.schedule(("t1", "ann", 0, 60)), Move("t1"))
    assert answer.schedule.assignments == ()
    assert answer.by_rule["unassigned"] > 0


def test_other_days_of_who_is_touched_stay_as_they_are_stated() -> None:
    """Moving ann's remote work of Monday changes her Monday alone: Thursday's trip still leaves at 12:30."""
    given = build.problem(
        build.ticket("t1"),
        build.ticket("t2", site_id="hq"),
        engineers=(build.engineer("ann", home_site="home"),),
        desk=build.desk(travel_times=build.roads(("home", "hq", 30))),
        sites=(build.site("home"), build.site("hq")),
    )
    thursday = 3 * build.DAY
    whole = build.schedule(("t1", "ann", 0, 60), ("t2", "ann", thursday + 300, thursday + 360))
    ways = ((270, 300, "home", "hq"), (360, 390, "hq", "home"))
    trips = tuple(
        Trip(
            engineer_id="ann",
            depart=build.at(thursday + a),
            arrive=build.at(thursday + b),
            from_site=origin,
            to_site=target,
        )
        for a, b, origin, target in ways
    )
    whole = whole.model_copy(update={"trips": trips})
    answer = moved(given, whole, Move("t1", ("ann",), build.at(120)))
    assert answer.schedule.trips == trips
    changed = difference(whole, answer.schedule, zones_of(given))
    assert [day.date.day for day in changed.days] == [2]


def test_trips_that_are_stated_anew_leave_as_late_as_they_can() -> None:
    """Moved to 13:00, the visit has its trip at 12:30, not at 08:00; the way home follows it at once."""
    given = build.problem(
        build.ticket("t2", site_id="hq"),
        engineers=(build.engineer("ann", home_site="home"),),
        desk=build.desk(travel_times=build.roads(("home", "hq", 30))),
        sites=(build.site("home"), build.site("hq")),
    )
    answer = moved(given, build.schedule(("t2", "ann", 60, 120)), Move("t2", ("ann",), build.at(300)))
    departs = [trip.depart for trip in answer.schedule.trips]
    assert departs == [build.at(270), build.at(360)]


def test_trips_of_who_is_touched_are_stated_anew() -> None:
    """On-site work that moves takes its trips along; its minutes stand on the work."""
    away = build.desk(travel_times=build.roads(("home", "hq", 20)))
    problem = build.problem(
        build.ticket("t1", site_id="hq"),
        desk=away,
        engineers=(build.engineer("ann", home_site="home"),),
        sites=(build.site("home"), build.site("hq")),
    )
    answer = moved(problem, build.schedule(("t1", "ann", 60, 120)), Move("t1", ("ann",), build.at(200)))
    ways = [(trip.from_site, trip.to_site, trip.arrive - trip.depart) for trip in answer.schedule.trips]
    assert [way[:2] for way in ways] == [("home", "hq"), ("hq", "home")]
    assert answer.schedule.trips[0].arrive <= build.at(200)
    assert answer.schedule.assignments[0].travel_minutes == 20
    assert answer.broken == ()


def test_pausable_work_ends_after_the_break_it_is_laid_over() -> None:
    """The end of moved work holds the pauses in it."""
    noon = {"window_start": 720, "window_end": 780, "minutes": 60}
    problem = build.problem(
        build.ticket("t1", estimated_minutes=120, pausable=True), engineers=(build.engineer("ann", breaks=(noon,)),)
    )
    answer = moved(problem, build.schedule(), Move("t1", ("ann",), build.at(180)))
    assert answer.schedule.assignments[0].end == build.at(360)
    assert answer.broken == ()


@pytest.mark.parametrize(
    "move", [Move("t9", ("ann",), build.at(0)), Move("t1", ("zoe",), build.at(0))], ids=["ticket", "engineer"]
)
def test_what_the_desk_does_not_have_is_named(move: Move) -> None:
    """An unknown ticket or engineer is an error that says which."""
    with pytest.raises(UnknownId, match=r"t9|zoe"):
        moved(TWO, build.schedule(), move)
