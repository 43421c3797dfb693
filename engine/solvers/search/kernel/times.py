"""When work may start: the start relation of `engine.slots`, asked for one tick at a time."""

from ....compiled import compiled, inlined
from . import columns as c
from .tables import Ints, break_at, place_at, shift_at, ticket_at


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
def fit_free(flat: Ints, form: int, at: int, span: int) -> int:
    """Return the first tick from ``at`` on with so many unbroken ticks in a shift's free time, -1 for none."""
    return fit(flat, flat[form + c.FREE], flat[form + c.FREE_END], at, span)


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


@inlined
def fit_free_last(flat: Ints, form: int, limit: int, span: int) -> int:
    """Return the last tick from which so many unbroken ticks of a shift's free time end by a limit, -1 for none."""
    return fit_last(flat, flat[form + c.FREE], flat[form + c.FREE_END], limit, span)


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
        at = fit_free(flat, form, at, minutes)
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
            # Set-up and the first minute of work are one unbroken stretch.
            at = fit_free(flat, form, at - setup, setup + 1)
            if at >= 0:
                place = place_at(flat, flat[rows + c.PLACE])
                at = fit(flat, flat[place + c.OPENING], flat[place + c.OPENING_END], at, setup + 1)
            if at >= 0:
                at += setup
        if at < 0 or at == before:
            return at


@compiled
def _pausing(flat: Ints, shift: int, ticket: int, minutes: int, setup: int, absorbed: int, low: int) -> tuple[int, int]:
    """Return the first start of pausable work from ``low`` on, and the end; (-1, -1) when there is none."""
    rows, form = ticket_at(flat, ticket), shift_at(flat, shift)
    which = _only_bit(absorbed)
    if which >= 0:
        minutes += flat[break_at(flat, shift, which) + c.BREAK_MINUTES]
    at = low
    while True:
        before = at
        at = _allowed(flat, shift, ticket, setup, at)
        if at < 0:
            return -1, -1
        at = fit_free(flat, form, at, 1)
        if at < 0:
            return -1, -1
        if at != before:
            continue
        end, after = _pausing_end(flat, shift, minutes, at)
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
        if which >= 0:
            at = _with_break(flat, shift, which, at, end)
            if at < 0:
                return -1, -1
            if at != before:
                continue
        return at, end


@inlined
def _only_bit(absorbed: int) -> int:
    """Return which bit is set, -1 when none is."""
    which = -1
    while absorbed:
        which += 1
        absorbed >>= 1
    return which


@compiled
def _pausing_end(flat: Ints, shift: int, minutes: int, at: int) -> tuple[int, int]:
    """Return when pausable work that starts at a free tick ends, -1 when a barrier bars it or the shift is too short.

    The second is where the next interval of free time begins, -1 when there is none.
    """
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
def _with_break(flat: Ints, shift: int, which: int, at: int, end: int) -> int:
    """Return the start itself when the absorbed break finds room inside the work, a later tick to try, or -1.

    The break lies after the first minute of the work and before the last.
    """
    pause = break_at(flat, shift, which)
    minutes = flat[pause + c.BREAK_MINUTES]
    room = fit_free(flat, shift_at(flat, shift), max(flat[pause + c.BREAK_LOW], at + 1), minutes)
    if room < 0 or room + minutes > flat[pause + c.BREAK_HIGH]:
        return -1
    return at if room + minutes <= end - 1 else at + 1


@compiled
def last_start(flat: Ints, shift: int, ticket: int, minutes: int, limit: int) -> int:
    """Return a tick after which no start lets the work end by ``limit``; set-up and pauses are not looked at."""
    rows, form = ticket_at(flat, ticket), shift_at(flat, shift)
    at = limit - minutes
    if flat[rows + c.PAUSABLE]:
        return at
    while True:
        before = at
        at = fit_free_last(flat, form, at + minutes, minutes)
        if at < 0:
            return -1
        at = fit_last(flat, flat[rows + c.WITHIN], flat[rows + c.WITHIN_END], at + minutes, minutes)
        if at < 0:
            return -1
        at = fit_last(flat, flat[rows + c.STARTS], flat[rows + c.STARTS_END], at + 1, 1)
        if at < 0 or at == before:
            return at
