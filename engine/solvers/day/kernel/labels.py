"""Labels: real days, extended piece by piece, kept as long as they may become cheaper than the best known.

A label is a shift worked up to some tick: its tickets, where it is, what it costs. The relaxed value to go bounds what
may become of it. Of two labels with the same tickets, place and breaks, the one that is later and no cheaper goes
(labelling: Desrochers and Soumis, INFOR, 1988). So does one in which two tickets had better change places.
"""

import numpy as np

from ....compiled import compiled, inlined
from .arrays import LIMIT, NEVER, Bools, Day, Ints, Prices, StandIns
from .board import (
    BEST,
    BEST_LABEL,
    BREAK,
    BUCKET,
    FACT,
    FOLLOWING,
    FULL,
    LOAD,
    OPTION,
    PAID,
    REAL,
    START,
    TICK,
    TICKETS,
    TRIP,
    WHERE,
    Board,
    add,
    end_of,
    has,
    lags_of,
    tied_of,
    where,
)
from .borrow import borrow


@compiled
def search(day: Day, board: Board, to_go: Ints, prices: Prices, width: int, most: int, stand_in: StandIns) -> int:
    """Extend labels, tick by tick; return the least bound of those that were left out, `NEVER` if none was.

    The next call goes on where this one ends; the whole search is over at the board's last bucket.

    Parameters
    ----------
    board : Board
        Holds the best day's label at the end.
    to_go : array
        From `relaxed.to_go` with the same prices.
    width : int
        Labels of one bucket that are extended, those with the least bounds; 0 extends all, -1 none.
    most : int
        Options that are tried before the call ends.
    """
    shift, work, ties = day.shift, day.work, day.ties
    state, label, heads, slots = borrow(board.state), borrow(board.label), borrow(board.bucket), borrow(board.slot)
    low, high, first_row, closed = borrow(shift.low), borrow(shift.high), borrow(shift.first_row), borrow(shift.closed)
    over, free_run, rest, setups = borrow(shift.over), borrow(shift.free_run), borrow(shift.rest), borrow(shift.setup)
    break_ok, break_ticks, load_cost = borrow(shift.break_ok), borrow(shift.break_ticks), borrow(day.load_cost)
    length, ticket, taken = borrow(work.length), borrow(work.ticket), borrow(work.taken)
    ticks, bit, plain, opening = borrow(work.load), borrow(work.bit), borrow(work.cost), borrow(work.cost_setup)
    first_plain, first_opening = borrow(work.first), borrow(work.first_setup)
    column, site_ptr, tracked = borrow(work.column), borrow(work.site_ptr), borrow(work.tracked)
    trip_ptr, trip_to, trip_ticks = borrow(work.trip_ptr), borrow(work.trip_to), borrow(work.trip_ticks)
    before_ptr, before, lag, all_lags = borrow(ties.before_ptr), borrow(ties.before), borrow(ties.lag), lags_of(day)
    group_ptr, group = borrow(ties.group_ptr), borrow(ties.group)
    group_cost, members, lags = borrow(ties.group_cost), borrow(ties.members), borrow(all_lags)
    swap_ptr, swap, extra = borrow(stand_in.ptr), borrow(stand_in.other), borrow(stand_in.extra)
    slope, constant, own_price, own_tied = prices.slope, prices.constant, prices.ticket[work.ticket], tied_of(day)
    price, value, tied, travel_cost = borrow(own_price), borrow(to_go), borrow(own_tied), shift.travel_cost
    places, final, base, cut = len(setups), len(shift.fact_place), work.column[-1], NEVER
    order, bounds = np.zeros(1024, np.int64), np.zeros(1024, np.int64)
    bucket, tried = state[BUCKET], 0
    while bucket < len(heads) and tried < most:
        # Facts and short trips take no time, so that a bucket may grow again when its turn is over.
        i, t, n, count = heads[bucket], bucket // 2, 0, 0
        if i < 0:
            bucket += 1
            continue
        heads[bucket] = -1
        while i >= 0:
            if label[i, TICK] >= 0:
                bound = _bound(label, value, slope, constant, low, high, first_row, i, t)
                if bound < state[BEST]:
                    if n == len(order):
                        order, bounds = np.append(order, order), np.append(bounds, bounds)
                    order[n], bounds[n], n = i, bound, n + 1
            i = label[i, FOLLOWING]
        ranked = np.argsort(bounds[:n], kind="mergesort")
        for at in range(n):
            i, bound = order[ranked[at]], bounds[ranked[at]]
            if label[i, TICK] < 0 or bound >= state[BEST]:
                continue
            if state[FULL] or (width and count >= width):
                cut = min(cut, bound)
                continue
            if width == 0 and tried >= most:
                label[i, FOLLOWING], heads[bucket] = heads[bucket], i
                continue
            count += 1
            k, m, x = label[i, WHERE] >> 22, label[i, WHERE] >> 16 & 63, label[i, WHERE] & 65535
            if k == final and (x == base + places + 1 or (k == 0 and x == base + places)) and rest[m, t] == 0:
                cost = label[i, REAL] + load_cost[label[i, LOAD]]
                if cost < state[BEST]:
                    state[BEST], state[BEST_LABEL] = cost, i
            if closed[k]:
                _cross(day, board, lags, i, k, m, x)
                continue
            here, tried = -1, tried + site_ptr[0] + 16
            if x < base:
                here = np.searchsorted(column, x, side="right") - 1
            elif x < base + places:
                here = x - base
            _work(
                state, label, heads, slots, over, load_cost, lags, length, ticket, taken, ticks, bit, plain, opening,
                first_plain, first_opening, column, site_ptr, tracked, setups, before_ptr, before, lag, tied,
                group_ptr, group, group_cost, members, swap_ptr, swap, extra, value, price, slope, constant,
                high[k], first_row[k] - low[k], high[k] - low[k] + 1, i, k, m, x, t, here,
            )  # fmt: skip
            _pause(
                state, label, heads, slots, over, load_cost, lags, length, ticket, break_ok, break_ticks, value, slope,
                constant, high[k], first_row[k] - low[k], high[k] - low[k] + 1, base, places, i, k, m, x, t,
            )  # fmt: skip
            if x < base or x == base + places:
                origin = k * (places + 1) + (here if x < base else places)
                _travel(
                    state, label, heads, slots, over, load_cost, lags, length, ticket, free_run, trip_to, trip_ticks,
                    value, slope, constant, high[k], first_row[k] + m * (high[k] - low[k] + 1) - low[k], travel_cost,
                    trip_ptr[origin], trip_ptr[origin + 1], i, k, m, t,
                )  # fmt: skip
            if k < final:
                _meet(day, board, lags, i, k, m, x, t, here)
            if state[FULL]:
                cut = min(cut, bound)
        bucket &= ~1
    state[BUCKET] = bucket
    # The owners of what was borrowed here live up to this point.
    return cut if len(all_lags) + len(own_price) + len(own_tied) >= 0 else NEVER


