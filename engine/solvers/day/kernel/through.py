"""The least relaxed day through every option and start: what costs too much there can go (reduced cost fixing)."""

import numpy as np

from ....compiled import compiled
from .arrays import LIMIT, NEVER, Day, Ints, Prices, Shift
from .relaxed import between, cheapest, start_column


@compiled
def drop_dear(day: Day, value: Ints, prices: Prices, upper: int) -> tuple[Ints, Ints]:
    """Return the day's costs by option and start, never where even a relaxed day through it costs ``upper`` or more.

    The tables of first starts keep what is taken out here, because work still starts as early as it can.

    Parameters
    ----------
    value : array
        From `to_go` with the same prices.
    """
    shift, work = day.shift, day.work
    places, slope, over = len(shift.setup), prices.slope, shift.over
    before = np.full(value.shape, NEVER, np.int64)
    before[0, start_column(day)] = prices.constant
    toll = prices.ticket[work.ticket] + slope * work.load
    best = cheapest(work, toll)
    least = np.full(work.cost.shape, NEVER, np.int64)
    least_setup = np.full(work.cost.shape, NEVER, np.int64)
    for k in range(len(shift.low)):
        width, high = shift.high[k] - shift.low[k] + 1, shift.high[k]
        for t in range(shift.low[k], high + 1):
            for m in range(1 << len(shift.break_ticks)):
                row = shift.first_row[k] + m * width + t - shift.low[k]
                if shift.closed[k]:
                    _push_closed(shift, before, slope, work.column, k, m, row)
                    continue
                _push_trips(
                    before, row, t, high, over, shift.free_run[t], shift.travel_cost + slope,
                    k * (places + 1), work.column, work.trip_ptr, work.trip_to, work.trip_ticks,
                )  # fmt: skip
                _push_fact(shift, before, slope, work.column, k, m, t, row)
                _push_row(before, row, row + 1, 0 if t == high else over[t + 1] - over[t], t < high)
                for b in range(len(shift.break_ticks)):
                    end = t + shift.break_ticks[b]
                    fits = not m >> b & 1 and end <= high and shift.break_ok[b, t]
                    _push_row(before, row, row + end - t + (width << b), over[min(end, high)] - over[t], fits)
                _push_work(
                    before, value, least, row, m, t, width, high, over, best,
                    work.class_ptr, work.length, work.taken,
                )  # fmt: skip
                _push_on_site(
                    before, value, least, least_setup, row, m, t, width, high, over, shift.setup, work.column, toll,
                    slope, work.site_ptr, work.length, work.taken, work.bit, work.cost, work.cost_setup,
                )  # fmt: skip
    return _forbid(day, least, least_setup, toll, upper)


@compiled
def _forbid(day: Day, least: Ints, least_setup: Ints, toll: Ints, upper: int) -> tuple[Ints, Ints]:
    work = day.work
    cost, opening = work.cost.copy(), work.cost_setup.copy()
    for c in range(len(work.class_ptr) - 1):
        first = work.class_ptr[c]
        for o in range(work.class_ptr[c], work.class_ptr[c + 1]):
            for t in range(cost.shape[1]):
                if cost[o, t] < LIMIT and least[first, t] + cost[o, t] + toll[o] >= upper:
                    cost[o, t] = NEVER
    for o in range(work.site_ptr[0], len(work.ticket)):
        for t in range(cost.shape[1]):
            if least[o, t] >= upper:
                cost[o, t] = NEVER
            if least_setup[o, t] >= upper:
                opening[o, t] = NEVER
    return cost, opening


@compiled
def _push_row(before: Ints, row: int, then: int, cost: int, fits: bool) -> None:
    if fits:
        for x in range(before.shape[1]):
            before[then, x] = min(before[then, x], before[row, x] + cost)


