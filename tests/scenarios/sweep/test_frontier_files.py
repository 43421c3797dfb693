"""The frontier as a picture, as a page, and as weights for desk.toml."""

import re
import tomllib
from pathlib import Path

import pytest

from scenarios.sweep.frontier import Outcome
from scenarios.sweep.frontier_chart import edge, labels, marks
from scenarios.sweep.frontier_html import frontier_html
from scenarios.sweep.frontier_png import frontier_png
from scenarios.sweep.frontier_toml import frontier_toml
from scenarios.sweep.points import Point


def outcome(travel: int, missed: int, spread: float, *, best: bool = True, variant: str = "v") -> Outcome:
    """Return an outcome of made-up weights, one of which the variant changes."""
    point = Point({"travel": str(travel)}, {"travel": travel, "overtime": 7})
    return Outcome(
        variant, point, {**point.weights, "sla_plan": 5}, travel == 120, travel, missed, spread, 3.0, 5000.0, 1, best
    )


OUTCOMES = [outcome(60, 4, 9.0), outcome(120, 4, 8.0), outcome(180, 3, 9.0), outcome(240, 5, 9.5, best=False)]


def test_marks_of_a_chart() -> None:
    """Travel is in hours, what is on the frontier has a number, and numbers of one place stand together."""
    made = marks(OUTCOMES)
    assert [(mark.number, mark.at) for mark in made] == [
        (1, (1, 4, 9.0)),
        (2, (2, 4, 8.0)),
        (3, (3, 3, 9.0)),
        (0, (4, 5, 9.5)),
    ]
    assert labels(made, 1, 2) == {(4, 9.0): "1", (4, 8.0): "2", (3, 9.0): "3"}
    assert labels(marks(OUTCOMES[:1] * 5), 0, 1) == {(1, 4): "1 2 3 ..."}
    assert edge(made, 0, 1) == [(1, 4), (3, 3)]


@pytest.mark.parametrize("given", [OUTCOMES, [*OUTCOMES, outcome(60, 1, 1.0, variant="w")] * 20, OUTCOMES[:1]])
def test_picture(given: list[Outcome], tmp_path: Path) -> None:
    """A picture is written, of many outcomes and several variants too; the same outcomes give the same file."""
    for name in ("a.png", "b.png"):
        frontier_png(given, "a $title", tmp_path / name)
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_names_are_no_formulas(tmp_path: Path) -> None:
    """Dollar signs in the name of a variant, between which the drawing library would read a formula, are drawn."""
    odd = [outcome(300, 1, 1.0, variant=r"raise 5% ($\frac$) or 10%"), *OUTCOMES]
    frontier_png(odd, r"a $\oops$", tmp_path / "a.png")
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


def test_page(tmp_path: Path) -> None:
    """It stands alone, says the weights and figures of each outcome, and shows what people wrote as text."""
    evil = "</script><script>alert(1)</script>"
    for name in ("a.html", "b.html"):
        frontier_html([*OUTCOMES, outcome(300, 1, 1.0, variant=evil)], evil, tmp_path / name)
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert page == (tmp_path / "b.html").read_text(encoding="utf-8")
    assert re.findall(r"<script[^>]*\ssrc\s*=|<link[^>]*href", page) == []
    assert "<script>alert(1)" not in page
    for words in (
        "2 h of travel",
        "4 SLA targets missed",
        "travel = 240, overtime = 7, sla_plan = 5",
        "the desk's own",
    ):
        assert words.replace("'", "\\u0027") in page or words in page


def test_weights_for_desk_toml(tmp_path: Path) -> None:
    """Each block is what stands below [weights]; what is beaten is left out, and no name can end a comment."""
    frontier_toml([*OUTCOMES, outcome(300, 1, 1.0, variant="two\nlines = 1")], tmp_path / "frontier.toml")
    head, *blocks = (tmp_path / "frontier.toml").read_text(encoding="utf-8").split("\n\n")
    assert "below [weights] in desk.toml, in place of those of the same rules.\n# Lines of other rules stay" in head
    assert [tomllib.loads(f"[weights]\n{block}") for block in blocks] == [
        {"weights": {"travel": travel, "overtime": 7, "sla_plan": 5}} for travel in (60, 120, 180, 300)
    ]
    assert blocks[1].startswith("# 2: travel 120 (the desk's own); v\n# 2 h of travel\n")
