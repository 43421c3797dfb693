"""The recipe from a problem to a schedule."""

import pytest
from build import at, engineer, schedule, ticket
from build import problem as a_problem

import engine.solve
from constraints import rules_for
from engine.domain.problem import Problem
from engine.domain.schedule import Schedule
from engine.limits import IsStopped, Limits, Progress, never
from engine.result import Result
from engine.solve import solve
from scenarios.generator import generate


def solved(problem: Problem, effort: float = 2, seed: int = 0, is_stopped: IsStopped = never) -> Result:
    """Solve with one worker and a deterministic limit."""
    return solve(problem, rules_for(problem.desk), Limits(deterministic=effort), seed, 1, is_stopped=is_stopped)


@pytest.mark.parametrize("size", [(3, 12, 1), (6, 70, 4)], ids=str)
def test_twice_the_same(size: tuple[int, int, int]) -> None:
    """The same problem, seed and deterministic limit give the same schedule, small (exact) and large (in parts)."""
    problem = generate(*size, 5)
    assert solved(problem, 0.1, 3).schedule == solved(problem, 0.1, 3).schedule


@pytest.mark.parametrize("seed", range(3))
def test_small_problems_are_proven(seed: int) -> None:
    """A small desk's schedule is optimal: its bound is its cost, its gap 0."""
    made = solved(generate(2, 8, 1, seed), 20).schedule
    assert made.score is not None
    assert (made.status, made.gap, made.bound) == ("optimal", 0, made.score.total)


def test_one_ticket() -> None:
    """One ticket goes to the one engineer as soon as the day begins."""
    made = solved(a_problem(ticket())).schedule
    assert made.assignments == schedule(("t1", "ann", 0, 60)).assignments
    assert made.unassigned == ()


@pytest.mark.parametrize(
    "problem",
    [
        a_problem(),
        a_problem(engineers=()),
        a_problem(ticket(), engineers=()),
        a_problem(ticket(), engineers=(engineer(working_hours=""),)),
        a_problem(ticket(tier=4), ticket("t2", estimated_minutes=600)),
        a_problem(ticket(status="closed"), ticket("t2", status="on_hold")),
    ],
    ids=["nothing", "nobody", "a ticket and nobody", "no hours", "nothing fits", "nothing open"],
)
def test_empty_desks(problem: Problem) -> None:
    """Without tickets, engineers, hours, or anything that fits, the schedule is empty, optimal and says why."""
    made = solved(problem).schedule
    assert made.assignments == ()
    assert (made.status, made.gap) == ("optimal", 0)
    assert [each.ticket_id for each in made.unassigned] == [each.id for each in problem.schedulable]
    assert all(each.reasons for each in made.unassigned if problem.engineers)


def test_progress_and_bounds() -> None:
    """What is told on the way has falling costs, a bound below each, and ends at the schedule's cost."""
    problem, told = generate(6, 70, 4, 1), list[Progress]()
    made = solve(problem, rules_for(problem.desk), Limits(deterministic=0.1), 0, 1, told.append).schedule
    costs = [each.cost for each in told]
    assert costs == sorted(costs, reverse=True)
    assert {each.phase for each in told} == {"first", "search"}
    assert all(each.bound <= each.cost and each.gap >= 0 for each in told)
    assert made.score is not None
    assert made.score.total <= costs[-1]
    assert made.bound is not None
    assert made.bound <= made.score.total


def test_stopped_at_once() -> None:
    """Asked to stop from the beginning it returns what it has, which breaks no rule."""
    made = solved(generate(4, 25, 2, 1), is_stopped=lambda: True)
    assert made.audit.hard == ()
    assert made.schedule.status in ("feasible", "optimal")


def test_no_seconds_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """When compiling has used up the seconds, the first plan is the answer."""
    monkeypatch.setattr(engine.solve, "_left", lambda *_: Limits())
    problem, told = a_problem(ticket(), ticket("t2")), list[Progress]()
    solve(problem, rules_for(problem.desk), Limits(seconds=1), 0, 1, told.append)
    assert [each.phase for each in told] == ["first"]


def test_published_work_stays_where_it_is_as_good() -> None:
    """Two engineers alike: published with bob, the ticket stays with bob, at its time."""
    given = a_problem(ticket(), engineers=(engineer("ann"), engineer("bob")))
    published = Schedule(assignments=schedule(("t1", "bob", 0, 60)).assignments)
    made = solved(given.model_copy(update={"published": published}))
    assert made.schedule.assignments == published.assignments
    assert made.audit.score.amounts["stability"] == 0


def test_pins_that_break_rules_are_inherited() -> None:
    """A ticket pinned to the wrong tier stays there; the finding counts as inherited, not as the solver's."""
    made = solved(a_problem(ticket(tier=3, pin={"engineer_id": "ann", "start": at(60)})))
    assert made.schedule.assignments == schedule(("t1", "ann", 60, 120)).assignments
    assert (made.audit.hard, len(made.audit.inherited)) == ((), 1)