@inlined
def _bound(
    label: Ints, value: Ints, slope: int, constant: int, low: Ints, high: Ints, first_row: Ints, i: int, t: int
) -> int:
    """Return what a label's day costs at least."""
    k, m, x = label[i, WHERE] >> 22, label[i, WHERE] >> 16 & 63, label[i, WHERE] & 65535
    row = first_row[k] + m * (high[k] - low[k] + 1) + t - low[k]
    return label[i, REAL] + label[i, PAID] + slope * label[i, LOAD] + constant + value[row, x]  # type: ignore[no-any-return]


@inlined
def _work(
    state: Ints, label: Ints, heads: Ints, slots: Ints, over: Ints, load_cost: Ints, lags: Ints,
    length: Ints, ticket: Ints, taken: Ints, ticks: Ints, bit: Ints, plain: Ints, opening: Ints,
    first_plain: Ints, first_opening: Ints, column: Ints, site_ptr: Ints, tracked: Ints, setups: Ints,
    before_ptr: Ints, before: Ints, lag: Ints, tied: Ints,
    group_ptr: Ints, group: Ints, group_cost: Ints, members: Ints,
    swap_ptr: Ints, swap: Ints, extra: Ints, value: Ints, price: Ints, slope: int, constant: int,
    high: int, first_row: int, width: int, i: int, k: int, m: int, x: int, t: int, here: int,
) -> None:  # fmt: skip
    """Extend a label by each ticket that it may work next: placeless ones, and those of the place where it is."""
    base = column[-1]
    cost, paid = label[i, REAL] - over[t], label[i, PAID]
    second = 1 if x >= base and x != base + len(setups) else 0
    for part in range(1 if here < 0 else 2):
        opens = part == 1 and x >= base
        setup, offset = setups[here] if opens else 0, x
        if part == 1:
            offset = column[here] + _done(label, tracked, i, here)
        if t + setup >= len(over):
            continue
        table, starts = (opening, first_opening) if opens else (plain, first_plain)
        load = label[i, LOAD] + setup
        known = cost + paid + slope * load + constant
        for o in range(site_ptr[here] if part == 1 else 0, site_ptr[here + 1] if part == 1 else site_ptr[0]):
            j, ready = ticket[o], t + setup
            if m & taken[o] or has(label, i, j):
                continue
            if before_ptr[j] < before_ptr[j + 1]:
                ready = max(ready, _ready(label, length, ticket, before_ptr, before, lag, i, j))
                if ready >= len(over):
                    continue
            start = starts[o, ready]
            end = start + length[o]
            if end > high:
                continue
            own, after = table[o, start] + over[end], offset + (bit[o] if part == 1 else 0)
            bound = known + own + price[o] + slope * ticks[o]
            if own >= LIMIT or bound + value[first_row + (m | taken[o]) * width + end, after] >= state[BEST]:
                continue
            if part == 0 and _had_better_change(plain, ticket, swap_ptr, swap, extra, label, i, o, j, start, end):
                continue
            is_next = part == 0 and start == t
            if is_next and _had_better_swap(plain, length, taken, site_ptr, tied, label, i, o, t):
                continue
            if group_ptr[j] < group_ptr[j + 1]:
                own += _first_of_groups(label, group_ptr, group, group_cost, members, i, j)
            add(
                state, label, heads, slots, over, load_cost, lags, length, ticket, i, o, start,
                where(k, m | taken[o], after), end, 0 if part == 1 else second,
                own + cost, load + ticks[o], paid + price[o], j,
            )  # fmt: skip


