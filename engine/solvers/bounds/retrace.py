"""A cheapest relaxed day with trips, read backward from the least costs."""

import numpy as np

from ...compiled import compiled
from .arrays import LIMIT, Bools, Ints, Team
from .days import who
from .places import HOME, Places
from .visits import last_state, least_costs, may_leave, may_pause, way_home


@compiled
def price_day(
    team: Team, s: int, places: Places, prize: Ints, toll: int, lead: Ints, used: Ints
) -> tuple[int, int, int]:
    """Return the cost of the cheapest relaxed day, its load without facts, and the steps of work done.

    The cost is `NEVER` if there is no day at all. The uses per ticket are added to ``used``.
    """
    value, best, steps = least_costs(team, s, places, prize, toll, lead)
    may = team.break_ok[team.break_ptr[s] : team.break_ptr[s + 1]]
    t, m, cost = last_state(places, may, value)
    load, at = 0, np.array([len(places.low) - 1, t, m, value.shape[1] - 1])
    sets = 1 << (team.break_ptr[s + 1] - team.break_ptr[s])
    while cost < LIMIT and (at[0] or at[1] or at[2] or at[3] != 2 * HOME + 1):
        k, t, x = at[0], at[1], at[3]
        row = (t + k) * sets + at[2]
        if t > places.low[k] and value[row - sets, x] == value[row, x]:
            at[1] -= 1
            continue
        kind = _undo_work(team, s, places, best, value, row, sets, at, toll)
        if kind >= 0:
            start = t - team.class_length[team.class_ptr[s] + kind]
            group = who(team, s, kind, start, best[kind, start], prize, toll, lead)
            used[team.ticket[lead[group]]] += 1
            load += team.minutes[group] + start - at[1]
        elif not _undo_break(team.break_ticks[team.break_ptr[s] :], may, places, value, row, sets, at):
            more = _undo_trip(places, value, row, sets, at, toll)
            load += more if more >= 0 else _undo_fact(places, value, row, sets, at)
    return cost, load, steps


@compiled
def _undo_work(
    team: Team, s: int, places: Places, best: Ints, value: Ints, row: int, sets: int, at: Ints, toll: int
) -> int:
    """Go back before a work that ends here, set-up included; return its class, -1 if there is none."""
    k, t, m, x = at
    p = x // 2 if x % 2 == 0 else -1
    for c in range(len(best)):
        kind = team.class_ptr[s] + c
        length, takes, place = team.class_length[kind], team.class_taken[kind], team.class_place[kind]
        start = t - length
        if start < places.low[k] or m & takes != takes or place not in (-1, p) or best[c, start] >= LIMIT:
            continue
        before, cost = row - length * sets - takes, best[c, start]
        if value[before, x] + cost == value[row, x] and not (place >= 0 and places.once[place]):
            at[1], at[2] = start, m ^ takes
            return c
        setup = places.setup[place] if place >= 0 else 0
        if place >= 0 and start - setup >= places.low[k] and setup <= places.free_run[start - setup]:
            before, cost = before - setup * sets, cost + places.visit_cost[place] + toll * setup
            if value[before, x + 1] + cost == value[row, x]:
                at[1], at[2], at[3] = start - setup, m ^ takes, x + 1
                return c
    return -1


@compiled
def _undo_break(pauses: Ints, may: Bools, places: Places, value: Ints, row: int, sets: int, at: Ints) -> bool:
    """Go back before a break that ends here; return whether there is one."""
    k, t, m, x = at
    for b in range(len(may)):
        start = t - pauses[b]
        if not m >> b & 1 or start < places.low[k] or not may_pause(may, b, start):
            continue
        if value[row - (t - start) * sets - (1 << b), x] == value[row, x]:
            at[1], at[2] = start, m ^ 1 << b
            return True
    return False


@compiled
def _undo_trip(places: Places, value: Ints, row: int, sets: int, at: Ints, toll: int) -> int:
    """Go back before a trip that ends here; return its load, -1 if there is none."""
    k, t, _, x = at
    is_back = x == value.shape[1] - 1
    q = HOME if is_back else x // 2
    for origin in range(value.shape[1] - 1 if is_back or x % 2 else 0):
        ticks = way_home(places, origin) if is_back else places.travel[origin // 2, q]
        if t - ticks < places.low[k] or ticks > places.free_run[t - ticks] or (origin // 2 == q and not is_back):
            continue
        cost = (places.travel_cost + toll) * places.travel[origin // 2, q]
        if may_leave(places, k, origin) and value[row - ticks * sets, origin] + cost == value[row, x]:
            at[1], at[3] = t - ticks, origin
            return int(places.travel[origin // 2, q])
    return -1


@compiled
def _undo_fact(places: Places, value: Ints, row: int, sets: int, at: Ints) -> int:
    """Go back before the fact that ends here; return the load of the trip or the set-up that led to it."""
    k, m, x = at[0] - 1, at[2], at[3]
    q, setup = places.fact_place[k], places.setup[places.fact_place[k]]
    met = (places.high[k] + k) * sets + m
    at[0], at[1] = k, places.high[k]
    if places.closed[k]:
        at[3] = value[met].argmin()
        origin = HOME if k == 0 else places.fact_place[k - 1]
        return int(places.travel[origin, q] + (setup if places.is_ticket[k] and origin != q else 0))
    if value[met, x] == value[row, x]:
        return 0
    at[1], at[3] = places.high[k] - setup, x + 1
    return int(setup)
