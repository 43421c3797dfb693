"""The oracles see: every planted bug is caught, on a desk where the rules as they are hold."""

import pytest
from oracles import check, small_case
from planted import PLANTED, Planted
from strategies import desk, rules_of

from constraints import RULES
from engine.errors import SolverFault

MOST_DESKS = 60


def test_every_rule_has_two_planted_bugs() -> None:
    """For each of the rules one bug is too tight and one too loose: twice as many bugs as rules."""
    assert sorted((each.rule, each.kind) for each in PLANTED) == sorted(
        (rule.name, kind) for rule in RULES for kind in ("too tight", "too loose")
    )
    assert len(PLANTED) == 2 * len(RULES)


@pytest.mark.parametrize("planted", PLANTED, ids=lambda each: f"{each.rule} {each.kind}")
def test_planted_bug_is_caught(planted: Planted) -> None:
    """The oracles fail on some desk with the bug, and hold on the same desk without it."""
    for seed in range(MOST_DESKS):
        problem = desk(seed, planted.features, tickets=3)
        try:
            check(small_case(problem, planted.plant(rules_of(problem)), most=150), schedules=4)
        except (AssertionError, SolverFault):
            check(small_case(problem, most=150), schedules=4)
            return
    pytest.fail(f"no desk out of {MOST_DESKS} shows that {planted.rule} is {planted.kind}")
