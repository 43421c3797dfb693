"""The cheapest relaxed day of every shift: a dynamic program over ticks and breaks taken that lets a ticket repeat.

Trips and set-ups are left out, so that work has no place (state space relaxation: Christofides, Mingozzi and Toth,
"State-space relaxation procedures for the computation of bounds to routing problems", Networks, 1981).
"""

import numpy as np

from ...compiled import compiled
from .arrays import NEVER, Ints, Team

_WAITED = -1
_PAUSED = -2  # and below: one per break


@compiled
def price_days(team: Team, prize: Ints, toll: Ints, used: Ints, loads: Ints) -> tuple[int, int]:
    """Return the summed cost of the cheapest relaxed days, and the steps of work done.

    Parameters
    ----------
    team : Team
    prize : array
        Per ticket: what one of its tasks earns when it is worked.
    toll : array
        Per shift: cost of a tick of work.
    used, loads : array
        Filled with the uses per ticket, and the ticks of work per shift.
    """
    shifts = len(team.ticks)
    longest, kinds, sets = 0, 0, 1
    for s in range(shifts):
        longest = max(longest, team.ticks[s])
        kinds = max(kinds, team.class_ptr[s + 1] - team.class_ptr[s])
        sets = max(sets, 1 << (team.break_ptr[s + 1] - team.break_ptr[s]))
    best = np.empty((kinds, longest + 1), np.int64)
    active = np.empty(kinds, np.int64)
    lead = np.empty(len(team.minutes), np.int64)
    value = np.empty((sets, longest + 1), np.int64)
    back = np.empty((sets, longest + 1), np.int64)
    used[:] = 0
    loads[:] = 0
    total, steps = 0, 0
    for s in range(shifts):
        if team.group_ptr[s] == team.group_ptr[s + 1]:
            continue
        steps += fill(team, s, prize, toll[s], best, lead)
        steps += _run(team, s, best, active, value, back)
        taken, tick, cost = _end(team, s, value)
        if cost < 0:
            total += cost
            _trace(team, s, taken, tick, best, back, prize, toll[s], lead, used, loads)
    return total, steps


@compiled
def fill(team: Team, s: int, prize: Ints, toll: int, best: Ints, lead: Ints) -> int:
    """Note each group's cheapest row, and per class and start the least cost; return the steps.

    Placeless work counts only where its cost is negative: waiting is as good as other work.
    """
    best[: team.class_ptr[s + 1] - team.class_ptr[s]] = NEVER
    steps = 0
    for group in range(team.group_ptr[s], team.group_ptr[s + 1]):
        base = NEVER
        for row in range(team.row_ptr[group], team.row_ptr[group + 1]):
            cost = team.pair_cost[row] - prize[team.ticket[row]]
            if cost < base:
                base, lead[group] = cost, row
        base += toll * team.minutes[group]
        steps += team.row_ptr[group + 1] - team.row_ptr[group]
        for at in range(team.piece_ptr[group], team.piece_ptr[group + 1]):
            line, low, end, late, slope = best[team.kind[at]], team.low[at], team.end[at], team.late[at], team.slope[at]
            if team.class_place[team.class_ptr[s] + team.kind[at]] < 0:
                end = _until(base * team.crew[group], low, end, late, slope)
            steps += _note(line, low, end, base, late, slope, team.crew[group])
    return steps


