"""What now?"""

from itertools import pairwise

import build
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from replan_events import FEATURES, KINDS, after, told
from strategies import rules_of

from engine.audit import audit
from engine.compile import compile_instance
from engine.context import Context
from engine.decode import decode
from engine.domain.engineer import Break, Busy, Speed
from engine.domain.problem import Problem
from engine.domain.schedule import Assignment, BreakTaken, Trip
from engine.domain.ticket import Status
from engine.errors import DataError
from engine.questions.replan import Efforts, replan
from engine.questions.replanned import (
    Freedom,
    Frontier,
    Replanned,
    change_in_words,
    loosened_in_words,
    placed_in_words,
)
from engine.timing import timing

SHORT = Efforts(0.005, 0.005, 0.005)
SEEDS = st.integers(0, 10_000)


def asked(problem: Problem) -> Frontier:
    """Return the plans of a desk after an event."""
    return replan(problem, rules_of(problem), efforts=SHORT)


def places(plan: Replanned) -> dict[str, Assignment]:
    """Return where a plan has each ticket."""
    return {each.ticket_id: each for each in plan.schedule.assignments}


@settings(max_examples=25)
@given(seed=SEEDS, features=st.sampled_from(FEATURES), kind=st.sampled_from(KINDS))
def test_what_cannot_move_never_moves(seed: int, features: str, kind: str) -> None:
    """Work under way, pins and frozen work that can hold are where they were in every plan; a pinned time is kept;
    no plan breaks a rule that facts do not break; without changes only what has lost its place has another.
    """
    found = asked(after(told(seed, features), seed, kind))
    context, people = found.context, found.context.problem.engineer
    for plan in found.plans:
        where = places(plan)
        for fact in context.facts.values():
            given_there = where[fact.ticket_id]
            assert set(given_there.engineer_ids) == set(fact.engineer_ids)
            assert (given_there.start - context.origin).total_seconds() == 60 * fact.start
        for ticket in context.problem.tickets:
            if ticket.pin and ticket.pin.start and ticket.id in where and ticket.id not in context.facts:
                assert where[ticket.id].start == ticket.pin.start
        judged = audit(context, rules_of(context.problem), plan.schedule)
        assert not judged.hard
        assert judged.score.total == plan.cost
        assert all(name in people for each in plan.changes if each.now for name in each.now.engineer_ids)
    assert all(each.has_lost for each in found.plans[0].changes)


@settings(max_examples=25)
@given(seed=SEEDS, features=st.sampled_from(FEATURES), kind=st.sampled_from(KINDS))
def test_more_freedom_only_for_less_cost(seed: int, features: str, kind: str) -> None:
    """The plan without changes is always there; a freer one costs less, with the price of changes or without it."""
    found = asked(after(told(seed, features), seed, kind))
    assert found.plans[0].freedom is Freedom.NONE
    ranks = [list(Freedom).index(each.freedom) for each in found.plans]
    assert ranks == sorted(set(ranks))
    for before, freer in pairwise(found.plans):
        assert freer.cost < before.cost or freer.cost_without_changes < before.cost_without_changes
    assert all(found.taken(each) in found.plans for each in Freedom)


@settings(max_examples=25)
@given(seed=SEEDS, features=st.sampled_from(FEATURES))
def test_where_nothing_has_happened_nothing_changes(seed: int, features: str) -> None:
    """Some time later, work, trips and breaks begun, the first plan is what was told, to the minute."""
    found = asked(after(told(seed, features), seed, "nothing"))
    assert found.plans[0].changes == ()
    assert found.loosened == ()
    where = places(found.plans[0])
    for each in found.told.assignments:
        assert (where[each.ticket_id].start, where[each.ticket_id].end) == (each.start, each.end)


TWO = (build.engineer("ann", name="Ann"), build.engineer("bob", name="Bob"))


def desk_of(*parts: tuple[str, str, int, int], now: int = 0, **fields: object) -> Problem:
    """Return a desk of ann and bob with an hour of work for each part, which is published."""
    tickets = tuple(build.ticket(name) for name, *_ in parts)
    given_desk = build.desk(now=build.at(now), freeze_minutes=30)
    defaults = {"engineers": TWO, "desk": given_desk, "published": build.schedule(*parts)}
    return build.problem(*tickets, **defaults | fields)


