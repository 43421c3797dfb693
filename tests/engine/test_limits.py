"""Limits of a solve."""

import pytest

from engine.limits import Limits, Progress, never, quiet


@pytest.mark.parametrize("name", ["seconds", "deterministic"])
@pytest.mark.parametrize("value", [0, -1.5])
def test_a_limit_is_above_zero(name: str, value: float) -> None:
    """Zero or less is refused by name and value."""
    with pytest.raises(ValueError, match=f"limit {name} is {value}; give a number above 0"):
        Limits(**{name: value})


def test_none_is_no_limit() -> None:
    """Limits may be left out, one or both."""
    assert Limits() == Limits(None, None)
    assert Limits(seconds=0.1).deterministic is None


def test_nobody_listens_and_nobody_stops() -> None:
    """The defaults take no notice and never stop."""
    quiet(Progress(0.0, 1, 0, 1.0, "greedy"))
    assert never() is False