@inlined
def _done(label: Ints, tracked: Ints, i: int, place: int) -> int:
    """Return the tracked tickets of a place that a label has done, in whichever visit."""
    found = 0
    for at in range(tracked.shape[1]):
        if tracked[place, at] >= 0 and has(label, i, tracked[place, at]):
            found |= 1 << at
    return found


@inlined
def _had_better_change(
    plain: Ints, ticket: Ints, swap_ptr: Ints, swap: Ints, extra: Ints,
    label: Ints, i: int, o: int, j: int, start: int, end: int,
) -> bool:  # fmt: skip
    """Whether a day always costs less with another ticket in a ticket's place, and that one in the other's."""
    for pair in range(swap_ptr[j], swap_ptr[j + 1]):
        if plain[swap[pair], start] + extra[pair, end] < plain[o, start] and not has(label, i, ticket[swap[pair]]):
            return True
    return False


@inlined
def _had_better_swap(
    plain: Ints, length: Ints, taken: Ints, site_ptr: Ints, tied: Ints, label: Ints, i: int, o: int, t: int
) -> bool:  # fmt: skip
    """Whether a label's last ticket, worked right before an option, had better come after it."""
    last, start = label[i, OPTION], label[i, START]
    if last < 0 or last >= site_ptr[0] or start + length[last] != t or taken[o] or taken[last]:
        return False
    if tied[o] or tied[last]:
        return False
    swapped = plain[o, start] + plain[last, start + length[o]]
    return swapped < plain[last, start] + plain[o, t]  # type: ignore[no-any-return]


@compiled
def _ready(label: Ints, length: Ints, ticket: Ints, before_ptr: Ints, before: Ints, lag: Ints, i: int, j: int) -> int:
    """Return the first tick at which the tickets before a ticket let it start; past any tick if one is not done."""
    ready = 0
    for at in range(before_ptr[j], before_ptr[j + 1]):
        if not has(label, i, before[at]):
            return NEVER
        ready = max(ready, end_of(label, length, ticket, i, before[at]) + lag[at])
    return ready


@compiled
def _first_of_groups(label: Ints, group_ptr: Ints, group: Ints, group_cost: Ints, members: Ints, i: int, j: int) -> int:
    """Return the price of the groups of which a ticket is the first here."""
    total = 0
    for at in range(group_ptr[j], group_ptr[j + 1]):
        is_first = True
        for w in range(label.shape[1] - TICKETS):
            if label[i, TICKETS + w] & members[group[at], w]:
                is_first = False
        if is_first:
            total += group_cost[group[at]]
    return total


