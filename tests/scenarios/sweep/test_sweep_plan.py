"""The jobs of a sweep, and the keys by which their rows are known again."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from small_sweeps import small_desk, small_plan

from engine.domain.weights import Weights
from engine.errors import DataError
from scenarios.parts import with_desk
from scenarios.sweep.definition import Sweep
from scenarios.sweep.plan import plan_of

SWEEP = Sweep.model_validate({"name": "s", "weights": {"travel": [1, 2]}, "effort": 1})


def keys(sweep: Sweep, **desk: object) -> set[str]:
    """Return the keys of a sweep of the small desk with something changed."""
    base = small_desk()
    return {job.key for job in plan_of(sweep, replace(base, problem=with_desk(base.problem, **desk)), "s").jobs}


def test_every_variant_point_and_seed_is_a_job() -> None:
    """Two variants, six points and two seeds are 24 jobs of different keys, each with its weights in its situation."""
    away = {"change": "engineer_absent", "engineer": "@key"}
    plan = small_plan(variants=[{"name": "a", "changes": []}, {"name": "b", "changes": [away]}], seeds=[0, 1])
    assert len({job.key for job in plan.jobs}) == len(plan.jobs) == 24
    for job in plan.jobs:
        assert job.point.weights.items() <= job.situation.problem.desk.weights.values.items()
        assert any(each.summary == "absent" for who in job.situation.problem.engineers for each in who.busy) == (
            job.variant == "b"
        )


def test_key_says_what_the_run_is_made_of() -> None:
    """Another effort, seed, desk or weight of the desk gives other keys; another axis of the same weights does not."""
    usual = keys(SWEEP)
    assert keys(SWEEP) == usual
    for field in ({"effort": 2.0}, {"seeds": (1,)}):
        assert not keys(SWEEP.model_copy(update=field)) & usual
    assert not keys(SWEEP, freeze_minutes=17) & usual
    assert not keys(SWEEP, weights=Weights(values={"overtime": 7})) & usual
    more = Sweep.model_validate({"name": "s", "weights": {"travel": [1, 2, 3], "overtime": [1000, 2000]}, "effort": 1})
    assert usual < keys(more)


def test_key_is_the_same_in_every_process() -> None:
    """Another process, which hashes texts otherwise, finds the same keys."""
    script = "from small_sweeps import small_plan; print(*(job.key for job in small_plan().jobs))"
    here = str(Path(__file__).parent)
    said = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {here!r}); {script}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.split() == [job.key for job in small_plan().jobs]


def test_change_that_the_desk_does_not_allow() -> None:
    """The error names the sweep and the change."""
    away = {"change": "engineer_absent", "engineer": "nobody"}
    with pytest.raises(DataError, match=r"small.yaml, changes\[0\].engineer_absent: the desk has no engineer 'nobody'"):
        small_plan(changes=[away])
