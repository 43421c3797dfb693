"""Multipliers on repeats: each ticket at most once, priced so that the relaxed day comes near a real one.

Subgradient steps with a running mean of directions, each multiplier at its own pace by the running mean of its squares
(Adam: Kingma and Ba, ICLR 2015): a ticket that repeats ten times must not slow down all the others.
"""

import numpy as np

from ....compiled import compiled
from .arrays import LIMIT, Day, Ints, Prices
from .relaxed import start_column, to_go
from .trace import trace

MEAN, SQUARES = 0.8, 0.95
"""What the running means keep in a step."""
LAST_PACE = 0.1
"""Share of its first length that a step has at the end."""
LOAD_SCALE = 0.001
"""Steps of the price of a tick of load beside those of a ticket's."""


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
def ascend(day: Day, prices: Prices, target: int, rounds: int, pace: float) -> tuple[Prices, int]:
    """Return better multipliers, and the bound that they prove.

    Parameters
    ----------
    prices : Prices
        Where to start.
    target : int
        Cost of a known day, or an estimate of it.
    rounds : int
    pace : float
        Length of the first steps, as a share of what is missing to the target for each ticket of a relaxed day.
    """
    count, column = len(prices.ticket), start_column(day)
    center, slope = prices.ticket.astype(np.float64), float(prices.slope)
    best, best_value = prices, -(1 << 60)
    mean, squares, lean, square = np.zeros(count), np.zeros(count), 0.0, 0.0
    for at in range(1, rounds + 1):
        value = to_go(day, prices)
        reached = value[0, column] + prices.constant
        number, done, _, load = trace(day, value, prices)
        if reached > best_value:
            best, best_value = prices, reached
        if best_value >= target or at == rounds:
            break
        push = np.full(count, -1.0)
        for n in range(number):
            push[day.work.ticket[done[n]]] += 1.0
        excess = float(load - constant_of(day, prices.ticket, prices.slope)[1])
        mean = MEAN * mean + (1 - MEAN) * push
        squares = SQUARES * squares + (1 - SQUARES) * push * push
        lean, square = MEAN * lean + (1 - MEAN) * excess, SQUARES * square + (1 - SQUARES) * excess * excess
        step = pace * LAST_PACE ** (at / rounds) * (target - best_value) / max(1, number)
        early, so_far = 1 - MEAN**at, 1 - SQUARES**at
        center = np.maximum(0.0, center + step * mean / early / np.sqrt(squares / so_far + 0.01))
        slope = max(0.0, slope + LOAD_SCALE * step * lean / early / np.sqrt(square / so_far + 1.0))
        prices = priced(day, np.rint(center).astype(np.int64), round(slope))
    return best, best_value
