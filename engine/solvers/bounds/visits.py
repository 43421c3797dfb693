"""The cheapest relaxed day of one shift with trips and visits: the dynamic program with a place in its state.

A state is a stage, a tick, a set of breaks taken and a column: ``2 p`` at place p within a visit, ``2 p + 1`` there
without one, the last column back home for good. Rows go on by tick; every stage begins with a row of its own where the
fact before it ends. Functions of the inner loop take just the arrays that they need: machine code passes on every array
of a tuple.
"""

import numpy as np

from ...compiled import compiled
from .arrays import LIMIT, NEVER, Bools, Ints, Team
from .days import fill
from .places import HOME, Places


@compiled
def least_costs(team: Team, s: int, places: Places, prize: Ints, toll: int, lead: Ints) -> tuple[Ints, Ints, int]:
    """Return the least cost of every state, that of every class and start, and the steps of work done.

    Parameters
    ----------
    team : Team
        With places.
    s : int
        The shift.
    places : Places
        Its places.
    prize : array
        Per ticket: what one of its tasks earns when it is worked.
    toll : int
        Cost of a tick of load.
    lead : array
        Filled with the cheapest row per group.
    """
    first, last = team.class_ptr[s], team.class_ptr[s + 1]
    length, takes, place = team.class_length[first:last], team.class_taken[first:last], team.class_place[first:last]
    pauses = team.break_ticks[team.break_ptr[s] : team.break_ptr[s + 1]]
    may = team.break_ok[team.break_ptr[s] : team.break_ptr[s + 1]]
    sets, stages = 1 << len(pauses), len(places.low)
    best = np.empty((last - first, places.high[-1] + 1), np.int64)
    steps = fill(team, s, prize, toll, best, lead)
    placeless, on_site = _kinds(place, best)
    value = np.full(((places.high[-1] + stages) * sets, 2 * len(places.setup) + 1), NEVER, np.int64)
    value[0, 2 * HOME + 1] = 0
    for k in range(stages):
        low, high = places.low[k], places.high[k]
        ptr, trips = _trips(places, k, value.shape[1])
        for t in range(low, high + 1):
            room = min(places.free_run[t], high - t)
            opens = t == low or places.free_run[t] > places.free_run[t - 1]
            for m in range(sets):
                row = (t + k) * sets + m
                if not _wait(value, row, row - sets if t > low else row):
                    continue
                # Trips first: one without distance opens a place at the same tick.
                _travel(value, row, row if opens else row - sets, sets, room, ptr, trips, places.travel_cost + toll)
                _pause(value, row, sets, m, t, high, pauses, may)
                _work(value, row, sets, m, t, high, placeless, best, length, takes)
                _work_on_site(
                    value, row, sets, m, t, high, on_site, best, length, takes, place,
                    places.once, places.setup, places.visit_cost, places.free_run[t], toll,
                )  # fmt: skip
                if k + 1 < stages:
                    _meet(places, value, row, sets, k, t, m, toll)
        # Columns side by side are about eight times as quick, and so are trips, most of which do not begin.
        steps += (high - low + 1) * sets * ((len(placeless) * value.shape[1] + len(trips)) // 8 + len(on_site))
    return value, best, steps


@compiled
def _kinds(place: Ints, best: Ints) -> tuple[Ints, Ints]:
    """Return the placeless classes that ever pay, and those with a place."""
    found = np.empty((2, len(place)), np.int64)
    count = np.zeros(2, np.int64)
    for c in range(len(place)):
        if place[c] >= 0 or best[c].min() < 0:
            at = 1 if place[c] >= 0 else 0
            found[at, count[at]] = c
            count[at] += 1
    return found[0, : count[0]], found[1, : count[1]]


@compiled
def _trips(places: Places, k: int, width: int) -> tuple[Ints, Ints]:
    """Return a stage's trips by the column where they begin: column where they end, ticks they take up, ticks paid."""
    found, count = np.empty((width * (len(places.goals) + 1), 3), np.int64), 0
    ptr = np.zeros(width + 1, np.int64)
    for x in range(width - 1):
        if may_leave(places, k, x):
            for q in places.goals:
                if q != x // 2:
                    found[count] = 2 * q + 1, places.travel[x // 2, q], places.travel[x // 2, q]
                    count += 1
            if k == len(places.fact_place):
                found[count] = width - 1, way_home(places, x), places.travel[x // 2, HOME]
                count += 1
            elif places.fact_place[k] != x // 2:
                ticks = places.travel[x // 2, places.fact_place[k]]
                found[count] = 2 * places.fact_place[k] + 1, ticks, ticks
                count += 1
        ptr[x + 1] = count
    ptr[width] = count
    return ptr, found[:count]


@compiled
def may_leave(places: Places, k: int, x: int) -> bool:
    """Whether a trip may begin in a column: nobody goes somewhere only to go on."""
    stand = HOME if k == 0 else places.fact_place[k - 1]
    return x % 2 == 0 or x // 2 == stand


@compiled
def way_home(places: Places, x: int) -> int:
    """Return the ticks that the way home takes up: none when there is no time for it."""
    return 0 if places.closed[-1] else int(places.travel[x // 2, HOME])


@compiled
def _wait(value: Ints, row: int, before: int) -> bool:
    """Take over the least costs of the tick before; return whether any state can be reached."""
    least = NEVER
    for x in range(value.shape[1]):
        value[row, x] = min(value[row, x], value[before, x])
        least = min(least, value[row, x])
    return least < LIMIT


@compiled
def _travel(value: Ints, row: int, before: int, sets: int, room: int, ptr: Ints, trips: Ints, price: int) -> None:
    """Set out from where something has just ended: waiting after a trip is no worse than before it."""
    for x in range(value.shape[1] - 1):
        now = value[row, x]
        if ptr[x] < ptr[x + 1] and now < LIMIT and (before == row or now < value[before, x]):
            for at in range(ptr[x], ptr[x + 1]):
                if trips[at, 1] <= room:
                    then, column = row + trips[at, 1] * sets, trips[at, 0]
                    value[then, column] = min(value[then, column], now + price * trips[at, 2])


@compiled
def _pause(value: Ints, row: int, sets: int, m: int, t: int, high: int, pauses: Ints, may: Bools) -> None:
    for b in range(len(pauses)):
        if not m >> b & 1 and t + pauses[b] <= high and may_pause(may, b, t):
            _push(value, row, row + pauses[b] * sets + (1 << b), 0)


@compiled
def may_pause(may: Bools, b: int, t: int) -> bool:
    """Whether a break may start at a tick."""
    return bool(t < may.shape[1] and may[b, t])


@compiled
def _push(value: Ints, row: int, then: int, cost: int) -> None:
    for x in range(value.shape[1]):
        value[then, x] = min(value[then, x], value[row, x] + cost)


@compiled
def _work(
    value: Ints, row: int, sets: int, m: int, t: int, high: int, kinds: Ints, best: Ints, length: Ints, takes: Ints
) -> None:
    for c in kinds:
        if best[c, t] < 0 and not m & takes[c] and t + length[c] <= high:
            _push(value, row, row + length[c] * sets + takes[c], best[c, t])


@compiled
def _work_on_site(
    value: Ints, row: int, sets: int, m: int, t: int, high: int, kinds: Ints, best: Ints, length: Ints, takes: Ints,
    place: Ints, once: Ints, setup: Ints, visit_cost: Ints, free: int, toll: int,
) -> None:  # fmt: skip
    for c in kinds:
        p = place[c]
        if m & takes[c] or t + length[c] > high:
            continue
        then, visit, opens = row + length[c] * sets + takes[c], 2 * p, setup[p]
        if best[c, t] < LIMIT and not once[p]:
            value[then, visit] = min(value[then, visit], value[row, visit] + best[c, t])
        if t + opens + length[c] <= high and opens <= free and best[c, t + opens] < LIMIT:
            cost = best[c, t + opens] + visit_cost[p] + toll * opens
            then += opens * sets
            value[then, visit] = min(value[then, visit], value[row, visit + 1] + cost)


@compiled
def _meet(places: Places, value: Ints, row: int, sets: int, k: int, t: int, m: int, toll: int) -> None:
    """Meet the stage's fact, from its place; by a trip that finds no time, from anywhere."""
    q, x = places.fact_place[k], 2 * places.fact_place[k]
    setup = places.setup[q]
    then = (places.low[k + 1] + k + 1) * sets + m
    if places.closed[k]:
        if t == places.high[k]:
            cost = value[row].min() + _closed_cost(places, k, toll)
            value[then, x] = min(value[then, x], cost)
            if not places.is_ticket[k]:
                value[then, x + 1] = min(value[then, x + 1], cost)
        return
    if t == places.high[k]:
        value[then, x] = min(value[then, x], value[row, x])
        if not places.is_ticket[k]:
            value[then, x + 1] = min(value[then, x + 1], value[row, x + 1])
    if places.is_ticket[k] and t + setup == places.high[k]:
        value[then, x] = min(value[then, x], value[row, x + 1] + places.visit_cost[q] + toll * setup)


@compiled
def _closed_cost(places: Places, k: int, toll: int) -> int:
    """Return what a trip costs that finds no time, and the visit that it surely begins."""
    origin, q = (HOME if k == 0 else places.fact_place[k - 1]), places.fact_place[k]
    cost = (places.travel_cost + toll) * places.travel[origin, q]
    if places.is_ticket[k] and origin != q:
        cost += places.visit_cost[q] + toll * places.setup[q]
    return int(cost)


@compiled
def last_state(places: Places, may: Bools, value: Ints) -> tuple[int, int, int]:
    """Return tick and breaks taken with which a cheapest day ends, back home, and its cost with overtime.

    Breaks that still find room may be left.
    """
    count, tick, taken, least, k = len(may), 0, 0, NEVER, len(places.low) - 1
    for m in range(1 << count):
        until = places.high[k]
        for b in range(count):
            while not m >> b & 1 and until >= 0 and not may_pause(may, b, until):
                until -= 1
        for t in range(places.low[k], until + 1):
            cost = value[((t + k) << count) + m, value.shape[1] - 1] + places.over[t]
            if cost < least:
                tick, taken, least = t, m, cost
    return tick, taken, least
