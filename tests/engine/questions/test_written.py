"""What the rules have written of a desk, for several contexts of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from replan_events import FEATURES, KINDS, after, told
from strategies import rules_of

from engine.compile import compile_instance
from engine.constraint import Constraint
from engine.context import Context
from engine.domain.problem import Problem
from engine.questions.replan import at_weights
from engine.questions.standing import standing

SEEDS = st.integers(0, 10_000)


@settings(max_examples=25)
@given(seed=SEEDS, features=st.sampled_from(FEATURES), kind=st.sampled_from(KINDS))
def test_it_is_the_desk_that_would_be_compiled(seed: int, features: str, kind: str) -> None:
    """After any event, with all that holds fixed, with what is frozen alone, and where changes cost next to nothing:
    the forms are those of the rules written anew.
    """
    problem = after(told(seed, features), seed, kind)
    stand = standing(problem, rules_of(problem))
    for context in (stand.with_facts(stand.holds), stand.context, at_weights(stand.context, {"stability": 7})):
        assert stand.written.instance(context) == compile_instance(context, stand.rules)


class Writing:
    """Rules that note when they are written."""

    def __init__(self, problem: Problem, monkeypatch: pytest.MonkeyPatch) -> None:
        self.rules, self.written = rules_of(problem), list[str]()
        for rule in self.rules:
            self._note(type(rule), monkeypatch)

    def _note(self, kind: type[Constraint], monkeypatch: pytest.MonkeyPatch) -> None:
        compile_ = kind.compile

        def noted(rule: Constraint, problem: Problem, builder: object) -> None:
            self.written.append(rule.name)
            compile_(rule, problem, builder)  # type: ignore[arg-type]

        monkeypatch.setattr(kind, "compile", noted)


def test_only_what_depends_on_facts_is_written_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another context of the same desk asks the rules about pins and published work once more, and no other."""
    problem = told(1, "two engineers,places,set-up")
    noting = Writing(problem, monkeypatch)
    stand = standing(problem, noting.rules)
    noting.written.clear()
    stand.instance(stand.with_facts(stand.holds))
    assert set(noting.written) == {"pinned", "stability"}


def test_facts_that_end_after_the_window_are_written_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lateness is priced for as long as work may take; a fact that ends past the window makes that longer."""
    problem = told(1, "two engineers,places,set-up")
    noting = Writing(problem, monkeypatch)
    stand = standing(problem, noting.rules)
    ticket, first = next(iter(stand.holds.items()))
    late = first.model_copy(update={"end": problem.desk.planning_window.end.replace(year=2027)})
    context: Context = stand.with_facts({ticket: late})
    whole = compile_instance(context, stand.rules)
    noting.written.clear()
    assert stand.written.instance(context) == whole
    assert "promptness" in noting.written
