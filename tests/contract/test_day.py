"""One shift solved by labels, and the relaxed day's bound, against enumeration and CP-SAT."""

import random

import numpy as np
import pytest
from features import FEATURES, chosen
from hypothesis import given, settings
from hypothesis import strategies as st
from opened import opened
from oracles import LIMITS, plans

from engine.cost import cost
from engine.instance import Instance
from engine.solvers.day.build import build
from engine.solvers.day.kernel.multipliers import priced
from engine.solvers.day.kernel.relaxed import start_column, to_go
from engine.solvers.day.solve import solve_day
from engine.solvers.exact.scope import Scope
from engine.solvers.exact.solve import solve_exact
from engine.timing import timing

SEEDS = st.integers(0, 2**32 - 1)


def cheapest(instance: Instance) -> int:
    """Return the cost of the cheapest plan, by enumeration."""
    timed = (timing(instance, plan) for plan in plans(instance))
    return min(cost(instance, each) for each in timed if each)


@pytest.mark.parametrize("features", FEATURES)
def test_labels_find_and_prove_the_cheapest_day(features: str) -> None:
    """On every shift of 40 desks of each kind, labels, CP-SAT and enumeration agree on the least cost."""

    @settings(max_examples=40)
    @given(SEEDS)
    def holds(seed: int) -> None:
        for instance, idle, shift, tickets in opened(seed, chosen(features)):
            exact = solve_exact(instance, Scope((shift,), tickets), idle, LIMITS)
            found = solve_day(instance, shift, tickets, idle, LIMITS)
            best = cheapest(instance)
            assert found.is_optimal
            assert found.cost == cost(instance, found.timed) == found.bound == exact.cost == best

    holds()


@pytest.mark.parametrize("features", FEATURES)
def test_relaxed_day_never_costs_more_than_the_cheapest(features: str) -> None:
    """Whatever the multipliers, the relaxed day's bound is at most the enumerated optimum."""

    @settings(max_examples=40)
    @given(SEEDS)
    def holds(seed: int) -> None:
        rng = random.Random(seed)
        for instance, idle, shift, tickets in opened(seed, chosen(features)):
            case = build(instance, shift, tickets, idle)
            if not case.tickets:
                continue
            best = cheapest(instance)
            for _ in range(4):
                price = np.array([rng.choice((0, 1000, rng.randrange(10**7))) for _ in case.tickets], dtype=np.int64)
                prices = priced(case.day, price, rng.choice((0, 700, 5000)))
                bound = case.base + prices.constant + int(to_go(case.day, prices)[0, start_column(case.day)])
                assert bound <= best

    holds()