def absent(problem: Problem, start: int) -> Problem:
    """Return the desk on which ann has gone."""
    sick = Busy(start=build.at(start), end=build.at(5000), summary="sick")
    ann, *others = problem.engineers
    return problem.model_copy(update={"engineers": (ann.model_copy(update={"busy": (sick,)}), *others)})


def changed(problem: Problem, ticket_id: str, **fields: object) -> Problem:
    """Return the desk with one ticket otherwise."""
    tickets = (each.model_copy(update=fields) if each.id == ticket_id else each for each in problem.tickets)
    return problem.model_copy(update={"tickets": tuple(tickets)})


def test_work_that_runs_over_pushes_out_only_what_it_runs_into() -> None:
    """Two hours instead of one: the frozen hour after it has lost its place, the one after that stays."""
    problem = desk_of(("a", "ann", 0, 60), ("b", "ann", 60, 120), ("c", "ann", 150, 210), ("d", "bob", 0, 400), now=50)
    problem = changed(changed(problem, "a", estimated_minutes=100), "d", estimated_minutes=400)
    none = asked(problem).plans[0]
    (only,) = none.changes
    assert only.ticket_id == "b"
    assert only.has_lost
    assert places(none)["a"].end == build.at(100)
    assert places(none)["c"].start == build.at(150)


def test_work_under_way_of_who_falls_sick_goes_on_elsewhere() -> None:
    """Of the hour that ann has begun forty minutes are left, and bob does them; what he has does not move."""
    found = asked(absent(desk_of(("a", "ann", 0, 60), ("b", "bob", 0, 60), now=20), 20))
    (ticket,) = found.loosened
    assert (
        loosened_in_words(found.context, ticket)
        == "a was under way and goes back to the queue with 40 min of work left."
    )
    where = places(found.plans[0])
    assert where["a"].engineer_ids == ("bob",)
    assert where["a"].end - where["a"].start == build.at(40) - build.at(0)
    assert where["b"].start == build.at(0)


@pytest.mark.parametrize(("sick_from", "left"), [(310, 50), (330, 30), (350, 10)])
def test_pausable_work_of_who_falls_sick_keeps_what_is_left_of_it(sick_from: int, left: int) -> None:
    """Four hours from 09:00, lunch from 12:00 to 13:00: she goes after it, and what has not been done is planned."""
    ann = TWO[0].model_copy(update={"breaks": (Break(window_start=720, window_end=780, minutes=60),)})
    problem = build.problem(
        build.ticket("a", estimated_minutes=240, pausable=True),
        engineers=(ann, TWO[1]),
        desk=build.desk(now=build.at(sick_from)),
        published=build.schedule(("a", "ann", 60, 360)),
    )
    found = asked(absent(problem, sick_from))
    assert found.context.problem.ticket["a"].estimated_minutes == left
    assert all("a" in places(each) for each in found.plans)
    assert places(found.plans[0])["a"].start >= build.at(sick_from)


def test_what_is_left_counts_from_when_she_has_gone() -> None:
    """Ann went at 08:30 and the desk hears of it at 09:30: of four hours from 08:00 three and a half are left."""
    problem = desk_of(("a", "ann", 0, 240), now=90)
    found = asked(absent(changed(problem, "a", estimated_minutes=240), 30))
    assert found.context.problem.ticket["a"].estimated_minutes == 210


def test_work_only_just_begun_goes_back_whole() -> None:
    """A slow engineer has gone a minute into an hour that takes her an hour and a half: an hour is left, in words."""
    ann = TWO[0].model_copy(update={"speeds": (Speed(type="incident", percent=150),)})
    problem = desk_of(("a", "ann", 0, 90), now=1, engineers=(ann, TWO[1]), desk=build.desk(now=build.at(1)))
    pin = build.ticket(pin={"engineer_id": "ann", "start": build.at(0)}).pin
    for each in (problem, changed(problem, "a", pin=pin)):
        found = asked(absent(each, 1))
        (ticket,) = found.loosened
        said = loosened_in_words(found.context, ticket)
        assert said == "a was under way and goes back to the queue with 1 h of work left."


