"""The relaxed day: a dynamic program over (tick, place, breaks taken) that lets a ticket repeat.

Without the memory of what is done, the best day is found in a moment, and costs at most what any real day costs: a
lower bound (state space relaxation: Christofides, Mingozzi and Toth, Networks, 1981). Only a visit remembers some of
its own tickets. The load is priced by the tick. Overtime is charged as time goes by; once work is over, time is free.
"""

import numpy as np

from ....compiled import compiled, inlined
from .arrays import LIMIT, NEVER, Bools, Day, Ints, Prices, Shift, Work
from .borrow import borrow


@compiled
def cheapest(work: Work, toll: Ints) -> Ints:
    """Return per class of placeless options and start the least cost; ``toll`` is added by option."""
    table = work.cost
    best = np.full((len(work.class_ptr) - 1, table.shape[1]), NEVER, np.int64)
    for c in range(len(best)):
        for o in range(work.class_ptr[c], work.class_ptr[c + 1]):
            for t in range(table.shape[1]):
                best[c, t] = min(best[c, t], table[o, t] + toll[o])
    return best


@compiled
def start_column(day: Day) -> int:
    """Return the column in which the shift begins."""
    return int(day.work.column[-1]) + len(day.shift.setup)


@compiled
def to_go(day: Day, prices: Prices) -> Ints:
    """Return per state the least cost from there to the end; that of the first row's `start_column` is a bound.

    The constant of the prices is left out.
    """
    shift, work, slope = day.shift, day.work, prices.slope
    places, masks = len(shift.setup), 1 << len(shift.break_ticks)
    table = np.full((shift.rows, work.column[-1] + places + 2), NEVER, np.int64)
    toll = prices.ticket[work.ticket] + slope * work.load
    cheap = cheapest(work, toll)
    value, extra, best = borrow(table), borrow(toll), borrow(cheap)
    over, setup, break_ticks, break_ok = (
        borrow(shift.over), borrow(shift.setup), borrow(shift.break_ticks), borrow(shift.break_ok)
    )  # fmt: skip
    column, class_ptr, site_ptr = borrow(work.column), borrow(work.class_ptr), borrow(work.site_ptr)
    length, taken, bit = borrow(work.length), borrow(work.taken), borrow(work.bit)
    plain, opening = borrow(work.cost), borrow(work.cost_setup)
    trip_ptr, trip_to, trip_ticks = borrow(work.trip_ptr), borrow(work.trip_to), borrow(work.trip_ticks)
    for k in range(len(shift.low) - 1, -1, -1):
        width, high = shift.high[k] - shift.low[k] + 1, shift.high[k]
        for t in range(high, shift.low[k] - 1, -1):
            room = shift.free_run[t]
            for m in range(masks - 1, -1, -1):
                row = shift.first_row[k] + m * width + t - shift.low[k]
                if shift.closed[k]:
                    _closed(shift, table, slope, work.column, k, m, row)
                    continue
                if k < len(shift.fact_place):
                    _meet(shift, table, slope, work.column, k, m, t, row)
                else:
                    _end(value, shift.rest[m, t], column[places] + places, k, row)
                _wait(value, row, t, high, over)
                _pause(value, row, m, t, width, high, over, break_ticks, break_ok)
                _work(value, row, m, t, width, high, over, best, class_ptr, length, taken)
                _work_on_site(
                    value, row, m, t, width, high, over, setup, column, extra, slope,
                    site_ptr, length, taken, bit, plain, opening,
                )  # fmt: skip
                _travel(
                    value, row, t, high, over, room, shift.travel_cost + slope,
                    k * (places + 1), column, trip_ptr, trip_to, trip_ticks,
                )  # fmt: skip
    # What was borrowed lives up to this point.
    return table if len(toll) + len(cheap) >= 0 else toll.reshape(1, -1)


@inlined
def _wait(value: Ints, row: int, t: int, high: int, over: Ints) -> None:
    if t < high:
        cost = over[t + 1] - over[t]
        for x in range(value.shape[1]):
            value[row, x] = min(value[row, x], value[row + 1, x] + cost)


@inlined
def _pause(
    value: Ints, row: int, m: int, t: int, width: int, high: int, over: Ints, ticks: Ints, allowed: Bools
) -> None:
    for b in range(len(ticks)):
        end = t + ticks[b]
        if not m >> b & 1 and end <= high and allowed[b, t]:
            then, cost = row + ticks[b] + (width << b), over[end] - over[t]
            for x in range(value.shape[1]):
                value[row, x] = min(value[row, x], value[then, x] + cost)


