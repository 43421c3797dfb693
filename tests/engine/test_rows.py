"""Sparse rows that like tickets share."""

import numpy as np
import pytest

from engine import rows
from engine.rows import Candidates, Pairs, narrow, share


def test_equal_rows_are_kept_once_in_the_order_they_come() -> None:
    """Of three tickets two are alike: two rows lie in the arrays, and both tickets point to the first."""
    first, second = (np.array(each) for each in ([3, 5], [1]))
    shared = share([(first,), (second,), (first.copy(),)], 1)
    assert shared.columns[0].tolist() == [3, 5, 1]
    assert (shared.begin.tolist(), shared.end.tolist()) == ([0, 2, 0], [2, 3, 2])


def test_no_rows_at_all() -> None:
    """Nothing shared is three empty arrays, and an empty row has no entry."""
    assert [len(each) for each in (*share([], 1)[:2], *share([], 1).columns)] == [0, 0, 0]
    shared = share([(np.zeros(0, np.int32),)], 1)
    assert list(Candidates(shared.begin, shared.end, *shared.columns)) == [()]


def test_rows_differ_by_any_column() -> None:
    """Same engineers at another cost are another row, whatever the width of the integers."""
    engineers, cheap, dear = np.array([1, 2]), np.array([7, 7], np.int32), np.array([7, 8])
    shared = share([(engineers, cheap), (engineers, dear), (engineers, cheap.astype(np.int64))], 2)
    assert shared.begin.tolist() == [0, 2, 0]


@pytest.mark.parametrize("most", [1 << 20, 0])
def test_pairs_read_like_dicts(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small or large, a row gives minutes and cost by engineer, and knows whom it does not have."""
    monkeypatch.setattr(rows, "_MOST", most)
    columns = tuple(np.array(each, dtype=np.int32) for each in ([2, 5, 9, 0], [10, 20, 30, 40], [1, 2, 3, 4]))
    pairs = Pairs(np.array([0, 3, 3]), np.array([3, 4, 3]), columns)
    assert [dict(row) for row in pairs] == [{2: (10, 1), 5: (20, 2), 9: (30, 3)}, {0: (40, 4)}, {}]
    assert (len(pairs), len(pairs[0]), 5 in pairs[0], 6 in pairs[0]) == (3, 3, True, False)
    with pytest.raises(KeyError):
        pairs[0][6]


def test_candidates_are_made_again_when_too_many_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """The memory for Python numbers is bounded; what a row says is not changed by it."""
    monkeypatch.setattr(rows, "_MOST", 1)
    candidates = Candidates(np.array([0, 2, 4]), np.array([2, 4, 6]), np.arange(6))
    for _ in range(2):
        assert list(candidates) == [(0, 1), (2, 3), (4, 5)]
    assert sum(map(len, candidates._known.values())) <= 4


def test_narrow_keeps_every_value() -> None:
    """What fits into 32 bits takes 32, what does not keeps 64."""
    for values, width in (([1, -(1 << 31)], 4), ([1 << 31], 8), ([], 4)):
        found = narrow(np.array(values, dtype=np.int64))
        assert (found.tolist(), found.itemsize) == (values, width)