@compiled
def _until(base: int, low: int, end: int, late: int, slope: int) -> int:
    """Return the first start of a piece at which cost and lateness are no longer negative."""
    if slope:
        return min(end, low - (late + base) // slope)
    return end if late + base < 0 else low


@compiled
def _note(line: Ints, low: int, end: int, base: int, late: int, slope: int, crew: int) -> int:
    """Note a row's cost from one start up to another; return the steps."""
    # Of several engineers' work each carries its share of the lateness.
    if crew == 1:
        for at in range(end - low):
            line[low + at] = min(line[low + at], base + late + slope * at)
    else:
        for at in range(end - low):
            line[low + at] = min(line[low + at], base + (late + slope * at) // crew)
    return max(0, end - low)


@compiled
def _run(team: Team, s: int, best: Ints, active: Ints, value: Ints, back: Ints) -> int:
    """Fill in the least cost per set of breaks taken and tick, forward in time; return the steps."""
    ticks, kinds = team.ticks[s], 0
    for c in range(team.class_ptr[s + 1] - team.class_ptr[s]):
        active[kinds] = c
        kinds += best[c, : ticks + 1].min() < 0
    first, count = team.break_ptr[s], team.break_ptr[s + 1] - team.break_ptr[s]
    lengths, takes = team.class_length[team.class_ptr[s] :], team.class_taken[team.class_ptr[s] :]
    value[: 1 << count, : ticks + 1] = NEVER
    value[0, 0] = 0
    for t in range(ticks + 1):
        for m in range(1 << count):
            if t and value[m, t - 1] <= value[m, t]:
                value[m, t], back[m, t] = value[m, t - 1], _WAITED
            now = value[m, t]
            if now >= NEVER:
                continue
            for b in range(count):
                if not m >> b & 1 and team.break_ok[first + b, t]:
                    _reach(value, back, m | 1 << b, t + team.break_ticks[first + b], now, _PAUSED - b)
            for c in active[:kinds]:
                if best[c, t] < 0 and not m & takes[c]:
                    _reach(value, back, m | takes[c], t + lengths[c], now + best[c, t], c)
    steps: int = (ticks + 1) * kinds << count
    return steps


@compiled
def _reach(value: Ints, back: Ints, taken: int, tick: int, cost: int, by: int) -> None:
    if cost < value[taken, tick]:
        value[taken, tick], back[taken, tick] = cost, by


@compiled
def _end(team: Team, s: int, value: Ints) -> tuple[int, int, int]:
    """Return where a cheapest day ends, and its cost with overtime; breaks that still find room may be left."""
    first, count = team.break_ptr[s], team.break_ptr[s + 1] - team.break_ptr[s]
    taken, tick, least = 0, 0, NEVER
    for m in range(1 << count):
        until = team.ticks[s]
        for b in range(count):
            if not m >> b & 1:
                while until >= 0 and not team.break_ok[first + b, until]:
                    until -= 1
        for t in range(until + 1):
            over = max(0, t - team.free_until[s])
            cost = value[m, t] + team.end_cost[s] * over
            if value[m, t] < NEVER and cost < least:
                taken, tick, least = m, t, cost
    return taken, tick, least


@compiled
def _trace(
    team: Team,
    s: int,
    m: int,
    t: int,
    best: Ints,
    back: Ints,
    prize: Ints,
    toll: int,
    lead: Ints,
    used: Ints,
    loads: Ints,
) -> None:
    """Count what a day holds, backward from its end."""
    first = team.class_ptr[s]
    while m or t:
        by = back[m, t]
        if by == _WAITED:
            t -= 1
        elif by <= _PAUSED:
            m ^= 1 << (_PAUSED - by)
            t -= team.break_ticks[team.break_ptr[s] + _PAUSED - by]
        else:
            m ^= team.class_taken[first + by]
            t -= team.class_length[first + by]
            group = who(team, s, by, t, best[by, t], prize, toll, lead)
            used[team.ticket[lead[group]]] += 1
            loads[s] += team.minutes[group]


@compiled
def who(team: Team, s: int, kind: int, t: int, cost: int, prize: Ints, toll: int, lead: Ints) -> int:
    """Return the first group of a class that has some cost at a start."""
    for group in range(team.group_ptr[s], team.group_ptr[s + 1]):
        row = lead[group]
        wanted = cost - team.pair_cost[row] + prize[team.ticket[row]] - toll * team.minutes[group]
        for at in range(team.piece_ptr[group], team.piece_ptr[group + 1]):
            if team.kind[at] == kind and team.low[at] <= t < team.end[at]:
                late = team.late[at] + team.slope[at] * (t - team.low[at])
                if wanted == late // team.crew[group]:
                    return group
    return -1
