"""Which work a step takes out: strings of work that belongs together.

Strings of adjacent tokens on shifts near each other are those of slack induction by string removals (Christiaens and
Vanden Berghe, "Slack induction by string removals for vehicle routing problems", Transportation Science, 2020). Near
means near by place, by time or by who may do it; now and then dear tickets, or whole shifts, go instead.
"""

from ....compiled import compiled
from . import columns as c
from .dice import below, chance
from .orders import position_of, put, rewalk, take
from .release import is_planned, release
from .tables import (
    Ints,
    copy,
    is_absent,
    is_task,
    length_of,
    shift_at,
    shift_of,
    ticket_at,
    ticket_of,
    token_at,
    totals_at,
    touched,
    walk_at,
)
from .undo import is_touched, touch

AVERAGE = 10
"""Tickets that a step takes out on average."""
LONGEST = 10
"""Most tickets of a string."""
SAMPLED = 6
"""Tickets of which the dearest is taken out."""


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
def _strings(flat: Ints, state: Ints) -> None:
    """Remove strings around a ticket drawn at random and the tickets nearest to it."""
    planned = flat[c.TICKETS] - state[c.ABSENT]
    if planned == 0:
        return
    longest = min(LONGEST, max(1.0, planned / _busy(flat, state)))
    strings = int(chance(state) * (4 * AVERAGE / (1 + longest) - 1) + 1)
    ticket = below(state, flat[c.TICKETS])
    draw = chance(state)
    kind = 0 if draw < 0.5 else 1 if draw < 0.75 else 2
    near = flat[c.RELATED] + (kind * flat[c.TICKETS] + ticket) * flat[c.NEIGHBOURS]
    for at in range(-1, flat[c.NEIGHBOURS]):
        if strings <= 0:
            break
        other = ticket if at < 0 else flat[near + at]
        if other < 0:
            break
        if is_planned(flat, state, other):
            task = flat[ticket_at(flat, other) + c.FIRST_TASK]
            shift = shift_of(state, task)
            if not is_touched(state, shift):
                count = _tasks_on(state, shift)
                _string(flat, state, shift, task, 1 + below(state, int(min(longest, count))), count)
                strings -= 1


@compiled
def _busy(flat: Ints, state: Ints) -> int:
    """Return the number of shifts with anything on them, estimated by a sample where there are many; at least 1."""
    shifts = flat[c.SHIFTS]
    step = 1 + shifts // 64
    count = 0
    for shift in range(0, shifts, step):
        if length_of(state, shift) > 0:
            count += step
    return max(1, count)


@compiled
def _tasks_on(state: Ints, shift: int) -> int:
    """Return the number of tasks on a shift."""
    count = 0
    for at in range(length_of(state, shift)):
        count += state[token_at(state, shift, at) + c.KIND] == c.TASK
    return count


@compiled
def _string(flat: Ints, state: Ints, shift: int, task: int, size: int, count: int) -> None:
    """Remove so many consecutive ones of a shift's tasks, a given one among them; half of the time some inside stay."""
    position, seen = 0, 0
    for at in range(length_of(state, shift)):
        token = token_at(state, shift, at)
        if is_task(state, token, task):
            position = seen
        seen += state[token + c.KIND] == c.TASK
    kept = 0
    if size < count and chance(state) < 0.5:
        kept = 1
        while size + kept < count and chance(state) > 0.01:
            kept += 1
    span = size + kept
    first = max(0, position - span + 1)
    first += below(state, min(position, count - span) - first + 1)
    hole = first + below(state, size + 1)
    _remove(flat, state, shift, first, first + span, hole, hole + kept)


@compiled
def _remove(flat: Ints, state: Ints, shift: int, first: int, last: int, hole: int, hole_end: int) -> None:
    """Remove the tasks of a shift from a first to before a last one, but for those inside a hole."""
    # Tickets are noted before any goes: what waits for them goes along and would shift the count.
    notes, noted, seen = state[c.NOTES], 0, 0
    for at in range(length_of(state, shift)):
        token = token_at(state, shift, at)
        if state[token + c.KIND] == c.TASK:
            if first <= seen < last and not hole <= seen < hole_end:
                state[notes + noted] = ticket_of(flat, state[token + c.ITEM])
                noted += 1
            seen += 1
    touch(state, shift)
    _release_noted(flat, state, noted)


@compiled
def _release_noted(flat: Ints, state: Ints, noted: int) -> None:
    """Leave out the tickets noted, but for those that have gone along with others."""
    for at in range(noted):
        ticket = state[state[c.NOTES] + at]
        if not is_absent(state, ticket):
            release(flat, state, ticket)


