"""The answer of a solve, judged by the audit."""

import build
import pytest
from oracles import Case, case

import engine.result
from engine.errors import SolverFault
from engine.plan import Plan
from engine.result import Result, finish
from engine.timing import Timed, timing


def planned(*order: str) -> tuple[Case, Timed]:
    """Return a desk of two tickets and ann's plan of her first day."""
    found = case(build.problem(build.ticket("a"), build.ticket("b", priority=1)))
    timed = timing(found.instance, build.plan(found.instance, {"ann": order}) if order else Plan())
    assert timed is not None
    return found, timed


def finished(found: Case, timed: Timed, bound: int, *, is_optimal: bool = False) -> Result:
    """Finish a plan."""
    return finish(found.context, found.rules, found.instance, timed, bound=bound, is_optimal=is_optimal, seed=7)


def test_what_the_schedule_states() -> None:
    """Score, status, weights, seed and window stand in the schedule; the bound is never above the cost."""
    found, timed = planned("b", "a")
    made = finished(found, timed, 10**9).schedule
    assert made.score is not None
    assert made.bound == made.score.total == sum(made.weights[name] * n for name, n in made.score.amounts.items())
    assert (made.status, made.gap, made.seed, made.weights_version) == ("optimal", 0, 7, 1)
    assert made.planning_window == found.problem.desk.planning_window
    assert made.kpis is not None
    assert made.kpis.assigned == 2


def test_gap_and_status() -> None:
    """A plan above its bound is feasible; half way between bound and nothing its gap is a half."""
    found, idle = planned()
    worst = finished(found, idle, 0).schedule
    assert (worst.status, worst.gap) == ("feasible", 1.0)
    found, timed = planned("b")
    made = finished(found, timed, 0).schedule
    assert made.score is not None
    assert worst.score is not None
    assert made.gap == round(made.score.total / worst.score.total, 6)
    assert finished(found, timed, 0, is_optimal=True).schedule.status == "optimal"


def test_unassigned_most_urgent_first_with_reasons() -> None:
    """Both tickets are listed, priority 1 first, each with its reasons."""
    found, idle = planned()
    told = finished(found, idle, 0).schedule.unassigned
    assert [each.ticket_id for each in told] == ["b", "a"]
    assert all(each.reasons for each in told)


def test_a_broken_rule_is_a_fault() -> None:
    """A plan of another desk, on which ann may take tier 2, is refused in words."""
    easy = case(build.problem(build.ticket("a", tier=2), engineers=(build.engineer(tier=2),)))
    hard = case(build.problem(build.ticket("a", tier=2)))
    timed = timing(easy.instance, build.plan(easy.instance, {"ann": ["a"]}))
    assert timed is not None
    with pytest.raises(SolverFault, match="broke a rule: a is tier 2 work, ann is tier 1"):
        finish(hard.context, hard.rules, easy.instance, timed, bound=0, is_optimal=False, seed=0)


def test_another_cost_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """When solver and audit differ by one, both figures are named."""
    found, timed = planned("b", "a")
    total = found.judge(timed).score.total
    monkeypatch.setattr(engine.result, "cost", lambda *_: total + 1)
    with pytest.raises(SolverFault, match=f"cost of {total + 1}, the audit finds {total}"):
        finished(found, timed, 0)