@inlined
def _pause(
    state: Ints, label: Ints, heads: Ints, slots: Ints, over: Ints, load_cost: Ints, lags: Ints,
    length: Ints, ticket: Ints, break_ok: Bools, break_ticks: Ints, value: Ints, slope: int, constant: int,
    high: int, first_row: int, width: int, base: int, places: int, i: int, k: int, m: int, x: int, t: int,
) -> None:  # fmt: skip
    """Extend a label by each break."""
    for b in range(len(break_ticks)):
        if m >> b & 1:
            continue
        start, then = t, m | 1 << b
        while start + 1 < len(over) and not break_ok[b, start]:
            start += 1
        end = start + break_ticks[b]
        if end > high or not break_ok[b, start]:
            continue
        cost, load, paid = label[i, REAL] + over[end] - over[t], label[i, LOAD], label[i, PAID]
        bound = cost + paid + slope * load + constant + value[first_row + then * width + end, x]
        if bound < state[BEST]:
            second = 1 if x >= base and x != base + places else 0
            add(
                state, label, heads, slots, over, load_cost, lags, length, ticket, i, BREAK - b, start,
                where(k, then, x), end, second, cost, load, paid, -1,
            )  # fmt: skip


@inlined
def _travel(
    state: Ints, label: Ints, heads: Ints, slots: Ints, over: Ints, load_cost: Ints, lags: Ints,
    length: Ints, ticket: Ints, free_run: Ints, trip_to: Ints, trip_ticks: Ints, value: Ints, slope: int,
    constant: int, high: int, first_row: int, travel_cost: int, first: int, last: int, i: int, k: int, m: int, t: int,
) -> None:  # fmt: skip
    """Extend a label by each trip."""
    for trip in range(first, last):
        ticks, start = trip_ticks[trip], t
        while start + ticks <= high and free_run[start] < ticks:
            start += 1
        end, load, paid = start + ticks, label[i, LOAD] + ticks, label[i, PAID]
        if end > high:
            continue
        cost = label[i, REAL] + over[end] - over[t] + travel_cost * ticks
        if cost + paid + slope * load + constant + value[first_row + end, trip_to[trip]] < state[BEST]:
            add(
                state, label, heads, slots, over, load_cost, lags, length, ticket, i, TRIP, start,
                where(k, m, trip_to[trip]), end, 1, cost, load, paid, -1,
            )  # fmt: skip


@compiled
def _meet(day: Day, board: Board, lags: Ints, i: int, k: int, m: int, x: int, t: int, here: int) -> None:
    """Meet the stage's fact, if a label is there in time."""
    shift = day.shift
    place, setup = shift.fact_place[k], shift.fact_setup[k]
    if here != place or t > shift.fact_start[k]:
        return
    is_visiting = x < day.work.column[-1]
    if is_visiting or setup <= 0 or (t + setup <= shift.fact_start[k] and shift.fact_setup_fits[k]):
        _pass(day, board, lags, i, k, m, x, 0)


@compiled
def _cross(day: Day, board: Board, lags: Ints, i: int, k: int, m: int, x: int) -> None:
    """Go over a leg that nothing comes in between, to the next fact or home."""
    shift = day.shift
    origin = shift.stage_place[k]
    target = shift.fact_place[k] if k < len(shift.fact_place) else shift.home
    ticks = shift.travel[origin, target] if origin >= 0 and target >= 0 and origin != target else 0
    if k < len(shift.fact_place):
        _pass(day, board, lags, i, k, m, x, ticks)
    elif m + 1 == 1 << len(shift.break_ticks):
        cost = board.label[i, REAL] + shift.travel_cost * ticks + day.load_cost[board.label[i, LOAD] + ticks]
        if cost < board.state[BEST]:
            board.state[BEST], board.state[BEST_LABEL] = cost, i


@compiled
def _pass(day: Day, board: Board, lags: Ints, i: int, k: int, m: int, x: int, ticks: int) -> None:
    """Make the label behind the stage's fact; ``ticks`` are those of a trip that takes no time of its own."""
    shift, column, label = day.shift, day.work.column, board.label
    place, setup = shift.fact_place[k], shift.fact_setup[k]
    cost, load, after = label[i, REAL] + shift.travel_cost * ticks, label[i, LOAD] + ticks, x
    if not column[place] <= x < column[place + 1]:
        after = column[-1] + len(shift.setup)
        if setup >= 0:
            after = column[place] + _done(label, day.work.tracked, i, place)
            cost, load = cost + shift.visit_cost[place], load + setup
    add(
        board.state, label, board.bucket, board.slot, shift.over, day.load_cost, lags, day.work.length,
        day.work.ticket, i, FACT, 0, where(k + 1, m, after), shift.low[k + 1], 0, cost, load, label[i, PAID], -1,
    )  # fmt: skip
