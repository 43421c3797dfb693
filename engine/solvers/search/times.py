"""When work may start: the start relation of `engine.slots`, asked for one tick at a time."""

from ...compiled import compiled, inlined
from . import columns as c
from .columns import BIG
from .tables import Ints, candidate_at, place_at, shift_at, ticket_at


@inlined
def fit(flat: Ints, begin: int, end: int, at: int, span: int) -> int:
    """Return the first tick from ``at`` on with so many unbroken ticks inside one interval, -1 when there is none.

    The intervals lie from ``begin`` to ``end``; ``begin`` -1 stands for all time.
    """
    if begin < 0:
        return at
    for row in range(begin, end, 2):
        low = flat[row]
        if low < at:
            low = at
        if low + span <= flat[row + 1]:
            return low
    return -1


@inlined
def fit_last(flat: Ints, begin: int, end: int, limit: int, span: int) -> int:
    """Return the last tick from which so many unbroken ticks end by ``limit`` inside one interval, -1 for none."""
    if begin < 0:
        return limit - span
    for row in range(end - 2, begin - 1, -2):
        high = flat[row + 1]
        if high > limit:
            high = limit
        if high - span >= flat[row]:
            return high - span
    return -1


@compiled
def first_start(
    flat: Ints, shift: int, ticket: int, minutes: int, setup: int, absorbed: int, low: int
) -> tuple[int, int]:
    """Return the first start from ``low`` on, and the end; (-1, -1) when there is none.

    ``absorbed`` has a bit for each floating break of the shift that is taken inside the work: at most one.
    """
    rows, form = ticket_at(flat, ticket), shift_at(flat, shift)
    if flat[rows + c.PAUSABLE]:
        return _pausing(flat, shift, ticket, minutes, setup, absorbed, max(low, 0))
    at = max(low, 0)
    while True:
        before = at
        at = fit(flat, flat[form + c.FREE], flat[form + c.FREE_END], at, minutes)
        if at < 0:
            return -1, -1
        at = fit(flat, flat[rows + c.WITHIN], flat[rows + c.WITHIN_END], at, minutes)
        if at < 0:
            return -1, -1
        at = _allowed(flat, shift, ticket, setup, at)
        if at < 0:
            return -1, -1
        if at == before:
            return at, at + minutes


@compiled
def _allowed(flat: Ints, shift: int, ticket: int, setup: int, at: int) -> int:
    """Return the first tick from ``at`` on at which the ticket may start, with its set-up inside the opening hours."""
    rows, form = ticket_at(flat, ticket), shift_at(flat, shift)
    while True:
        before = at
        at = fit(flat, flat[rows + c.STARTS], flat[rows + c.STARTS_END], at, 1)
        if at >= 0 and setup:
            at = fit(flat, flat[form + c.FREE], flat[form + c.FREE_END], at - setup, setup + 1)
            if at >= 0:
                place = place_at(flat, flat[rows + c.PLACE])
                at = fit(flat, flat[place + c.OPENING], flat[place + c.OPENING_END], at, setup + 1)
            if at >= 0:
                at += setup
        if at < 0 or at == before:
            return at


@compiled
def _pausing(flat: Ints, shift: int, ticket: int, minutes: int, setup: int, absorbed: int, low: int) -> tuple[int, int]:
    rows, form = ticket_at(flat, ticket), shift_at(flat, shift)
    at = low
    while True:
        before = at
        at = _allowed(flat, shift, ticket, setup, at)
        if at < 0:
            return -1, -1
        at = fit(flat, flat[form + c.FREE], flat[form + c.FREE_END], at, 1)
        if at < 0:
            return -1, -1
        if at != before:
            continue
        end, after = pausing_end(flat, shift, minutes + _absorbed_minutes(flat, shift, absorbed), at)
        if end < 0:
            if after < 0:
                return -1, -1
            at = after
            continue
        inside = fit(flat, flat[rows + c.WITHIN], flat[rows + c.WITHIN_END], at, end - at)
        if inside < 0:
            return -1, -1
        if inside != at:
            at = inside
            continue
        if absorbed:
            at = _with_break(flat, shift, absorbed, at, end)
            if at < 0:
                return -1, -1
            if at != before:
                continue
        return at, end


@compiled
def _absorbed_minutes(flat: Ints, shift: int, absorbed: int) -> int:
    total, at = 0, 0
    while absorbed:
        if absorbed & 1:
            total += flat[flat[shift_at(flat, shift) + c.BREAKS] + 3 * at + 2]
        absorbed >>= 1
        at += 1
    return total