def test_pausable_work_of_two_under_way_can_be_planned_around() -> None:
    """Nobody plans such work, but somebody may have published it by hand."""
    ticket = build.ticket("a", estimated_minutes=120, pausable=True)
    problem = build.problem(
        ticket,
        engineers=TWO,
        desk=build.desk(now=build.at(60)),
        published=build.schedule(("a", ("ann", "bob"), 0, 120)),
    )
    assert asked(problem).plans[0].changes == ()


def test_the_plan_that_keeps_the_told_time_is_there_beside_a_cheaper_one() -> None:
    """Ann's only ticket goes to bob at its time; with a free hand it begins sooner, which is one change as well."""
    found = asked(absent(desk_of(("a", "ann", 60, 120), desk=build.desk()), 30))
    assert [each.freedom for each in found.plans] == [Freedom.NONE, Freedom.FREE]
    kept, freed = (places(each)["a"] for each in found.plans)
    assert kept.start == build.at(60)
    assert freed.start == build.at(0)
    assert found.taken(Freedom.FEW) is found.plans[0]


def test_trips_and_breaks_of_days_gone_by_stand_once() -> None:
    """On Tuesday a visit of ann's moves; what she drove and rested on Monday is there as it was, and not again."""
    lunch = Break(window_start=720, window_end=840, minutes=30)
    ann = build.engineer("ann", home_site="home", breaks=(lunch,))
    problem = build.problem(
        *(build.ticket(name, site_id=site) for name, site in (("mon", "s1"), ("tue", "s2"), ("late", "s1"))),
        engineers=(ann, build.engineer("bob", home_site="home")),
        sites=tuple(map(build.site, ("home", "s1", "s2"))),
        desk=build.desk(travel_times=build.roads(("home", "s1", 20), ("home", "s2", 20), ("s1", "s2", 20))),
    )
    whole = Context(problem)
    instance = compile_instance(whole, rules_of(problem))
    timed = timing(instance, build.plan(instance, {("ann", 0): ["mon"], ("ann", 1): ["tue", "late"]}))
    assert timed
    published = decode(whole, instance, timed)
    meeting = Busy(start=build.at(build.DAY + 85), end=build.at(build.DAY + 400))
    then = problem.model_copy(
        update={
            "engineers": (ann.model_copy(update={"busy": (meeting,)}), problem.engineers[1]),
            "desk": problem.desk.model_copy(update={"now": build.at(build.DAY + 60)}),
            "published": published,
        }
    )
    plans = asked(then).plans
    assert plans[0].changes
    for plan in plans:
        monday = [each for each in plan.schedule.trips if each.depart < build.at(900)]
        assert monday == [each for each in published.trips if each.depart < build.at(900)]
        rests = [each for each in plan.schedule.breaks if each.start < build.at(900)]
        assert rests == [each for each in published.breaks if each.start < build.at(900)]


def test_who_is_held_up_leaves_when_her_work_is_done() -> None:
    """On paper she left hq at 10:00; at 10:10 she is heard to stay until 11:00, and then drives there after all."""
    lunch = Break(window_start=600, window_end=840, minutes=30)
    ann = build.engineer("ann", home_site="hq", breaks=(lunch,))
    problem = build.problem(
        build.ticket("a", site_id="hq", estimated_minutes=120),
        build.ticket("b", site_id="s2"),
        engineers=(ann,),
        sites=(build.site("hq"), build.site("s2")),
        desk=build.desk(travel_times=build.roads(("hq", "s2", 30)), now=build.at(160), freeze_minutes=0),
    )
    trips = ((150, 180, "hq", "s2"), (240, 270, "s2", "hq"))
    told = build.schedule(("a", "ann", 60, 120), ("b", "ann", 180, 240)).model_copy(
        update={
            "breaks": (BreakTaken(engineer_id="ann", start=build.at(120), end=build.at(150)),),
            "trips": tuple(
                Trip(engineer_id="ann", depart=build.at(low), arrive=build.at(high), from_site=start, to_site=end)
                for low, high, start, end in trips
            ),
        }
    )
    for plan in asked(problem.model_copy(update={"published": told})).plans:
        where = places(plan)
        assert where["a"].end == build.at(180)
        assert where["b"].start >= build.at(210)
        first = plan.schedule.trips[0]
        assert (first.from_site, first.to_site) == ("hq", "s2")
        assert first.depart >= build.at(180)
        assert all(each.start >= build.at(180) for each in plan.schedule.breaks)


