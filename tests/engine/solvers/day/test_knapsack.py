"""The bound that needs no search."""

import random

from opened import opened
from oracles import LIMITS

from engine.solvers.day.build import build
from engine.solvers.day.knapsack import knapsack_bound
from engine.solvers.day.solve import solve_day


def test_no_day_costs_less() -> None:
    """On every shift of 40 tiny desks the cheapest day costs at least the bound."""
    for seed in random.Random(7).sample(range(10**6), 40):
        for instance, idle, shift, tickets in opened(seed):
            best = solve_day(instance, shift, tickets, idle, LIMITS)
            made = build(instance, shift, tickets, idle)
            assert made.base + knapsack_bound(made.day) <= best.cost
