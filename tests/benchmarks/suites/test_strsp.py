"""The suite of technician instances."""

from pathlib import Path

import pytest
from small_bench import CREW, TASKS, technicians

from benchmarks.suites import strsp
from engine.cost import cost
from engine.errors import DataError
from engine.plan import Kind, Plan, Token
from engine.timing import timing


def test_the_instance_costs_what_the_judge_says() -> None:
    """The forms and the evaluator agree on a plan worked out by hand, but for the rounding."""
    given = technicians()
    instance = strsp.instance_of(given)
    timed = timing(instance, Plan({0: (Token(Kind.TASK, 0), Token(Kind.TASK, 1))}))
    assert timed is not None
    assert timed.span == {0: (5_000, 15_000), 1: (20_000, 25_000)}
    judged = strsp.judge(given)(timed)
    assert judged.feasible
    assert judged.cost == pytest.approx(12 + 200 + 3**1.5)
    assert abs(cost(instance, timed) / strsp.SCALE - judged.cost) < 0.003


def test_who_may_do_what() -> None:
    """A ticket's candidates are the technicians at the levels it asks for."""
    instance = strsp.instance_of(technicians())
    assert [tuple(instance.candidates[ticket]) for ticket in range(3)] == [(0, 1), (0,), ()]


def test_both_crews_are_cases(tmp_path: Path) -> None:
    """Each task file gives a case with the full crew and one with the reduced crew."""
    for folder, text in (("tasks", TASKS), ("technicians", CREW), ("technicians_reduced", CREW)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "tiny_2x2.txt").write_text(text)
    assert [case.name for case in strsp.cases(tmp_path)] == ["tiny_2x2", "tiny_2x2_reduced"]
    assert [case.name for case in strsp.cases(tmp_path, lambda name: name.endswith("reduced"))] == ["tiny_2x2_reduced"]


def test_absent_data_is_one_clear_error(tmp_path: Path) -> None:
    """A folder without instances is named, with the option that names another."""
    with pytest.raises(DataError, match="--data DIR"):
        list(strsp.cases(tmp_path))


def test_the_public_instances_are_read() -> None:
    """There are 36 of them, and in each somebody can do most of the tasks."""
    if not strsp.DATA.exists():
        pytest.skip("the public technician instances are not beside the project")
    found = list(strsp.cases(None))
    assert len(found) == 36
    for case in found:
        able = [bool(len(case.instance.candidate_row(ticket))) for ticket in range(len(case.instance.tickets))]
        assert sum(able) >= 0.5 * len(able)
