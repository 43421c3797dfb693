"""What bounds prove, and what they leave to the seeds."""

import pytest

from scenarios.comparison.noise import noise
from scenarios.comparison.verdict import Code, verdict

NOISE = noise((100, 102), (98, 103))
APART = noise((100, 101, 102), (90, 91, 92))


@pytest.mark.parametrize(
    ("after", "bound_after", "direction", "code"),
    [
        (89, 80, -1, "proven"),
        (90, 80, 0, "within_noise"),
        (120, 101, 1, "proven"),
        (120, 100, 0, "within_noise"),
        (120, None, 0, "within_noise"),
    ],
)
def test_spans_that_do_not_meet(after: int, bound_after: int | None, direction: int, code: Code) -> None:
    """Before, the optimum lies between 90 and 100: only what ends below or begins above is proven."""
    found = verdict(100, 90, after, bound_after, NOISE)
    assert (found.direction, found.code) == (direction, code)


def test_within_the_gap_the_seeds_speak() -> None:
    """Spans that meet prove nothing, yet ten less on every seed is no noise."""
    found = verdict(100, 80, 90, 70, APART)
    assert (found.direction, found.code, found.words) == (
        -1,
        "beyond_noise",
        "cheaper beyond the noise, within the gap",
    )


def test_nothing_differs() -> None:
    """The same costs on every seed are no difference."""
    assert verdict(100, 80, 100, 80, noise((100, 101), (100, 101))).code == "same"


def test_one_seed() -> None:
    """Without a spread and without a proof nothing is said of the direction."""
    assert verdict(100, 80, 90, 70, noise((100,), (90,))).direction == 0
