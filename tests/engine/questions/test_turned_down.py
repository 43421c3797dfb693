"""A move that is turned down, as weights learn from it."""

import build
import pytest
from strategies import rules_of

from engine.audit import audit
from engine.compile import weights_of
from engine.context import Context
from engine.learning.replay import price
from engine.questions.evaluate import Move
from engine.questions.relief import Relief, Wanted
from engine.questions.relieve import relieve
from engine.questions.turned_down import turned_down


@pytest.mark.parametrize("people", [("ann", "bob"), ("ann",)])
def test_both_places_have_the_price_of_whole_ways(people: tuple[str, ...]) -> None:
    """Between them lies what the way that was shown costs more than the best that is left, or than doing nothing."""
    tickets = (build.ticket("a"), build.ticket("b"))
    problem = build.problem(*tickets, engineers=tuple(build.engineer(each) for each in people))
    problem = problem.model_copy(update={"published": build.schedule(("a", "ann", 0, 60), ("b", "ann", 60, 120))})
    context, rules = Context(problem), rules_of(problem)
    assert problem.published
    before = audit(context, rules, problem.published)
    shown = relieve(context, rules, before, Wanted("ann", build.at(0), build.at(120))).options[0]
    left = relieve(context, rules, before, Wanted("ann", build.at(0), build.at(120), keep=("a",)))
    found = turned_down(context, rules, before, [each.move for each in shown.moved], "a", left)
    assert found.broken == ()
    assert (found.kept.engineer_id, found.kept.start) == ("ann", build.at(0))
    weights = weights_of(context, rules)
    (proposed,) = found.options
    rest = left.options[0].cost_difference if left.options else 0
    assert price(proposed, weights) - price(found.kept, weights) == shown.cost_difference - rest


def test_waiting_is_no_place_to_compare() -> None:
    """What was to go back to waiting has no place that was proposed; its own costs what doing nothing does."""
    problem = build.problem(build.ticket("a"), engineers=(build.engineer("ann"),))
    problem = problem.model_copy(update={"published": build.schedule(("a", "ann", 0, 60))})
    context, rules = Context(problem), rules_of(problem)
    assert problem.published
    before = audit(context, rules, problem.published)
    none = Relief("ann", build.at(0), build.at(60), (), ())
    found = turned_down(context, rules, before, [Move("a")], "a", none)
    assert found.options == ()
    assert found.kept.engineer_id == "ann"
    assert found.kept.amounts["unassigned"] < 0
