"""What time and load cost in the kernel."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.cost import hinged as hinged_by_hand
from engine.solvers.search.kernel.prices import hinged, late
from engine.steps import evaluate

ENTRIES = st.lists(st.tuples(st.integers(0, 100), st.integers(0, 50), st.integers(0, 9)), max_size=5)


def array(rows: list[tuple[int, ...]]) -> tuple[np.ndarray, int, int]:
    """Return rows in an array after a head of three entries, and where they begin and end."""
    found = np.array([-7, -7, -7, *(entry for row in rows for entry in row)], dtype=np.int64)
    return found, 3, len(found)


def test_late_by_hand() -> None:
    """Nothing before the first entry, then its value, then its slope; nothing at all without entries."""
    steps = [(10, 100, 0), (20, 200, 3)]
    assert [late(*array(steps), tick) for tick in (0, 9, 10, 19, 20, 22)] == [0, 0, 100, 100, 200, 206]
    assert late(*array([]), 50) == 0


def test_hinged_by_hand() -> None:
    """Each hinge adds its cost for each tick beyond it."""
    assert [hinged(*array([(10, 2), (20, 5)]), load) for load in (0, 10, 11, 20, 22)] == [0, 0, 2, 20, 34]
    assert hinged(*array([]), 50) == 0


@given(ENTRIES, st.integers(0, 150))
def test_both_are_what_the_engine_says(rows: list[tuple[int, int, int]], tick: int) -> None:
    """Functions of a tick and of a load have the values that the engine gives them."""
    steps = tuple(sorted({x: (x, value, slope) for x, value, slope in rows}.values()))
    assert late(*array(list(steps)), tick) == evaluate(steps, tick)
    hinges = tuple((x, value) for x, value, _ in steps)
    assert hinged(*array(list(hinges)), tick) == hinged_by_hand(hinges, tick)
