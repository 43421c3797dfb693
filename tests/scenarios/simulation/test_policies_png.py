"""The policies side by side as a picture."""

from pathlib import Path

from scenarios.simulation.outcome import Outcome
from scenarios.simulation.policies_png import policies_png
from scenarios.simulation.run import Row

OUTCOME = Outcome(10, 9, 90.0, 80.0, 30.0, 10.0, 70.0, 5.0, 600.0, 4.0, 3.0, 0.0)


def test_the_same_rows_give_the_same_picture(tmp_path: Path) -> None:
    """A picture is written, of a desk too whose name has dollar signs, which would be read as a formula."""
    rows = [Row(r"desk $\frac$", policy, seed, OUTCOME) for policy in ("lowest-workload", "nightly") for seed in (1, 2)]
    for name in ("a.png", "b.png"):
        policies_png(rows, tmp_path / name)
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
