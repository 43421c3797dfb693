"""Which work a step takes out: strings of work that belongs together.

Strings of adjacent tokens on shifts near each other are those of slack induction by string removals (Christiaens and
Vanden Berghe, "Slack induction by string removals for vehicle routing problems", Transportation Science, 2020). Near
means near by place, by time or by who may do it; now and then dear tickets, or a whole shift, go instead.
"""

from ...compiled import compiled
from . import columns as c
from .dice import below, chance
from .links import release
from .orders import put, rewalk, take, touch
from .tables import Ints, copy, shift_at, ticket_at, ticket_of, token_at, totals_at, walk_at

AVERAGE = 10
"""Tickets that a step takes out on average."""
LONGEST = 10
"""Most tickets of a string."""


@compiled
def ruin(flat: Ints, state: Ints) -> bool:
    """Take work out; False when what is left on a shift cannot be carried out."""
    draw = chance(state)
    if draw < 0.85:
        _strings(flat, state)
    elif draw < 0.95:
        _dear(flat, state)
    else:
        _whole(flat, state)
    return _tidy(flat, state)


@compiled
def _tasks_on(state: Ints, shift: int) -> int:
    count = 0
    for at in range(state[totals_at(state, shift) + c.LENGTH]):
        if state[token_at(state, shift, at) + c.KIND] == c.TASK:
            count += 1
    return count


@compiled
def _strings(flat: Ints, state: Ints) -> None:
    """Remove strings around a ticket drawn at random and the tickets nearest to it."""
    tickets = flat[c.TICKETS]
    planned = tickets - state[c.ABSENT]
    longest = min(LONGEST, max(1.0, planned / max(1, _busy(flat, state))))
    strings = int(chance(state) * (4 * AVERAGE / (1 + longest) - 1) + 1)
    ticket = below(state, tickets)
    draw = chance(state)
    kind = 0 if draw < 0.5 else 1 if draw < 0.75 else 2
    near = flat[c.RELATED] + (kind * flat[c.TICKETS] + ticket) * flat[c.NEIGHBOURS]
    for at in range(-1, flat[c.NEIGHBOURS]):
        if strings <= 0:
            break
        other = ticket if at < 0 else flat[near + at]
        if other < 0:
            break
        task = flat[ticket_at(flat, other) + c.FIRST_TASK]
        if flat[ticket_at(flat, other) + c.IS_FACT] or task < 0:
            continue
        shift = state[state[c.SHIFT_OF] + task]
        if shift < 0 or state[state[c.STAMPS] + shift] == state[c.STAMP]:
            continue
        count = _tasks_on(state, shift)
        size = 1 + below(state, int(min(longest, count)))
        _string(flat, state, shift, task, size, count)
        strings -= 1


@compiled
def _busy(flat: Ints, state: Ints) -> int:
    """Return the number of shifts with work or facts, of a sample where there are many."""
    shifts = flat[c.SHIFTS]
    step = 1 + shifts // 64
    count = 0
    for shift in range(0, shifts, step):
        if state[totals_at(state, shift) + c.LENGTH] > 0:
            count += step
    return max(1, count)


@compiled
def _string(flat: Ints, state: Ints, shift: int, task: int, size: int, count: int) -> None:
    """Remove so many consecutive tasks, a given one among them; half of the time some in the middle stay."""
    position, seen = 0, 0
    for at in range(state[totals_at(state, shift) + c.LENGTH]):
        token = token_at(state, shift, at)
        if state[token + c.KIND] == c.TASK:
            if state[token + c.ITEM] == task:
                position = seen
            seen += 1
    kept, hole = 0, 0
    if size < count and chance(state) < 0.5:
        kept = 1
        while size + kept < count and chance(state) > 0.01:
            kept += 1
    span = size + kept
    first = max(0, position - span + 1)
    first += below(state, min(position, count - span) - first + 1)
    hole = first + below(state, size + 1)
    # Tickets are noted before any goes: what waits for them goes along and would shift the count.
    noted, seen = 0, 0
    base = state[c.NOTES]
    for at in range(state[totals_at(state, shift) + c.LENGTH]):
        token = token_at(state, shift, at)
        if state[token + c.KIND] == c.TASK:
            if first <= seen < first + span and not (kept and hole <= seen < hole + kept):
                state[base + noted] = ticket_of(flat, state[token + c.ITEM])
                noted += 1
            seen += 1
    touch(state, shift)
    for at in range(noted):
        other = state[base + at]
        if state[state[c.WHERE_ABSENT] + other] < 0:
            release(flat, state, other)


