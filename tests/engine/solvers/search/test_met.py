"""Orders met by the kernel, as columns."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kernels import FEATURES, accepted, constructed, drawn
from oracles import case

from engine.instance import Instance
from engine.limits import Limits
from engine.solvers.master.columns import Column, Pool
from engine.solvers.search.kernel import columns as c
from engine.solvers.search.met import columns_of, empty_met
from engine.solvers.search.search import Search
from engine.timing import Timed
from scenarios.generator import generate

SEEDS = st.integers(0, 2**32 - 1)


def _columns(instance: Instance, timed: Timed) -> dict[int, Column]:
    """Return the columns of a plan by shift, but for those that cost no less than leaving their work out."""
    pool = Pool()
    pool.add(instance, timed)
    return {column.shift: column for column in pool}


@pytest.mark.parametrize("features", [*FEATURES, "together,dependencies,published"])
def test_orders_met_are_the_columns_of_the_plans_accepted(features: str) -> None:
    """What a step leaves in an empty table are columns of its plan, with the same order, times, cost and load."""
    seen = []

    @settings(max_examples=15)
    @given(SEEDS)
    def holds(seed: int) -> None:
        instance = drawn(seed, features).instance
        with Search(instance, constructed(instance), seed, 1, is_keeping=True) as search:
            for timed in accepted(search, 20):
                known, met = _columns(instance, timed), search.columns(100)
                search.mets[0] = empty_met()
                seen.extend(met)
                for column in met:
                    assert column == known.get(column.shift, column)
                    assert not any(len(instance.ticket_tasks[ticket]) > 1 for ticket in column.tickets)

    holds()
    assert seen or "two engineers" in features, "what a crew shares is no column"


def _row(key: int, total: int, cost: int) -> list[int]:
    row = [0] * c.MET_COLUMNS
    row[c.MET_KEY], row[c.MET_TOTAL], row[c.MET_COST], row[c.MET_LENGTH] = key, total, cost, 1
    row[c.MET_TOKENS : c.MET_TOKENS + c.MET_TOKEN] = [c.TASK, key, 0, 0, 60]
    return row


def test_columns_come_from_the_cheapest_plans() -> None:
    """Of two tables together come so many orders at most, those of the cheapest plans first."""
    instance = case(generate(2, 12, 1, 3)).instance
    mets = [empty_met(), empty_met()]
    for met, rows in zip(mets, ([_row(1, 50, 9), _row(2, 10, 8)], [_row(3, 30, 7), _row(4, 20, 6)]), strict=True):
        met[c.MET_HEAD :][: len(rows) * c.MET_COLUMNS] = np.ravel(rows)
    assert [column.cost for column in columns_of(instance, mets, 3)] == [8, 6, 7]
    assert len(list(columns_of(instance, mets, 9))) == 4


def test_one_row_keeps_the_cheapest_plan() -> None:
    """In a table of one row the order stays that was met in the cheapest plan."""
    instance = case(generate(5, 35, 2, 1)).instance
    with Search(instance, constructed(instance), 1, 1, is_keeping=True) as search:
        search.mets[0] = empty_met()[: c.MET_HEAD + c.MET_COLUMNS].copy()
        search.mets[0][c.SLOTS] = 1
        least = 1 << 62
        for _ in accepted(search, 200):
            least = min(least, int(search.states[0][c.TOTAL]))
        assert search.mets[0][c.MET_HEAD + c.MET_TOTAL] == least


def test_a_search_keeps_no_orders_unless_told() -> None:
    """Without being told to keep what it meets, a search has no columns to give."""
    instance = case(generate(5, 35, 2, 1)).instance
    for is_keeping in (False, True):
        with Search(instance, constructed(instance), 1, 2, is_keeping=is_keeping) as search:
            search.run(Limits(deterministic=0.01))
            assert bool(search.columns(10)) == is_keeping
