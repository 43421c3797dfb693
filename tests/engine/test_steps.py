"""Piecewise-linear functions with jumps."""

from engine.steps import add, evaluate, is_non_decreasing, scale, simplify, slope_at

LATE = ((10, 0, 2), (20, 50, 0))
"""Nothing to 10, then 2 a tick, at 20 a jump to 50 that stays."""


def test_values_by_hand() -> None:
    """At 9, 10, 15, 19, 20 and 99: 0, 0, 10, 18, 50, 50."""
    assert [evaluate(LATE, at) for at in (9, 10, 15, 19, 20, 99)] == [0, 0, 10, 18, 50, 50]
    assert [slope_at(LATE, at) for at in (9, 10, 19, 20)] == [0, 2, 2, 0]
    assert evaluate((), 5) == 0


def test_sums_and_multiples() -> None:
    """With 1 a tick from 15 on, the sum at 17 is 14 + 2 and at 25 it is 50 + 10; three times is 48 and 180."""
    total = add(LATE, ((15, 0, 1),))
    assert [evaluate(total, at) for at in (12, 17, 25)] == [4, 16, 60]
    assert [evaluate(scale(total, 3), at) for at in (12, 17, 25)] == [12, 48, 180]
    assert scale(total, 0) == ()


def test_simplify_drops_entries_that_only_go_on() -> None:
    """An entry on the line of the one before it says nothing; neither does a leading zero."""
    assert simplify(((5, 0, 0), (10, 0, 2), (15, 10, 2), (20, 20, 0))) == ((10, 0, 2), (20, 20, 0))


def test_non_decreasing() -> None:
    """A fall, a negative value or a negative slope is seen; a jump up is fine."""
    assert is_non_decreasing(LATE)
    assert not is_non_decreasing(((10, 5, 0), (20, 4, 0)))
    assert not is_non_decreasing(((10, -1, 0),))
    assert not is_non_decreasing(((10, 5, -1),))
    assert not is_non_decreasing(((10, 0, 2), (20, 10, 0)))
