"""The values of an axis."""

import pytest
from pydantic import ValidationError

from scenarios.sweep.axis import Axis


def test_a_list_is_its_values() -> None:
    """A bare list stands for values, and a share of the axis is one of them, each as often as the others."""
    axis = Axis.model_validate(["500", "1000", 2000])
    assert axis.grid == (500, 1000, 2000)
    assert [axis.at(share) for share in (0, 0.33, 0.34, 0.99)] == [500, 500, 1000, 2000]


def test_a_range_is_spread_by_ratio_or_evenly() -> None:
    """50 to 800 in five steps doubles each time; evenly it is 187.5 a step, rounded to whole thousandths."""
    span = {"from": 50, "to": 800, "steps": 5}
    assert Axis.model_validate(span).grid == (50, 100, 200, 400, 800)
    assert Axis.model_validate(span | {"spacing": "even"}).grid == (50, 238, 425, 612, 800)
    assert Axis.model_validate(span).at(0.5) == 200
    assert Axis.model_validate({"from": 0.5, "to": 4, "steps": 2, "times": True}).at(0.5) == 1.414


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ([], "a list of values that is not empty"),
        ({"from": 1}, "both from and to"),
        ({"values": [1], "from": 1, "to": 2}, "either a list"),
        ({"from": 2, "to": 2}, "to is not above from"),
        ({"from": 0, "to": 2}, "spacing: even"),
        ([1, 1.0], "twice"),
        ([-1], "greater than or equal to 0"),
        ([200_000], "less than or equal to 100000"),
    ],
)
def test_what_is_no_axis(data: object, words: str) -> None:
    """An empty list, half a range, both at once, or a value out of range is refused with what to do."""
    with pytest.raises(ValidationError, match=words):
        Axis.model_validate(data)
