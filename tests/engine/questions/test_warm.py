"""A desk that stays compiled and answers many questions."""

import datetime as dt

import build
import pytest

from constraints import rules_for
from engine.audit import audit
from engine.context import Context
from engine.cost import cost
from engine.domain.problem import Problem
from engine.errors import UnknownId
from engine.limits import Limits
from engine.plan import Plan
from engine.questions.filled import Fill, SoFar
from engine.questions.frozen import open_only, with_frozen
from engine.questions.warm import WarmDesk
from engine.solvers.exact.scope import Scope
from engine.solvers.exact.solve import solve_exact
from engine.timeline import instant_at
from engine.timing import timing
from scenarios.generator import generate

SEEDS = range(1, 5)
ENOUGH, NOTHING = Limits(deterministic=3), Limits(deterministic=1e-9)
Span = tuple[str, dt.datetime, dt.datetime]


def desk(seed: int) -> tuple[WarmDesk, list[Span]]:
    """Return a generated desk, and per shift the question about all of it."""
    problem = generate(3, 40, 1, seed)
    warm = WarmDesk(problem, rules_for(problem.desk))
    context = warm.context
    ends = [(shift.engineer_id, shift.start, shift.hard_end) for shift in context.shifts]
    asked = [(who, *(instant_at(context.origin, at, context.zone) for at in span)) for who, *span in ends]
    return warm, asked  # type: ignore[return-value]


def without_clock(answer: Fill) -> tuple[object, ...]:
    """Return what must be equal when the same is asked twice."""
    return answer.schedule, answer.choices, answer.runners_up, answer.alternatives, answer.gain


@pytest.mark.parametrize("seed", SEEDS)
def test_answers_only_get_better(seed: int) -> None:
    """Gains rise and gaps fall from one streamed answer to the next; the last one is the answer."""
    warm, asked = desk(seed)
    for who, start, end in asked:
        heard: list[SoFar] = []
        answer = warm.fill(who, start, end, ENOUGH, 1, heard.append)
        gains, gaps = [each.gain for each in heard], [each.gap for each in heard]
        assert gains == sorted(gains)
        assert gaps == sorted(gaps, reverse=True)
        last = heard[-1]
        assert answer.schedule.status == ("optimal" if last.is_optimal else "feasible")
        assert (last.gain, last.assignments) == (answer.gain, tuple(each.assignment for each in answer.choices))


def test_a_warm_desk_answers_like_a_fresh_one() -> None:
    """Questions leave nothing behind: the same answer comes on a fresh desk, and after others on a warm one."""
    warm, asked = desk(2)
    answers = [warm.fill(*each, ENOUGH, 1) for each in asked]
    again = [warm.fill(*each, ENOUGH, 1) for each in reversed(asked)]
    fresh = [desk(2)[0].fill(*each, ENOUGH, 1) for each in asked]
    assert [*map(without_clock, answers)] == [*map(without_clock, reversed(again))] == [*map(without_clock, fresh)]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("limits", [NOTHING, Limits(deterministic=0.05), ENOUGH, Limits(seconds=0.01)], ids=str)
def test_the_bound_is_never_above_the_optimum(seed: int, limits: Limits) -> None:
    """However little time there is, the optimum that CP-SAT proves lies between the answer and its bound."""
    warm, asked = desk(seed)
    for shift, (who, start, end) in enumerate(asked):
        form = warm.instance.shifts[shift]
        opened = open_only(warm.instance, warm.idle, (shift,), (max(form.start, 0), form.hard_end))
        idle = timing(opened, Plan())
        assert idle is not None
        tickets = tuple(ticket for ticket, row in enumerate(opened.candidates) if row)
        exact = solve_exact(opened, Scope((shift,), tickets), idle, Limits(deterministic=4))
        answer = warm.fill(who, start, end, limits, 1)
        score, bound = answer.schedule.score, answer.schedule.bound
        assert score is not None
        assert bound is not None
        assert bound <= score.total
        most = cost(opened, idle) - exact.cost
        assert score.total + answer.gain - bound >= most
        if exact.is_optimal:
            assert answer.gain <= most


def test_whoever_says_stop_gets_an_answer() -> None:
    """Stopped before it has begun, the answer is a schedule without a broken rule, and its bound holds."""
    warm, asked = desk(1)
    for who, start, end in asked:
        answer = warm.fill(who, start, end, ENOUGH, 1, is_stopped=lambda: True)
        judged = audit(warm.context, warm.rules, answer.schedule)
        assert judged.hard == ()
        assert answer.gain >= 0
        best = warm.fill(who, start, end, ENOUGH, 1)
        assert answer.schedule.bound is not None
        assert best.schedule.score is not None
        assert answer.schedule.bound <= best.schedule.score.total


def test_published_work_stays() -> None:
    """What is published for the morning keeps engineer and minutes while the rest of the day is filled."""
    given: Problem = build.problem(build.ticket("a"), build.ticket("b"), build.ticket("c", priority=1))
    warm = WarmDesk(given, rules_for(given.desk), build.schedule(("a", "ann", 60, 120)))
    answer = warm.fill("ann", build.at(0), build.at(480), ENOUGH)
    planned = {each.ticket_id: each for each in answer.schedule.assignments}
    assert (planned["a"].start, planned["a"].end) == (build.at(60), build.at(120))
    assert {each.assignment.ticket_id for each in answer.choices} == {"b", "c"}
    assert set(planned) == {"a", "b", "c"}


def test_dues_are_those_of_the_context() -> None:
    """The clocks that remember say what fresh ones say, the first time and again."""
    warm, _ = desk(3)
    fresh = Context(with_frozen(warm.context.problem, None)).clocks
    for ticket in warm.context.problem.tickets:
        for target in ("respond", "plan", "resolve"):
            expected = fresh.due(ticket, target)  # type: ignore[arg-type]
            assert warm.context.clocks.due(ticket, target) == expected  # type: ignore[arg-type]
            assert warm.context.clocks.due(ticket, target) == expected  # type: ignore[arg-type]


def test_an_unknown_engineer_is_named() -> None:
    """The message has the id that the desk does not know."""
    warm, _ = desk(1)
    with pytest.raises(UnknownId, match="nobody"):
        warm.fill("nobody", build.at(0), build.at(60))
