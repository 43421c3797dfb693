"""The suites of desks: generated, cut down to routing, from a folder, from the log."""

from pathlib import Path

import build
import pytest

from benchmarks.desks import SIZES, size_name
from benchmarks.suites import desk, desk_core, incidents
from engine.errors import DataError
from engine.files.writing import write_desk

SMALLEST = size_name(*SIZES[0])


def test_the_generated_desks_are_built_when_wanted() -> None:
    """Only the wanted size is generated, with its tickets and engineers."""
    (found,) = desk.cases(None, lambda name: name == SMALLEST)
    assert (found.suite, found.name) == ("desk", SMALLEST)
    assert len(found.instance.engineers) == SIZES[0][0]


def test_the_cores_are_groups_of_the_same_sizes() -> None:
    """A name is core/size, so that the report sums up each core by itself."""
    found = [each.name for each in desk_core.cases(None, lambda name: name.endswith(f"/{SMALLEST}"))]
    assert found == [f"prize/{SMALLEST}", f"most/{SMALLEST}"]


def test_other_desks_are_read_from_a_folder(tmp_path: Path) -> None:
    """A folder of desks gives one case each, a desk's own folder gives itself."""
    write_desk(build.problem(build.ticket("a")), tmp_path / "first")
    write_desk(build.problem(build.ticket("b")), tmp_path / "second")
    assert [each.name for each in desk.cases(tmp_path)] == ["first", "second"]
    assert [each.name for each in desk.cases(tmp_path / "first")] == ["first"]


def test_cores_take_no_other_data(tmp_path: Path) -> None:
    """Data that would be ignored is refused in words."""
    with pytest.raises(DataError, match="desk-core measures on generated desks"):
        list(desk_core.cases(tmp_path))


def test_mornings_need_the_log(tmp_path: Path) -> None:
    """Without the log it says what is missing and where to name it."""
    with pytest.raises(DataError, match="--data DIR"):
        list(incidents.cases(tmp_path))


@pytest.mark.skipif(not incidents.DATA.exists(), reason="the incident log is not beside the repository")
def test_a_morning_of_the_log_is_a_case() -> None:
    """What was open on a morning becomes tickets of one day, for a minute of solving."""
    day = incidents.MORNINGS[-1].isoformat()
    (found,) = incidents.cases(None, lambda name: name == day)
    assert (found.suite, found.name, found.limits) == ("incidents", day, (60.0,))
    assert len(found.instance.tickets) > 100
