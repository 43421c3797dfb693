"""What now?"""

import build
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from replan_events import FEATURES, KINDS, after, told
from strategies import rules_of

from engine.audit import audit
from engine.domain.engineer import Busy
from engine.domain.problem import Problem
from engine.domain.schedule import Assignment
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
    first = found.plans[0]
    if first.freedom is Freedom.NONE:
        assert all(each.has_lost for each in first.changes)


@settings(max_examples=25)
@given(seed=SEEDS, features=st.sampled_from(FEATURES), kind=st.sampled_from(KINDS))
def test_more_changes_only_for_less_cost(seed: int, features: str, kind: str) -> None:
    """Along the frontier changes grow, and what the plans cost without the price of changes falls."""
    plans = asked(after(told(seed, features), seed, kind)).plans
    changes = [len(each.changes) for each in plans]
    costs = [each.cost_without_changes for each in plans]
    assert changes == sorted(set(changes))
    assert costs == sorted(set(costs), reverse=True)


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
