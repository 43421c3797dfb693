"""The picture of reliability curves."""

from pathlib import Path

from engine.learning.reliability import Said, reliability
from engine.plots import reliability_png


def test_the_same_curves_give_the_same_picture(tmp_path: Path) -> None:
    """A picture is written, an empty curve is left out, and nothing in the file hangs on when it was made."""
    curve = reliability([Said(0.2, False), Said(0.2, True), Said(0.9, True)])
    pictures = []
    for name in ("first.png", "second.png"):
        reliability_png({"desk": curve, "empty": reliability([])}, tmp_path / name)
        pictures.append((tmp_path / name).read_bytes())
    assert pictures[0].startswith(b"\x89PNG")
    assert pictures[0] == pictures[1]
    reliability_png({"desk": curve}, tmp_path / "third.png")
    assert (tmp_path / "third.png").read_bytes() == pictures[0]


def test_names_are_no_formulas(tmp_path: Path) -> None:
    """Dollar signs in a name, between which the drawing library would read a formula, are drawn."""
    curve = reliability([Said(0.2, False), Said(0.9, True)])
    reliability_png({r"desk $\frac$": curve}, tmp_path / "odd.png")
    assert (tmp_path / "odd.png").read_bytes().startswith(b"\x89PNG")
