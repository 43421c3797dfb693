"""What holds for every change there is, on random tiny desks."""

import inspect
import json
from pathlib import Path
from typing import get_args

import pytest
import yaml
from changing import DRAWN, SEEDS, Drawing, are_independent, drawn, touched
from hypothesis import given, settings
from strategies import desk

import scenarios.changes
from constraints import by_name
from engine.validate import check_rules, validate
from scenarios.change import Change
from scenarios.changed import changed, plain
from scenarios.changes import CHANGES, AnyChange
from scenarios.changes.restored import reverse
from scenarios.scenario import Scenario
from scenarios.scenariofile import read_scenario, scenario_of, scenario_text
from scenarios.situation import Situation

BY_NAME = pytest.mark.parametrize("kind", CHANGES, ids=lambda kind: kind.__name__)
SOME = settings(max_examples=12)


def test_every_file_is_a_change_and_every_change_is_drawn() -> None:
    """Each file holds one change that bears its name; the union, the list and the draws hold all of them, by name."""
    folder = Path(scenarios.changes.__file__).parent
    names = [kind.model_fields["change"].default for kind in CHANGES]
    assert names == sorted(path.stem for path in folder.glob("[a-z]*.py"))
    assert names == [Path(inspect.getfile(kind)).stem for kind in CHANGES]
    assert get_args(get_args(AnyChange)[0]) == CHANGES
    assert tuple(DRAWN) == CHANGES


@BY_NAME
def test_files_hold_all_of_a_change(kind: type[Change], tmp_path: Path) -> None:
    """A change and its reverse come back from YAML and from JSON as they were, as texts and as numbers."""

    @SOME
    @given(SEEDS)
    def holds(seed: int) -> None:
        base, change = drawn(kind, seed)
        told = Scenario(name="s", changes=(change, reverse(base, changed(base, [change]))))
        path = tmp_path / "s.yaml"
        path.write_text(scenario_text(told), encoding="utf-8")
        assert read_scenario(path) == told
        for form in ("s.yaml", "s.json"):
            (tmp_path / form).write_text(told.model_dump_json(), encoding="utf-8")
            assert read_scenario(tmp_path / form) == told
        assert scenario_of(json.loads(told.model_dump_json()), "s") == told
        assert scenario_of(yaml.safe_load(scenario_text(told)), "s") == told

    holds()


@BY_NAME
def test_a_change_and_its_reverse_give_the_base_back(kind: type[Change]) -> None:
    """What a change made otherwise is undone to the last field and the last order, also in a file between."""

    @SOME
    @given(SEEDS)
    def holds(seed: int) -> None:
        base, change = drawn(kind, seed)
        back = reverse(base, changed(base, [change]))
        assert changed(base, [change, back]) == base
        read = scenario_of(json.loads(Scenario(name="s", changes=(back,)).model_dump_json()), "s")
        assert changed(changed(base, [change]), read.changes) == base

    holds()


@BY_NAME
def test_the_outcome_is_sound(kind: type[Change]) -> None:
    """A desk after a change has no flaw, and has lost no part."""

    @SOME
    @given(SEEDS)
    def holds(seed: int) -> None:
        base, change = drawn(kind, seed)
        after = changed(base, [change]).problem
        assert validate(after) == []
        assert check_rules(after.desk, by_name()) == []
        for known in ("engineer", "client", "site", "ticket", "sla_policy"):
            assert getattr(after, known).keys() >= getattr(base.problem, known).keys()
        assert after.published == base.problem.published

    holds()


@BY_NAME
def test_a_change_says_what_it_is(kind: type[Change]) -> None:
    """In words, in one line, without a full stop and without a word of the program's."""

    @SOME
    @given(SEEDS)
    def holds(seed: int) -> None:
        base, change = drawn(kind, seed)
        words = plain(change, base, base).say(base.problem)
        assert words == words.strip() != ""
        assert " " in words
        assert not words.endswith(".")
        assert not any(each in words for each in ("\n", "None", "@", "  ", "{"))

    holds()


@BY_NAME
def test_independent_changes_may_be_told_in_any_order(kind: type[Change]) -> None:
    """Two changes that touch no common part give the same desk either way, and most pairs are such."""
    independent = []

    @settings(max_examples=40)
    @given(SEEDS)
    def holds(seed: int) -> None:
        base, first = drawn(kind, seed)
        drawing = Drawing(base.problem, seed + 1)
        second = DRAWN[drawing.pick(CHANGES)](drawing)
        if second is None:
            return
        if are_independent(touched(base, first), touched(base, second)):
            independent.append(seed)
            assert changed(base, [first, second]) == changed(base, [second, first])

    holds()
    assert len(independent) >= 10


def test_a_change_after_another_can_be_taken_back_first() -> None:
    """The reverse of one change leaves an independent later one as it is."""
    count = 0

    @settings(max_examples=60)
    @given(SEEDS)
    def holds(seed: int) -> None:
        nonlocal count
        drawing = Drawing(desk(seed), seed)
        base = Situation(drawing.problem)
        first, second = (DRAWN[drawing.pick(CHANGES)](drawing) for _ in range(2))
        if first is None or second is None:
            return
        parts = touched(base, first), touched(base, second)
        # The desk itself is put back as one part.
        if are_independent(*parts) and not any(kind.startswith("desk") for kind, _ in parts[0] | parts[1]):
            count += 1
            back = reverse(base, changed(base, [first]))
            assert changed(base, [first, second, back]) == changed(base, [second])

    holds()
    assert count >= 10