@compiled
def _push_work(
    before: Ints, value: Ints, least: Ints, row: int, m: int, t: int, width: int, high: int, over: Ints,
    best: Ints, class_ptr: Ints, length: Ints, taken: Ints,
) -> None:  # fmt: skip
    """Placeless work; a class's least cost around its work, its own left out, is noted with its first option."""
    for c in range(len(class_ptr) - 1):
        o = class_ptr[c]
        end = t + length[o]
        if end <= high and best[c, t] < LIMIT and not m & taken[o]:
            then, around, cost = row + length[o] + width * taken[o], NEVER, over[end] - over[t]
            for x in range(before.shape[1]):
                around = min(around, before[row, x] + value[then, x])
                before[then, x] = min(before[then, x], before[row, x] + cost + best[c, t])
            least[o, t] = min(least[o, t], around + cost)


@compiled
def _push_on_site(
    before: Ints, value: Ints, least: Ints, least_setup: Ints, row: int, m: int, t: int, width: int, high: int,
    over: Ints, setup: Ints, column: Ints, toll: Ints, slope: int, site_ptr: Ints, length: Ints, taken: Ints,
    bit: Ints, plain: Ints, opening: Ints,
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
                        reached, after = before[row, x] + cost, x + bit[o]
                        before[then, after] = min(before[then, after], reached)
                        least[o, t] = min(least[o, t], reached + value[then, after])
            start, end, then = t + setup[p], end + setup[p], then + setup[p]
            if end <= high and opening[o, start] < LIMIT:
                cost = opening[o, start] + toll[o] + slope * setup[p] + over[end] - over[t]
                reached, after = before[row, bound] + cost, first + bit[o]
                before[then, after] = min(before[then, after], reached)
                least_setup[o, start] = min(least_setup[o, start], reached + value[then, after])


@compiled
def _push_trips(
    before: Ints, row: int, t: int, high: int, over: Ints, room: int, price: int,
    stage: int, column: Ints, trip_ptr: Ints, trip_to: Ints, ticks: Ints,
) -> None:  # fmt: skip
    places = len(column) - 1
    for origin in range(places + 1):
        source = before[row, column[places] + places]
        if origin < places:
            source = before[row, column[origin] : column[origin + 1]].min()
        if source >= LIMIT:
            continue
        for at in range(trip_ptr[stage + origin], trip_ptr[stage + origin + 1]):
            if ticks[at] <= room and t + ticks[at] <= high:
                cost = source + price * ticks[at] + over[t + ticks[at]] - over[t]
                before[row + ticks[at], trip_to[at]] = min(before[row + ticks[at], trip_to[at]], cost)


@compiled
def _push_fact(shift: Shift, before: Ints, slope: int, column: Ints, k: int, m: int, t: int, row: int) -> None:
    if k == len(shift.fact_place):
        return
    place, setup, idle = shift.fact_place[k], shift.fact_setup[k], column[-1] + len(shift.setup)
    then, bound = shift.first_row[k + 1] + m * (shift.high[k + 1] - shift.low[k + 1] + 1), column[-1] + place
    if t <= shift.fact_start[k]:
        for x in range(column[place], column[place + 1]):
            before[then, x] = min(before[then, x], before[row, x])
        if setup < 0:
            before[then, idle] = min(before[then, idle], before[row, bound])
    if setup >= 0 and t + setup <= shift.fact_start[k] and shift.fact_setup_fits[k]:
        cost = before[row, bound] + slope * setup + shift.visit_cost[place]
        before[then, column[place]] = min(before[then, column[place]], cost)


@compiled
def _push_closed(shift: Shift, before: Ints, slope: int, column: Ints, k: int, m: int, row: int) -> None:
    if k == len(shift.fact_place):
        return
    place, target, setup = shift.stage_place[k], shift.fact_place[k], shift.fact_setup[k]
    then = shift.first_row[k + 1] + m * (shift.high[k + 1] - shift.low[k + 1] + 1)
    trip = (shift.travel_cost + slope) * between(shift, place, target)
    for x in range(before.shape[1]):
        if before[row, x] >= LIMIT:
            continue
        cost, after = before[row, x] + trip, column[-1] + len(shift.setup)
        if place == target and column[place] <= x < column[place + 1]:
            after = x
        elif setup >= 0:
            after, cost = column[target], cost + slope * setup + shift.visit_cost[target]
        before[then, after] = min(before[then, after], cost)
