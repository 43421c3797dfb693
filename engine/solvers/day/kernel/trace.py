"""A least relaxed day, read forward from the values to go."""

import numpy as np

from ....compiled import compiled
from .arrays import LIMIT, Day, Ints, Prices
from .relaxed import between, start_column


@compiled
def trace(day: Day, value: Ints, prices: Prices) -> tuple[int, Ints, Ints, int]:
    """Return the number, options and starts of the work on a least relaxed day, and the day's load.

    Parameters
    ----------
    value : array
        From `to_go` with the same prices.
    """
    shift, work = day.shift, day.work
    done, starts = np.zeros(shift.ticks + 1, np.int64), np.zeros(shift.ticks + 1, np.int64)
    count, load, k, m, t, x = 0, 0, 0, 0, 0, start_column(day)
    last = len(shift.fact_place)
    for _ in range(8 * (shift.ticks + last + 1)):
        if shift.closed[k]:
            load += between(shift, shift.stage_place[k], shift.fact_place[k] if k < last else shift.home)
            if k == last:
                break
            x, more = after_fact(day, k, x)
            k, t, load = k + 1, shift.low[k + 1], load + more
            continue
        row = shift.first_row[k] + m * (shift.high[k] - shift.low[k] + 1) + t - shift.low[k]
        o, start = _next_work(day, value, prices, k, m, t, x, row)
        if o >= 0:
            done[count], starts[count], count = o, start, count + 1
            load += work.load[o] + start - t
            if o >= work.site_ptr[0]:
                place = place_of_option(day, o)
                x = work.bit[o] + (x if start == t and x < work.column[place + 1] else work.column[place])
            m, t = m | work.taken[o], start + work.length[o]
            continue
        trip = _next_trip(day, value, prices.slope, k, t, x, row)
        if trip >= 0:
            t, x, load = t + work.trip_ticks[trip], work.trip_to[trip], load + work.trip_ticks[trip]
            continue
        pause = _next_break(day, value, k, m, t, x, row)
        if pause >= 0:
            m, t = m | 1 << pause, t + shift.break_ticks[pause]
        elif t < shift.high[k] and value[row, x] == value[row + 1, x] + shift.over[t + 1] - shift.over[t]:
            t += 1
        elif k < last:
            x, more = after_fact(day, k, x)
            k, t, load = k + 1, shift.low[k + 1], load + more
        else:
            break
    return count, done, starts, load


@compiled
def place_of(day: Day, x: int) -> int:
    """Return the place in which a state's visit is, -1 where none has begun."""
    column = day.work.column
    return int(np.searchsorted(column, x, side="right")) - 1 if x < column[-1] else -1


@compiled
def place_of_option(day: Day, o: int) -> int:
    """Return the place of an option that has one."""
    return int(np.searchsorted(day.work.site_ptr, o, side="right")) - 1


@compiled
def after_fact(day: Day, k: int, x: int) -> tuple[int, int]:
    """Return the column after the stage's fact, and the set-up before it."""
    column, place, setup = day.work.column, day.shift.fact_place[k], day.shift.fact_setup[k]
    if column[place] <= x < column[place + 1]:
        return x, 0
    return (column[place], setup) if setup >= 0 else (start_column(day), 0)


@compiled
def _next_work(day: Day, value: Ints, prices: Prices, k: int, m: int, t: int, x: int, row: int) -> tuple[int, int]:
    """Return an option, and its start, that a least day goes on with; -1 when it goes on with something else."""
    shift, work = day.shift, day.work
    places, width = len(shift.setup), shift.high[k] - shift.low[k] + 1
    here = place_of(day, x)
    bound = x - work.column[places] if work.column[places] <= x < work.column[places] + places else -1
    for place in (-1, here if here >= 0 else bound):
        begin = shift.setup[place] if bound >= 0 and place >= 0 else 0
        for o in range(0 if place < 0 else work.site_ptr[place], work.site_ptr[place + 1]):
            end = t + begin + work.length[o]
            if m & work.taken[o] or end > shift.high[k]:
                continue
            target = x
            if place >= 0:
                if here >= 0 and (x - work.column[here]) & work.bit[o]:
                    continue
                target = work.bit[o] + (x if here >= 0 else work.column[place])
            cost = work.cost_setup[o, t + begin] if bound >= 0 and place >= 0 else work.cost[o, t]
            if cost >= LIMIT:
                continue
            cost += prices.ticket[work.ticket[o]] + prices.slope * (work.load[o] + begin) + shift.over[end]
            if value[row, x] + shift.over[t] == cost + value[row + end - t + width * work.taken[o], target]:
                return o, t + begin
    return -1, 0


@compiled
def _next_trip(day: Day, value: Ints, slope: int, k: int, t: int, x: int, row: int) -> int:
    shift, work, places = day.shift, day.work, len(day.shift.setup)
    origin = places if x == start_column(day) else place_of(day, x)
    if origin < 0:
        return -1
    stage = k * (places + 1)
    for trip in range(work.trip_ptr[stage + origin], work.trip_ptr[stage + origin + 1]):
        ticks = work.trip_ticks[trip]
        if ticks <= shift.free_run[t] and t + ticks <= shift.high[k]:
            cost = (shift.travel_cost + slope) * ticks + shift.over[t + ticks] - shift.over[t]
            if value[row, x] == cost + value[row + ticks, work.trip_to[trip]]:
                return trip
    return -1


@compiled
def _next_break(day: Day, value: Ints, k: int, m: int, t: int, x: int, row: int) -> int:
    shift = day.shift
    width = shift.high[k] - shift.low[k] + 1
    for b in range(len(shift.break_ticks)):
        ticks = shift.break_ticks[b]
        if not m >> b & 1 and t + ticks <= shift.high[k] and shift.break_ok[b, t]:
            cost = shift.over[t + ticks] - shift.over[t]
            if value[row, x] == cost + value[row + ticks + (width << b), x]:
                return b
    return -1