@compiled
def pausing_end(flat: Ints, shift: int, minutes: int, at: int) -> tuple[int, int]:
    """Return when pausable work that starts at a free tick ends; (-1, next free interval or -1) when a barrier bars."""
    form = shift_at(flat, shift)
    row, last = flat[form + c.FREE], flat[form + c.FREE_END]
    while flat[row + 1] <= at:
        row += 2
    after = flat[row + 2] if row + 2 < last else -1
    left = minutes - (flat[row + 1] - at)
    while left > 0:
        if row + 2 >= last:
            return -1, after
        for bar in range(flat[form + c.BARRIERS], flat[form + c.BARRIERS_END], 2):
            if flat[bar] < flat[row + 2] and flat[row + 1] < flat[bar + 1]:
                return -1, after
        row += 2
        left -= flat[row + 1] - flat[row]
    return flat[row + 1] + left, after


@compiled
def _with_break(flat: Ints, shift: int, absorbed: int, at: int, end: int) -> int:
    """Return the start itself when the absorbed break finds room inside the work, a later tick to try, or -1."""
    form = shift_at(flat, shift)
    which = 0
    while not (absorbed >> which) & 1:
        which += 1
    pause = flat[form + c.BREAKS] + 3 * which
    low = max(flat[pause + 0], at + 1)
    room = fit(flat, flat[form + c.FREE], flat[form + c.FREE_END], low, flat[pause + 2])
    if room < 0 or room + flat[pause + 2] > flat[pause + 1]:
        return -1
    return at if room + flat[pause + 2] <= end - 1 else at + 1


@compiled
def last_start(flat: Ints, shift: int, ticket: int, minutes: int, limit: int) -> int:
    """Return a tick after which no start lets the work end by ``limit``; set-up and pauses are not looked at."""
    rows, form = ticket_at(flat, ticket), shift_at(flat, shift)
    at = limit - minutes
    if flat[rows + c.PAUSABLE]:
        return at
    while True:
        before = at
        at = fit_last(flat, flat[form + c.FREE], flat[form + c.FREE_END], at + minutes, minutes)
        if at < 0:
            return -1
        at = fit_last(flat, flat[rows + c.WITHIN], flat[rows + c.WITHIN_END], at + minutes, minutes)
        if at < 0:
            return -1
        at = fit_last(flat, flat[rows + c.STARTS], flat[rows + c.STARTS_END], at + 1, 1)
        if at < 0 or at == before:
            return at


@inlined
def late(flat: Ints, begin: int, end: int, tick: int) -> int:
    """Return the value of a function of a tick, see `engine.steps`."""
    for row in range(end - 3, begin - 1, -3):
        if flat[row] <= tick:
            return flat[row + 1] + flat[row + 2] * (tick - flat[row])
    return 0


@inlined
def hinged(flat: Ints, begin: int, end: int, load: int) -> int:
    """Return the value of a convex function of a load."""
    total = 0
    for row in range(begin, end, 2):
        if load <= flat[row]:
            break
        total += flat[row + 1] * (load - flat[row])
    return total


@compiled
def time_cost(flat: Ints, ticket: int, start: int, end: int) -> int:
    """Return what a ticket costs for when it is worked: its lateness, and its change against the published start."""
    rows = ticket_at(flat, ticket)
    total = late(flat, flat[rows + c.LATE_START], flat[rows + c.LATE_START_END], start)
    total += late(flat, flat[rows + c.LATE_END], flat[rows + c.LATE_END_END], end)
    if flat[rows + c.CHANGE_COST] > 0 and abs(start - flat[rows + c.CHANGE_START]) > flat[rows + c.CHANGE_TOLERANCE]:
        total += flat[rows + c.CHANGE_COST]
    return total


@compiled
def bound_candidates(flat: Ints) -> None:
    """Write into each candidate what its ticket costs there at least: on an empty shift, at the first start."""
    for ticket in range(flat[c.TICKETS]):
        rows = ticket_at(flat, ticket)
        for at in range(flat[rows + c.ROW], flat[rows + c.ROW_END]):
            row = candidate_at(flat, at)
            shift, minutes = flat[row + c.CAND_SHIFT], flat[row + c.CAND_MINUTES]
            start, end = first_start(flat, shift, ticket, minutes, 0, 0, 0)
            if flat[rows + c.PAUSABLE]:
                form = shift_at(flat, shift)
                for which in range((flat[form + c.BREAKS_END] - flat[form + c.BREAKS]) // 3):
                    sooner, ends = first_start(flat, shift, ticket, minutes, 0, 1 << which, 0)
                    if sooner >= 0 and (start < 0 or sooner < start):
                        start = sooner
                    if ends >= 0 and (end < 0 or ends < end):
                        end = ends
            flat[row + c.CAND_BOUND] = BIG
            if start >= 0:
                total = flat[row + c.CAND_COST]
                total += late(flat, flat[rows + c.LATE_START], flat[rows + c.LATE_START_END], start)
                total += late(flat, flat[rows + c.LATE_END], flat[rows + c.LATE_END_END], end)
                flat[row + c.CAND_BOUND] = total