def test_an_appointment_keeps_its_time_with_somebody_else() -> None:
    """A pin to ann at a time: she has gone, so bob comes at that time, and it is named as a change."""
    problem = desk_of(("a", "ann", 120, 180))
    problem = changed(problem, "a", pin=build.ticket(pin={"engineer_id": "ann", "start": build.at(120)}).pin)
    found = asked(absent(problem, 0))
    (ticket,) = found.loosened
    assert (
        loosened_in_words(found.context, ticket) == "a keeps its time, Mon 2 Mar 10:00, but its pin to Ann cannot hold."
    )
    for plan in found.plans:
        (only,) = plan.changes
        assert only.now
        assert only.now.engineer_ids == ("bob",)
        assert only.now.start == build.at(120)
        said = change_in_words(found.context, only)
        assert said == "a to Bob, Mon 2 Mar 10:00. It was Ann's, Mon 2 Mar 10:00; the client has been told."


def test_an_appointment_is_not_run_over() -> None:
    """What runs into a pin does not move it away from its time; ann is still busy, so bob comes."""
    problem = desk_of(("a", "ann", 0, 60), ("b", "ann", 60, 120), now=50)
    problem = changed(problem, "a", estimated_minutes=100)
    problem = changed(problem, "b", pin=build.ticket(pin={"engineer_id": "ann", "start": build.at(60)}).pin)
    where = places(asked(problem).plans[0])
    assert where["b"].engineer_ids == ("bob",)
    assert where["b"].start == build.at(60)


def test_what_arrives_finds_a_place_without_moving_anything() -> None:
    """A new ticket goes where there is room, and is told apart from what moves."""
    problem = desk_of(("a", "ann", 0, 60), ("b", "bob", 0, 60))
    problem = problem.model_copy(update={"tickets": (*problem.tickets, build.ticket("new", priority=1))})
    found = asked(problem)
    none = found.plans[0]
    assert none.changes == ()
    (new,) = none.placed
    assert placed_in_words(found.context, new).startswith("new to ")


def test_time_that_a_client_gives_back_may_be_used() -> None:
    """Cancelled work leaves; nothing that was told moves by itself, and with few changes only for a gain."""
    problem = changed(desk_of(("a", "ann", 0, 60), ("b", "ann", 60, 120)), "a", status=Status.CLOSED)
    found = asked(problem)
    assert found.plans[0].changes == ()
    assert "a" not in places(found.plans[0])


def test_plans_come_one_after_the_other() -> None:
    """The plan without changes is told first; of plans that coincide one is shown."""
    said = list[Freedom]()
    problem = desk_of(("a", "ann", 0, 60))
    found = replan(problem, rules_of(problem), efforts=SHORT, on_plan=lambda plan: said.append(plan.freedom))
    assert said == [Freedom.NONE, Freedom.FEW, Freedom.FREE]
    assert [each.freedom for each in found.plans] == [Freedom.NONE]
    assert found.taken(Freedom.FREE) is found.plans[0]


def test_the_same_question_has_the_same_answer() -> None:
    """Limits are deterministic."""
    problem = after(told(3, FEATURES[1]), 3, "absent")
    first, second = asked(problem), asked(problem)
    assert [each.schedule for each in first.plans] == [each.schedule for each in second.plans]


def test_nothing_published_cannot_be_planned_anew() -> None:
    """The error says what to do instead."""
    problem = build.problem(build.ticket())
    with pytest.raises(DataError, match="nothing has been published"):
        asked(problem)
