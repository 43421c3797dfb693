"""Multipliers on repeats: each ticket at most once, priced so that the relaxed day comes near a real one.

Subgradient steps of Polyak's length against a running sum of directions; when the bound has not risen for some steps,
they get shorter and start again from the best multipliers.
"""

import numpy as np

from ....compiled import compiled
from .arrays import LIMIT, Day, Ints, Prices
from .relaxed import start_column, to_go
from .trace import trace

PATIENCE = 5
SHORTER = 0.6
MOMENTUM = 0.7
LOAD_SCALE = 1.0 / 3600.0
"""Ticks of load are weighed in hours beside tickets in pieces."""


@compiled
def constant_of(day: Day, price: Ints, slope: int) -> tuple[int, int]:
    """Return the constant of multipliers (what tickets and the convex load are worth to them), and the load at it."""
    cost, best = day.load_cost, 0
    for load in range(len(cost)):
        if cost[load] - slope * load < cost[best] - slope * best:
            best = load
    return cost[best] - slope * best - price.sum(), best


@compiled
def priced(day: Day, price: Ints, slope: int) -> Prices:
    """Return multipliers with their constant."""
    return Prices(price, slope, constant_of(day, price, slope)[0])


@compiled
def knapsack_prices(day: Day, count: int, room: int) -> Prices:
    """Return first multipliers: what a ticket is worth beyond its minutes at the density that fills the room."""
    work = day.work
    gain, ticks = np.zeros(count), np.full(count, 1.0)
    for o in range(len(work.ticket)):
        least = min(work.cost[o].min(), work.cost_setup[o].min())
        j = work.ticket[o]
        if -least > gain[j]:
            gain[j], ticks[j] = -least, max(1, work.load[o])
    order = np.argsort(-gain / ticks)
    most = len(np.nonzero(day.load_cost < LIMIT)[0]) - 1
    left, density = float(min(room, most)), 0.0
    for j in order:
        left -= ticks[j]
        if left <= 0:
            density = gain[j] / ticks[j]
            break
    price = np.zeros(count, np.int64)
    for j in range(count):
        price[j] = max(0, int(gain[j] - density * ticks[j]))
    # Where the load is capped, the cap is what runs out first.
    slope = int(density)
    if most >= room > 0:
        slope = day.load_cost[room] - day.load_cost[room - 1]
    return priced(day, price, slope)


@compiled
def ascend(day: Day, prices: Prices, target: int, rounds: int, pace: float) -> tuple[Prices, int, float]:
    """Return better multipliers, the bound that they prove, and the pace at the end.

    Parameters
    ----------
    prices : Prices
        Where to start.
    target : int
        Cost of a known day, or an estimate of it.
    rounds : int
    pace : float
        Length of the first steps, as a share of Polyak's.
    """
    count, column = len(prices.ticket), start_column(day)
    center, lam = prices.ticket.astype(np.float64), float(prices.slope)
    best, best_value = prices, -(1 << 60)
    push, lean, stale = np.zeros(count), 0.0, 0
    for _ in range(rounds):
        value = to_go(day, prices)
        reached = value[0, column] + prices.constant
        number, done, _, load = trace(day, value, prices)
        stale = 0 if reached > best_value + abs(best_value) // 10000 else stale + 1
        if reached > best_value:
            best, best_value = prices, reached
        if best_value >= target:
            break
        if stale >= PATIENCE:
            stale, pace = 0, pace * SHORTER
            center, lam = best.ticket.astype(np.float64), float(best.slope)
        push *= MOMENTUM
        push -= 1.0
        for n in range(number):
            push[day.work.ticket[done[n]]] += 1.0
        lean = MOMENTUM * lean + load - constant_of(day, prices.ticket, prices.slope)[1]
        norm = LOAD_SCALE * lean * lean + 1e-9
        for j in range(count):
            if push[j] > 0.0 or center[j] > 0.0:
                norm += push[j] * push[j]
        step = pace * (target - reached) / norm
        center = np.maximum(0.0, center + step * push)
        lam = max(0.0, lam + step * LOAD_SCALE * lean)
        price, slope = np.rint(center).astype(np.int64), round(lam)
        prices = priced(day, price, slope)
    return best, best_value, pace
