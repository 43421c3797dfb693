"""A published schedule as the start of a plan."""

import build
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles import Case, case
from strategies import desk

from engine.decode import decode
from engine.domain.engineer import Break
from engine.domain.problem import Problem
from engine.domain.schedule import Assignment, BreakTaken, Schedule
from engine.limits import Limits
from engine.solve import solve
from engine.solvers.published import plan_of
from engine.timing import Timed, timing
from scenarios.generator import generate


def taken_over(problem: Problem, schedule: Schedule) -> tuple[Case, Timed]:
    """Return the problem with a published schedule, and the plan that is made of it."""
    found = case(problem.model_copy(update={"published": schedule}))
    timed = timing(found.instance, plan_of(found.context, found.instance, schedule))
    assert timed is not None
    return found, timed


def who(assignments: tuple[Assignment, ...]) -> set[tuple[str, tuple[str, ...]]]:
    """Return who works what."""
    return {(each.ticket_id, each.engineer_ids) for each in assignments}


def check_reproduced(problem: Problem, *, to_the_minute: bool) -> None:
    """Publish a schedule and make a plan of it again."""
    made = solve(problem, case(problem).rules, Limits(deterministic=0.3), workers=1).schedule
    found, timed = taken_over(problem, made)
    again = decode(found.context, found.instance, timed)
    assert who(again.assignments) == who(made.assignments)
    judged = found.judge(timed)
    assert judged.hard == ()
    assert judged.score.amounts["stability"] == 0
    if to_the_minute:
        assert again.assignments == made.assignments


@pytest.mark.parametrize("seed", range(5))
def test_generated_schedules_are_reproduced(seed: int) -> None:
    """A week's plan given back in is the same plan to the minute: trips, breaks and work of two engineers included."""
    check_reproduced(generate(4, 20, 2, seed), to_the_minute=True)


@settings(max_examples=40)
@given(st.integers(0, 2**32 - 1))
def test_random_schedules_are_reproduced(seed: int) -> None:
    """On random desks nobody changes and nothing moves beyond the tolerance, so that stability costs nothing."""
    check_reproduced(desk(seed, ("two engineers", "together"), tickets=6), to_the_minute=False)


def test_a_gap_before_work_is_kept() -> None:
    """Work published for 10:00 stays there although it could start at 08:00: no more than 30 minutes earlier."""
    given = build.problem(build.ticket())
    found, timed = taken_over(given, build.schedule(("t1", "ann", 120, 180)))
    assert timed.span == {0: (90, 150)}
    assert found.judge(timed).score.amounts["stability"] == 0


def test_work_that_the_rules_no_longer_allow_is_left_out() -> None:
    """Of four published tickets one is now beyond ann's tier, one closed, one outside her hours; the first stays."""
    given = build.problem(
        build.ticket("fine"), build.ticket("hard", tier=2), build.ticket("done", status="closed"), build.ticket("late")
    )
    published = build.schedule(
        ("fine", "ann", 0, 60), ("hard", "ann", 60, 120), ("done", "ann", 120, 180), ("late", "ann", 530, 590)
    )
    found, timed = taken_over(given, published)
    assert {found.instance.tickets[ticket] for ticket in timed.span} == {"fine"}


def test_a_shift_that_has_changed_keeps_what_it_can() -> None:
    """A new meeting from 09:00 to 10:00 drives out what lay there; the work before and after it stays."""
    meeting = {"start": build.at(60), "end": build.at(120)}
    given = build.problem(*map(build.ticket, "abc"), engineers=(build.engineer(busy=(meeting,)),))
    published = build.schedule(("a", "ann", 0, 60), ("b", "ann", 60, 120), ("c", "ann", 120, 180))
    found, timed = taken_over(given, published)
    assert {found.instance.tickets[ticket]: span for ticket, span in timed.span.items()} == {
        "a": (0, 60),
        "c": (120, 180),
    }


def test_followers_of_lost_work_are_left_out() -> None:
    """A ticket is not taken over when what it waits for can no longer be done, or ends too late for it."""
    given = build.problem(
        build.ticket("a", tier=2),
        build.ticket("b", depends_on=[{"ticket_id": "a"}]),
        build.ticket("c"),
        build.ticket("d", depends_on=[{"ticket_id": "c", "lag_minutes": 30}]),
    )
    published = build.schedule(
        ("c", "ann", 0, 60), ("d", "ann", 60, 120), ("a", "ann", 120, 180), ("b", "ann", 180, 240)
    )
    found, timed = taken_over(given, published)
    assert {found.instance.tickets[ticket] for ticket in timed.span} == {"c"}


def test_engineers_who_have_left() -> None:
    """Work of an engineer whom the desk no longer has is left out, in pairs too."""
    pair = build.ticket("pair", engineers_needed=2)
    given = build.problem(build.ticket("solo"), pair, engineers=(build.engineer("ann"), build.engineer("bob")))
    left = Schedule(assignments=build.schedule(("solo", "cyd", 0, 60), ("pair", ("ann", "cyd"), 60, 120)).assignments)
    instance = case(given).instance
    plan = plan_of(case(given).context, instance, left)
    assert plan.sequences == {}


def test_a_break_stated_inside_work_that_does_not_pause_is_taken_elsewhere() -> None:
    """By hand, or as work runs over: the break has no room inside, and the plan that begins with it breaks no rule."""
    ann = build.engineer(breaks=(Break(window_start=600, window_end=840, minutes=30),))
    given = build.problem(build.ticket("a", estimated_minutes=180), build.ticket("b"), engineers=(ann,))
    pause = BreakTaken(engineer_id="ann", start=build.at(180), end=build.at(210))
    published = build.schedule(("a", "ann", 120, 300)).model_copy(update={"breaks": (pause,)})
    found, timed = taken_over(given, published)
    assert found.judge(timed).hard == ()
    assert "a" in {found.instance.tickets[ticket] for ticket in timed.span}
    planned = solve(found.context.problem, found.rules, Limits(deterministic=0.05), workers=1).schedule
    assert {each.ticket_id for each in planned.assignments} == {"a", "b"}
