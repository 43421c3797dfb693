"""The Gantt chart as a picture."""

import sys
from pathlib import Path

import pytest

from engine.domain.problem import Problem
from engine.domain.schedule import Schedule
from engine.plots import gantt_png


def test_it_is_a_picture(planned: tuple[Problem, Schedule], tmp_path: Path) -> None:
    """The file starts as a PNG does and is no empty sheet."""
    gantt_png(*planned, tmp_path / "gantt.png")
    written = (tmp_path / "gantt.png").read_bytes()
    assert written.startswith(b"\x89PNG\r\n\x1a\n")
    assert len(written) > 20_000


def test_the_same_schedule_gives_the_same_file(planned: tuple[Problem, Schedule], tmp_path: Path) -> None:
    """Two runs write the same bytes: nothing of the clock or the machine is in them."""
    for name in ("a.png", "b.png"):
        gantt_png(*planned, tmp_path / name)
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_names_are_no_markup(planned: tuple[Problem, Schedule], tmp_path: Path) -> None:
    """A name with dollar signs, which the drawing library would read as a formula, is drawn as it is."""
    problem, schedule = planned
    odd = problem.engineers[0].model_copy(update={"name": r"Cash $\frac$ Money"})
    desk = problem.desk.model_copy(update={"name": r"$\oops$"})
    parts = {"clients": problem.clients, "sites": problem.sites, "tickets": problem.tickets}
    renamed = Problem(desk=desk, engineers=(odd, *problem.engineers[1:]), **parts)
    gantt_png(renamed, schedule, tmp_path / "gantt.png")
    assert (tmp_path / "gantt.png").stat().st_size > 20_000


def test_an_empty_schedule(planned: tuple[Problem, Schedule], tmp_path: Path) -> None:
    """A schedule without work shows hours and appointments."""
    gantt_png(planned[0], Schedule(assignments=()), tmp_path / "gantt.png")
    assert (tmp_path / "gantt.png").stat().st_size > 10_000


def test_a_large_desk_is_cut_to_what_a_picture_holds(
    planned: tuple[Problem, Schedule], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With room for one row, the picture is lower than the one of the whole desk."""
    gantt_png(*planned, tmp_path / "all.png")
    monkeypatch.setattr(sys.modules[gantt_png.__module__], "MOST", 1)
    gantt_png(*planned, tmp_path / "one.png")
    assert height(tmp_path / "one.png") < height(tmp_path / "all.png")


def height(path: Path) -> int:
    """Return the rows of pixels of a PNG file."""
    return int.from_bytes(path.read_bytes()[20:24], "big")
