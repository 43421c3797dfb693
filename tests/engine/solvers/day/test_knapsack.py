"""The bound that needs no search."""

import random

from oracles import LIMITS, small_case
from strategies import desk

from engine.plan import Plan
from engine.questions.frozen import open_only
from engine.solvers.day.build import build
from engine.solvers.day.knapsack import knapsack_bound
from engine.solvers.day.solve import solve_day
from engine.timing import timing


def test_no_day_costs_less() -> None:
    """On every shift of 40 tiny desks the cheapest day costs at least the bound."""
    for seed in random.Random(7).sample(range(10**6), 40):
        instance = small_case(desk(seed), most=400).instance
        idle = timing(instance, Plan())
        assert idle is not None
        for shift in range(len(instance.shifts)):
            opened = open_only(instance, idle, (shift,), (0, instance.horizon))
            tickets = tuple(ticket for ticket, row in enumerate(opened.candidates) if row)
            if tickets:
                best = solve_day(opened, shift, tickets, idle, LIMITS)
                made = build(opened, shift, tickets, idle)
                assert made.base + knapsack_bound(made.day) <= best.cost