@compiled
def _dear(flat: Ints, state: Ints) -> None:
    """Remove tickets that cost more than others where they are, of a sample drawn at random."""
    wanted = 1 + below(state, AVERAGE)
    for _ in range(wanted):
        best, worst = -1, -1
        for _ in range(6):
            ticket = below(state, flat[c.TICKETS])
            task = flat[ticket_at(flat, ticket) + c.FIRST_TASK]
            if flat[ticket_at(flat, ticket) + c.IS_FACT] or task < 0 or state[state[c.SHIFT_OF] + task] < 0:
                continue
            shift = state[state[c.SHIFT_OF] + task]
            for at in range(state[totals_at(state, shift) + c.LENGTH]):
                token = token_at(state, shift, at)
                if state[token + c.KIND] == c.TASK and state[token + c.ITEM] == task:
                    walk, after = walk_at(state, shift, at), walk_at(state, shift, at + 1)
                    price = state[after + c.COST] - state[walk + c.COST]
                    price += (state[after + c.TRAVEL] - state[walk + c.TRAVEL]) * flat[
                        shift_at(flat, shift) + c.TRAVEL_COST
                    ]
                    if price > worst:
                        best, worst = ticket, price
        if best >= 0:
            release(flat, state, best)


@compiled
def _whole(flat: Ints, state: Ints) -> None:
    """Remove all work of one shift, or of two next to each other in the list."""
    if flat[c.SHIFTS] == 0:
        return
    first, base = below(state, flat[c.SHIFTS]), state[c.NOTES]
    for shift in range(first, min(flat[c.SHIFTS], first + 1 + below(state, 2))):
        noted = 0
        for at in range(state[totals_at(state, shift) + c.LENGTH]):
            if state[token_at(state, shift, at) + c.KIND] == c.TASK:
                state[base + noted] = ticket_of(flat, state[token_at(state, shift, at) + c.ITEM])
                noted += 1
        touch(state, shift)
        for at in range(noted):
            if state[state[c.WHERE_ABSENT] + state[base + at]] < 0:
                release(flat, state, state[base + at])


@compiled
def _tidy(flat: Ints, state: Ints) -> bool:
    """Walk the touched shifts; trips go back to where they are by default, and breaks may move."""
    for at in range(state[c.TOUCHED]):
        shift = state[state[c.TOUCHED_SHIFTS] + at]
        has_break, other = False, 0
        while other < state[totals_at(state, shift) + c.LENGTH]:
            if state[token_at(state, shift, other) + c.KIND] == c.TRIP:
                take(state, shift, other)
            else:
                has_break = has_break or state[token_at(state, shift, other) + c.KIND] == c.BREAK
                other += 1
        if not rewalk(flat, state, shift):
            return False
        if has_break and chance(state) < 0.5 and not _move_break(flat, state, shift):
            return False
    return True


@compiled
def _move_break(flat: Ints, state: Ints, shift: int) -> bool:
    """Move one break of a shift to where the order costs least, the first such place or the last."""
    length, at = state[totals_at(state, shift) + c.LENGTH], 0
    while state[token_at(state, shift, at) + c.KIND] != c.BREAK:
        at += 1
    token = c.NEW_TOKEN
    copy(state, token, token_at(state, shift, at), c.TOKEN_COLUMNS)
    before, best, least = at, at, state[totals_at(state, shift) + c.SHIFT_COST]
    is_late = chance(state) < 0.5
    for other in range(length):
        take(state, shift, at)
        put(state, shift, other, token)
        at = other
        if rewalk(flat, state, shift):
            cost = state[totals_at(state, shift) + c.SHIFT_COST]
            if cost < least or (cost == least and is_late) or (cost == least and best == before):
                best, least = other, cost
    take(state, shift, at)
    put(state, shift, best, token)
    return rewalk(flat, state, shift)