@compiled
def _dear(flat: Ints, state: Ints) -> None:
    """Remove tickets that cost more than others where they are, of a sample drawn at random."""
    # Tickets are noted before any goes: what stays is not walked anew, so that its prices would be those of others.
    notes, noted = state[c.NOTES], 0
    for _ in range(min(1 + below(state, AVERAGE), flat[c.TICKETS])):
        best, worst = -1, -1
        for _ in range(SAMPLED):
            ticket = below(state, flat[c.TICKETS])
            if is_planned(flat, state, ticket):
                price = _price_there(flat, state, flat[ticket_at(flat, ticket) + c.FIRST_TASK])
                if price > worst:
                    best, worst = ticket, price
        if best >= 0:
            state[notes + noted] = best
            noted += 1
    _release_noted(flat, state, noted)


@compiled
def _price_there(flat: Ints, state: Ints, task: int) -> int:
    """Return what a planned task and the way to it cost."""
    shift = shift_of(state, task)
    walk = walk_at(state, shift, position_of(state, task))
    after = walk + c.WALK_COLUMNS
    travel = state[after + c.TRAVEL] - state[walk + c.TRAVEL]
    return state[after + c.COST] - state[walk + c.COST] + travel * flat[shift_at(flat, shift) + c.TRAVEL_COST]


@compiled
def _whole(flat: Ints, state: Ints) -> None:
    """Remove all work of one shift, or of two next to each other in the list."""
    shifts = flat[c.SHIFTS]
    if shifts == 0:
        return
    first = below(state, shifts)
    for shift in range(first, min(shifts, first + 1 + below(state, 2))):
        _remove(flat, state, shift, 0, length_of(state, shift), 0, 0)


@compiled
def _tidy(flat: Ints, state: Ints) -> bool:
    """Walk the touched shifts; trips go back to where they are by default where that is possible, breaks may move."""
    for at in range(state[c.TOUCHED]):
        shift = touched(state, at)
        trips = _without_trips(flat, state, shift)
        # Where facts and breaks leave no other time for them, trips must be stated.
        if not rewalk(flat, state, shift) and (trips == 0 or not _with_trips(flat, state, shift, trips)):
            return False
        if _has_break(state, shift) and chance(state) < 0.5 and not _move_break(flat, state, shift):
            return False
    return True


@compiled
def _without_trips(flat: Ints, state: Ints, shift: int) -> int:
    """Take the trips stated out of an order, and note from which positions; return how many there were."""
    count, at = 0, 0
    while at < length_of(state, shift):
        if state[token_at(state, shift, at) + c.KIND] == c.TRIP:
            state[state[c.NOTES] + count] = at + count
            count += 1
            take(flat, state, shift, at)
        else:
            at += 1
    return count


@compiled
def _with_trips(flat: Ints, state: Ints, shift: int, count: int) -> bool:
    """Put trips back to the positions noted; return whether the order can be carried out then."""
    token = c.NEW_TOKEN
    for entry in range(token, token + c.TOKEN_COLUMNS):
        state[entry] = -1
    state[token + c.KIND], state[token + c.ITEM], state[token + c.ABSORBED], state[token + c.LOW] = c.TRIP, 0, 0, 0
    for at in range(count):
        put(flat, state, shift, state[state[c.NOTES] + at], token)
    return rewalk(flat, state, shift)


@compiled
def _has_break(state: Ints, shift: int) -> bool:
    """Whether an order has a break of its own."""
    length, at = length_of(state, shift), 0
    while at < length and state[token_at(state, shift, at) + c.KIND] != c.BREAK:
        at += 1
    return at < length


@compiled
def _move_break(flat: Ints, state: Ints, shift: int) -> bool:
    """Move the first break of a shift to where the order costs least; of equals, to the first other one or the last."""
    length, totals, token, at = length_of(state, shift), totals_at(state, shift), c.NEW_TOKEN, 0
    while state[token_at(state, shift, at) + c.KIND] != c.BREAK:
        at += 1
    copy(state, token, token_at(state, shift, at), c.TOKEN_COLUMNS)
    before, best, least = at, at, state[totals + c.SHIFT_COST]
    is_late = chance(state) < 0.5
    for other in range(length):
        take(flat, state, shift, at)
        put(flat, state, shift, other, token)
        at = other
        if rewalk(flat, state, shift):
            cost = state[totals + c.SHIFT_COST]
            if cost < least or (cost == least and (is_late or best == before)):
                best, least = other, cost
    take(flat, state, shift, at)
    put(flat, state, shift, best, token)
    return rewalk(flat, state, shift)
