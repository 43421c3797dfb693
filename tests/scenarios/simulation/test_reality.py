"""Calendars carried out, on desks small enough to do it by hand."""

import build
from worlds import carried_out, spans, world

from constraints import rules_for
from engine.domain.schedule import BreakTaken
from engine.limits import Limits
from engine.solve import solve
from engine.timeline import ceil_minute, floor_minute
from scenarios.generator import generate
from scenarios.simulation.reality import Reality
from scenarios.simulation.world import with_chance

TWO = (build.ticket("a"), build.ticket("b"))
MORNING = (("a", "ann", 0, 60), ("b", "ann", 60, 120))


def test_a_plan_is_carried_out_as_it_is_where_nothing_differs() -> None:
    """With every ticket as long as estimated and everybody well, who begins what when, and all ways, are the plan's."""
    problem = generate(5, 40, 2, 3)
    plan = solve(problem, rules_for(problem.desk), Limits(deterministic=0.2), workers=1).schedule
    given = with_chance(problem, 1, problem.desk.now, spread=0, sick=0)
    reality = Reality(given)
    reality.until(ceil_minute(given.context.origin, problem.desk.now))
    reality.publish(plan)
    reality.until(given.context.horizon)
    origin = given.context.origin
    planned = {
        each.ticket_id: (each.engineer_ids, floor_minute(origin, each.start), floor_minute(origin, each.end))
        for each in plan.assignments
    }
    assert {each.ticket_id: (each.engineer_ids, each.start, each.end) for each in reality.works.values()} == planned
    assert sum(each.arrive - each.depart for each in reality.ways) == plan.kpis.travel_minutes  # type: ignore[union-attr]
    assert not reality.told.reassigned
    assert not reality.told.moved


def test_what_takes_longer_pushes_what_comes_after_it() -> None:
    """Ticket a takes 100 minutes for 60: b begins when it has ended; the client of b is told, 40 minutes being much."""
    reality = carried_out(world(build.problem(*TWO), {"a": 100}), build.schedule(*MORNING))
    assert spans(reality) == {"a": (0, 100), "b": (100, 160)}
    assert reality.told.moved == {"b": 1}


def test_who_is_done_early_goes_on_up_to_half_an_hour_before() -> None:
    """Ticket a takes 20 minutes for 60: b begins half an hour before people have been told it does, as no news."""
    reality = carried_out(world(build.problem(*TWO), {"a": 20}), build.schedule(*MORNING))
    assert spans(reality) == {"a": (0, 20), "b": (30, 90)}
    assert not reality.told.moved


def test_who_was_thought_to_be_busy_longer_goes_on_when_she_is_done() -> None:
    """At 09:10 a was thought to last until 09:25, and b was published for then: a ends at 09:12, and b begins."""
    reality = carried_out(world(build.problem(*TWO), {"a": 72}), build.schedule(*MORNING), 70)
    reality.publish(build.schedule(("a", "ann", 0, 85), ("b", "ann", 85, 145)))
    reality.until(600)
    assert spans(reality) == {"a": (0, 72), "b": (72, 132)}


def test_nothing_begins_before_its_date() -> None:
    """The client of b has agreed on 09:00 or later."""
    window = {"start": build.at(60), "end": build.at(240)}
    tickets = (build.ticket("a"), build.ticket("b", time_windows=[window]))
    assert spans(carried_out(world(build.problem(*tickets), {"a": 20}), build.schedule(*MORNING)))["b"] == (60, 120)


def test_what_no_longer_fits_the_shift_falls_back() -> None:
    """Ticket a ends at 16:50, so an hour of b does not fit before 17:00: it waits again, and a is finished."""
    reality = carried_out(world(build.problem(*TWO), {"a": 530}), build.schedule(*MORNING))
    assert spans(reality) == {"a": (0, 530)}
    assert reality.waiting == ["b"]
    assert reality.heard().fell_back == ["b"]


def test_work_that_was_begun_is_finished_past_the_shift() -> None:
    """Ticket b is begun at 16:00 by its estimate and takes two hours more."""
    schedule = build.schedule(("b", "ann", 480, 540))
    assert spans(carried_out(world(build.problem(*TWO), {"b": 180}), schedule, 700)) == {"b": (480, 660)}