@inlined
def _work(
    value: Ints, row: int, m: int, t: int, width: int, high: int, over: Ints,
    best: Ints, class_ptr: Ints, length: Ints, taken: Ints,
) -> None:  # fmt: skip
    """Placeless work: it keeps the column."""
    for c in range(len(class_ptr) - 1):
        o = class_ptr[c]
        end = t + length[o]
        if end <= high and best[c, t] < LIMIT and not m & taken[o]:
            then, cost = row + length[o] + width * taken[o], best[c, t] + over[end] - over[t]
            for x in range(value.shape[1]):
                value[row, x] = min(value[row, x], value[then, x] + cost)


@inlined
def _work_on_site(
    value: Ints, row: int, m: int, t: int, width: int, high: int, over: Ints, setup: Ints, column: Ints, toll: Ints,
    slope: int, site_ptr: Ints, length: Ints, taken: Ints, bit: Ints, plain: Ints, opening: Ints,
) -> None:  # fmt: skip
    places = len(setup)
    for p in range(places):
        first, bound = column[p], column[places] + p
        for o in range(site_ptr[p], site_ptr[p + 1]):
            if m & taken[o]:
                continue
            end = t + length[o]
            then = row + length[o] + width * taken[o]
            if end <= high and plain[o, t] < LIMIT:
                cost = plain[o, t] + toll[o] + over[end] - over[t]
                for x in range(first, column[p + 1]):
                    if not (x - first) & bit[o]:
                        value[row, x] = min(value[row, x], value[then, x + bit[o]] + cost)
            start, end, then = t + setup[p], end + setup[p], then + setup[p]
            if end <= high and opening[o, start] < LIMIT:
                cost = opening[o, start] + toll[o] + slope * setup[p] + over[end] - over[t]
                value[row, bound] = min(value[row, bound], value[then, first + bit[o]] + cost)


@inlined
def _travel(
    value: Ints, row: int, t: int, high: int, over: Ints, room: int, price: int,
    stage: int, column: Ints, trip_ptr: Ints, trip_to: Ints, ticks: Ints,
) -> None:  # fmt: skip
    places = len(column) - 1
    for origin in range(places + 1):
        least = NEVER
        for at in range(trip_ptr[stage + origin], trip_ptr[stage + origin + 1]):
            if ticks[at] <= room and t + ticks[at] <= high:
                cost = price * ticks[at] + over[t + ticks[at]] - over[t]
                least = min(least, value[row + ticks[at], trip_to[at]] + cost)
        first = column[origin] if origin < places else column[places] + places
        for x in range(first, column[origin + 1] if origin < places else first + 1):
            value[row, x] = min(value[row, x], least)


@inlined
def _end(value: Ints, rest: int, idle: int, k: int, row: int) -> None:
    """End the day: back home, or where nobody has gone anywhere."""
    value[row, idle + 1] = rest
    if k == 0:
        value[row, idle] = rest


@compiled
def _meet(shift: Shift, value: Ints, slope: int, column: Ints, k: int, m: int, t: int, row: int) -> None:
    """Meet the stage's fact, from its place."""
    places = len(shift.setup)
    place, setup, idle = shift.fact_place[k], shift.fact_setup[k], column[places] + places
    then, bound = shift.first_row[k + 1] + m * (shift.high[k + 1] - shift.low[k + 1] + 1), column[places] + place
    if t <= shift.fact_start[k]:
        for x in range(column[place], column[place + 1]):
            value[row, x] = value[then, x]
        if setup < 0:
            value[row, bound] = value[then, idle]
    if setup >= 0 and t + setup <= shift.fact_start[k] and shift.fact_setup_fits[k]:
        value[row, bound] = value[then, column[place]] + slope * setup + shift.visit_cost[place]


@compiled
def _closed(shift: Shift, value: Ints, slope: int, column: Ints, k: int, m: int, row: int) -> None:
    """Go on over a leg that nothing comes in between: its trip is paid, but takes no time of its own."""
    places, place, price = len(shift.setup), shift.stage_place[k], shift.travel_cost + slope
    idle = column[places] + places
    for x in range(value.shape[1]):
        is_there = place >= 0 and column[place] <= x < column[place + 1]
        if x != idle and not is_there:
            continue
        if k == len(shift.fact_place):
            if m + 1 == 1 << len(shift.break_ticks):
                value[row, x] = price * between(shift, place, shift.home)
            continue
        target, setup = shift.fact_place[k], shift.fact_setup[k]
        then = shift.first_row[k + 1] + m * (shift.high[k + 1] - shift.low[k + 1] + 1)
        cost = price * between(shift, place, target)
        if is_there and place == target:
            value[row, x] = cost + value[then, x]
        elif setup < 0:
            value[row, x] = cost + value[then, idle]
        else:
            value[row, x] = cost + value[then, column[target]] + slope * setup + shift.visit_cost[target]


@compiled
def between(shift: Shift, origin: int, target: int) -> int:
    """Return the ticks of a trip between local places; from or to nowhere, none."""
    return 0 if origin < 0 or target < 0 or origin == target else shift.travel[origin, target]
