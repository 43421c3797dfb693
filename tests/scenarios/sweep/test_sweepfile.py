"""Sweeps in files."""

from pathlib import Path

import pytest
from small_sweeps import small_desk

from engine.errors import DataError
from scenarios.sweep.plan import plan_of
from scenarios.sweep.sweepfile import find_sweep, library, read_sweep


def read(text: str, folder: Path) -> str:
    """Return the error of a file with some content."""
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as error:
        read_sweep(path)
    return str(error.value)


def test_example_of_the_readme(tmp_path: Path) -> None:
    """The sweep that the README shows can be read, and fits a desk: two variants, 60 points, two seeds."""
    readme = Path(__file__).parents[3] / "scenarios" / "sweep" / "README.md"
    path = tmp_path / "shown.yaml"
    path.write_text(readme.read_text(encoding="utf-8").split("```")[1].removeprefix("yaml\n"), encoding="utf-8")
    sweep = read_sweep(path)
    assert [each.name for each in sweep.told] == ["as it is", "mike away"]
    assert sweep.weights["workload_balance"].grid == (50, 126, 317, 800)
    assert len(plan_of(sweep, small_desk(), path.name).jobs) == 2 * 60 * 2


@pytest.mark.parametrize("name", library())
def test_library_fits_any_desk(name: str) -> None:
    """A sweep of the library is found by its name, says what for, and has the desk's own weights among its points."""
    sweep = read_sweep(find_sweep(Path(name)))
    assert sweep.name == name
    assert sweep.purpose
    plan = plan_of(sweep, small_desk(), name)
    assert any(all(plan.own[rule] == weight for rule, weight in job.point.weights.items()) for job in plan.jobs)


def test_what_is_no_sweep(tmp_path: Path) -> None:
    """Each error names its place: a key, a value, a line."""
    assert "mine.yaml, wieghts: is not a known key" in read("wieghts: {travel: [1]}", tmp_path)
    assert "mine.yaml, seeds[0]" in read("seeds: [x]\nweights: {travel: [1]}", tmp_path)
    assert "mine.yaml, line 2: this is no YAML" in read("seeds: [1]\n  weights: [", tmp_path)
    assert "nothing is varied" in read("seeds: [1]", tmp_path)
    assert "different whole numbers" in read("seeds: [1, 1]", tmp_path)
    assert "a sample is one of weights" in read("seeds: [1, 2]\nsample: 3", tmp_path)
    assert "two variants have the same name" in read(
        "variants: [{name: a, changes: []}, {name: a, changes: []}]", tmp_path
    )
    with pytest.raises(DataError, match="name a YAML file, or one of: trade-off"):
        find_sweep(tmp_path / "none")