def test_the_work_of_who_is_sick_falls_back_and_is_heard_of_when_the_shift_starts() -> None:
    """Ann is sick on Monday: both of her tickets wait, and nothing was known before."""
    sick = {"ann": frozenset({build.MONDAY.date()})}
    reality = carried_out(world(build.problem(*TWO), sick=sick), build.schedule(*MORNING), 0)
    assert not reality.heard().sick
    reality.until(15)
    news = reality.heard()
    assert news.sick == ["ann"]
    assert sorted(news.fell_back) == ["a", "b"]
    assert not reality.works


def test_a_way_is_made_and_pushed_like_work() -> None:
    """Ann sets up for 10 minutes at hq after 30 on the road; a, which overruns to 100, leaves her there at 140."""
    tickets = (build.ticket("a"), build.ticket("b", site_id="hq"))
    desk = build.desk(travel_times=build.roads(("home", "hq", 30)))
    sites = (build.site("home"), build.site("hq", setup_minutes=10))
    problem = build.problem(*tickets, desk=desk, engineers=(build.engineer(home_site="home"),), sites=sites)
    reality = carried_out(world(problem, {"a": 100}), build.schedule(("a", "ann", 0, 60), ("b", "ann", 100, 160)))
    assert spans(reality) == {"a": (0, 100), "b": (140, 200)}
    assert [(each.depart, each.arrive, each.to_site) for each in reality.ways] == [(100, 130, "hq"), (510, 540, "home")]


def test_several_engineers_begin_together() -> None:
    """Bob waits for ann, whose ticket a takes 100 minutes for 60."""
    tickets = (build.ticket("a"), build.ticket("both", engineers_needed=2))
    problem = build.problem(*tickets, engineers=(build.engineer("ann"), build.engineer("bob")))
    reality = carried_out(
        world(problem, {"a": 100}), build.schedule(("a", "ann", 0, 60), ("both", ("ann", "bob"), 60, 120))
    )
    assert spans(reality) == {"a": (0, 100), "both": (100, 160)}


def test_work_waits_for_the_work_before_it_or_falls_back() -> None:
    """Ticket b of bob waits for a of ann, which has not ended when b is to begin."""
    tickets = (build.ticket("a"), build.ticket("b", depends_on=[{"ticket_id": "a"}]))
    problem = build.problem(*tickets, engineers=(build.engineer("ann"), build.engineer("bob")))
    reality = carried_out(world(problem, {"a": 100}), build.schedule(("a", "ann", 0, 60), ("b", "bob", 60, 120)), 75)
    assert spans(reality) == {"a": (0, 100)}
    assert reality.waiting == ["b"]


def test_a_break_is_taken_later_and_not_outside_its_window() -> None:
    """Lunch at 12:00 waits for a, which ends at 12:50; of one that ends at 13:40 nothing is left of its window."""
    lunch = {"window_start": 690, "window_end": 840, "minutes": 30}
    problem = build.problem(*TWO, engineers=(build.engineer(breaks=[lunch]),))
    schedule = build.schedule(("a", "ann", 180, 240), ("b", "ann", 270, 330)).model_copy(
        update={"breaks": (BreakTaken(engineer_id="ann", start=build.at(240), end=build.at(270)),)}
    )
    assert spans(carried_out(world(problem, {"a": 110}), schedule))["b"] == (320, 380)
    assert spans(carried_out(world(problem, {"a": 160}), schedule))["b"] == (340, 400)


def test_a_forecast_goes_by_the_estimates_and_changes_nothing() -> None:
    """At 09:10 a, which takes 100 minutes for 60, is thought to take another quarter of an hour, and b to follow it."""
    reality = carried_out(world(build.problem(*TWO), {"a": 100, "b": 5}), build.schedule(*MORNING), 70)
    assert spans(reality.forecast(540)) == {"a": (0, 85), "b": (85, 145)}
    reality.until(540)
    assert spans(reality) == {"a": (0, 100), "b": (100, 105)}
