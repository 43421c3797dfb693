"""The audit: findings, what is inherited, and the score."""

import build
import pytest

from constraints import rules_for
from constraints.one_thing_at_a_time import OneThingAtATime
from constraints.unassigned import Unassigned
from engine.audit import Audit, audit, facts_only
from engine.compile import weights_of
from engine.context import Context
from engine.domain.problem import Problem
from engine.domain.schedule import Schedule


def judged(problem: Problem, *parts: tuple[str, str | tuple[str, ...], int, int]) -> Audit:
    """Audit a schedule made by hand by all rules."""
    return audit(Context(problem), rules_for(problem.desk), build.schedule(*parts))


def test_total_is_weights_times_amounts() -> None:
    """The total sums the amounts by weight, in thousandths; every priced rule has an amount, zero ones too."""
    given = build.problem(
        build.ticket("a"), build.ticket("b"), desk=build.desk(weights={"values": {"promptness": 250}})
    )
    found = judged(given, ("a", "ann", 60, 120))
    weights = weights_of(Context(given), rules_for(given.desk))
    assert weights["promptness"] == 250
    assert found.score.total == sum(weights[name] * amount for name, amount in found.score.amounts.items())
    assert set(found.score.amounts) == set(weights)
    assert list(found.score.amounts) == sorted(weights)


def test_a_weight_of_zero_costs_nothing_and_is_counted_all_the_same() -> None:
    """The amount of a rule whose weight is zero stands in the score and adds nothing to its total."""
    given = build.problem(build.ticket())
    free = build.problem(build.ticket(), desk=build.desk(weights={"values": {"unassigned": 0}}))
    paid, unpaid = (audit(Context(each), (Unassigned(),), Schedule(assignments=())) for each in (given, free))
    assert unpaid.score.amounts == paid.score.amounts
    assert (unpaid.score.total, paid.score.total > 0) == (0, True)


def test_only_stated_times_count() -> None:
    """Nothing is moved to where it would fit: two tickets at one time stay so, and are found."""
    given = build.problem(build.ticket("a"), build.ticket("b"))
    (found,) = build.findings(given, OneThingAtATime(), ("a", "ann", 0, 60), ("b", "ann", 30, 90))
    assert (found.is_hard, found.amount) == (True, 30)


def test_what_facts_break_is_inherited() -> None:
    """Two pins at one time overlap whatever is planned: inherited. A third ticket on top of them is not."""
    pins = [build.ticket(each, pin={"engineer_id": "ann", "start": build.at(0)}) for each in "ab"]
    given = build.problem(*pins, build.ticket("c"))
    fixed = (("a", "ann", 0, 60), ("b", "ann", 0, 60))
    found = judged(given, *fixed)
    assert found.hard == ()
    assert [(each.constraint, each.amount) for each in found.inherited] == [("one_thing_at_a_time", 60)]
    assert (found.score.hard_findings, found.score.inherited_findings) == (0, 1)
    worse = judged(given, *fixed, ("c", "ann", 30, 90))
    assert {each.ticket_id for each in worse.hard} <= {"a", "b", "c"}
    assert len(worse.hard) == 2
    assert len(worse.inherited) == 1


def test_a_pin_goes_over_gates_on_people() -> None:
    """Work of tier 3 pinned to ann of tier 1 is inherited, wherever the schedule has it; with bob it is his breach."""
    given = build.problem(
        build.ticket(tier=3, pin={"engineer_id": "ann"}), engineers=(build.engineer("ann"), build.engineer("bob"))
    )
    assert [each.constraint for each in judged(given, ("t1", "ann", 0, 60)).inherited] == ["skill_tier"]
    assert {each.constraint for each in judged(given, ("t1", "bob", 0, 60)).hard} == {"skill_tier", "pinned"}


def test_facts_only() -> None:
    """Pins and frozen published work, each as long as the work takes or as it was published; nothing else."""
    given = build.problem(
        build.ticket("pinned", pin={"engineer_id": "ann", "start": build.at(60)}),
        build.ticket("frozen"),
        build.ticket("later"),
        desk=build.desk(freeze_minutes=120),
        engineers=(build.engineer("ann", speeds=({"type": "incident", "percent": 50},)), build.engineer("bob")),
        published=build.schedule(("frozen", "bob", 0, 75), ("later", "bob", 120, 180)),
    )
    found = facts_only(Context(given))
    assert found.assignments == build.schedule(("frozen", "bob", 0, 75), ("pinned", "ann", 60, 90)).assignments


@pytest.mark.parametrize("order", [1, -1])
def test_rules_in_any_order(order: int) -> None:
    """The score does not depend on the order of the rules."""
    given = build.problem(build.ticket("a"), build.ticket("b", priority=1))
    rules = rules_for(given.desk)[::order]
    assert (
        audit(Context(given), rules, build.schedule(("a", "ann", 0, 60))).score
        == judged(given, ("a", "ann", 0, 60)).score
    )
