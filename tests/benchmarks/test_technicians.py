"""The format of the technician instances, and what a plan of one costs."""

from pathlib import Path

import numpy as np
import pytest
from small_bench import CREW, TASKS, technicians

from benchmarks.technicians import price, read_technicians
from engine.errors import DataError


def files(folder: Path, tasks: str = TASKS, crew: str = CREW) -> tuple[Path, Path]:
    """Write the two files of an instance."""
    paths = folder / "tiny_2x2.txt", folder / "crew.txt"
    for path, text in zip(paths, (tasks, crew), strict=True):
        path.write_text(text)
    return paths


def test_an_instance_is_read(tmp_path: Path) -> None:
    """Requirements become who may do what, and the number of levels asked for the price of outsourcing."""
    read, known = read_technicians(*files(tmp_path), "tiny_2x2"), technicians()
    for name in ("distance", "ready", "due", "service", "outsourcing", "able"):
        assert np.array_equal(getattr(read, name), getattr(known, name)), name


@pytest.mark.parametrize(
    ("tasks", "crew", "words"),
    [
        ("nothing\n", CREW, "no line of numbers"),
        ("1 2 3\n", CREW, "3 numbers, 12 are needed"),
        (TASKS, "1 2\n", "2 numbers, 3 are needed"),
    ],
)
def test_a_file_of_another_format_is_one_clear_error(tmp_path: Path, tasks: str, crew: str, words: str) -> None:
    """A file without numbers, or with too few in a line, is named with what is missing."""
    with pytest.raises(DataError, match=words):
        read_technicians(*files(tmp_path, tasks, crew), "tiny_2x2")


def test_a_name_without_a_shape_is_an_error(tmp_path: Path) -> None:
    """The number of domains and levels stands in the name only."""
    (tmp_path / "tiny.txt").write_text(TASKS)
    with pytest.raises(DataError, match="domains x levels"):
        read_technicians(tmp_path / "tiny.txt", files(tmp_path)[1], "tiny")


def test_a_plan_costs_its_distance_and_its_outsourcing() -> None:
    """Depot, task 1, task 2, depot is 5 + 4 + 3; task 3 is outsourced: by hand 12 + 200 + 3^1.5."""
    found = price(technicians(), {0: [1, 2]})
    assert found.broken == ()
    assert found.cost == pytest.approx(12 + 200 + 3**1.5)


def test_what_is_broken_is_said() -> None:
    """Who may not do it, the same task twice, a window missed and a late way home are each found."""
    late = technicians()
    late.due[0] = 20
    assert price(technicians(), {1: [2]}).broken == ("task 2 by technician 1",)
    assert price(technicians(), {0: [1], 1: [1]}).broken == ("task 1 twice",)
    assert price(late, {0: [1]}).broken == ()
    assert price(late, {0: [2]}).broken == ("technician 0 home late",)
    late.due[1] = 4
    assert price(late, {0: [1]}).broken == ("task 1 late by 1",)
