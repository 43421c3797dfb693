"""Steps: what they change is kept before, so that a step that is not worth it leaves no trace."""

from ....compiled import compiled
from . import columns as c
from .groups import engage
from .tables import Ints, ahead_at, copy, length_of, shift_at, ticket_of, token_at, totals_at, touched, walk_at


@compiled
def open_step(state: Ints) -> None:
    """Begin a step that `undo` can take back."""
    state[c.STAMP] += 1
    state[c.TOUCHED] = 0
    state[c.OLD_TOTAL], state[c.OLD_ABSENT] = state[c.TOTAL], state[c.ABSENT]
    copy(state, state[c.OLD_ABSENTS], state[c.ABSENTS], state[c.ABSENT])


@compiled
def is_touched(state: Ints, shift: int) -> bool:
    """Whether the step under way has touched a shift."""
    return state[state[c.STAMPS] + shift] == state[c.STAMP]


@compiled
def touch(state: Ints, shift: int) -> None:
    """Keep a shift as it is, for `undo`; to be called before the step under way changes the shift."""
    if is_touched(state, shift):
        return
    state[state[c.STAMPS] + shift] = state[c.STAMP]
    state[state[c.TOUCHED_SHIFTS] + state[c.TOUCHED]] = shift
    state[c.TOUCHED] += 1
    _copy_shift(state, shift, length_of(state, shift), True)


@compiled
def _copy_shift(state: Ints, shift: int, length: int, keep: bool) -> None:
    """Copy a shift of so many tokens to where `undo` finds it, or back."""
    rows = (
        (token_at(state, shift, 0), state[c.OLD_TOKENS] - state[c.TOKENS], length * c.TOKEN_COLUMNS),
        (walk_at(state, shift, 0), state[c.OLD_WALKS] - state[c.WALKS], (length + 2) * c.WALK_COLUMNS),
        (ahead_at(state, shift, 0), state[c.OLD_AHEAD] - state[c.AHEAD], (length + 1) * c.AHEAD_COLUMNS),
        (totals_at(state, shift), state[c.OLD_TOTALS] - state[c.TOTALS], c.TOTAL_COLUMNS),
    )
    for here, away, count in rows:
        if keep:
            copy(state, here + away, here, count)
        else:
            copy(state, here, here + away, count)


@compiled
def mark_stale(state: Ints) -> None:
    """Note that the shifts of a step that stays are no longer as in the best plan."""
    for at in range(state[c.TOUCHED]):
        state[state[c.STALE] + touched(state, at)] = 1


@compiled
def undo(flat: Ints, state: Ints) -> None:
    """Put everything back as it was when the step began."""
    for at in range(state[c.TOUCHED]):
        _count_in(flat, state, touched(state, at), -1)
    for at in range(state[c.TOUCHED]):
        shift = touched(state, at)
        old = totals_at(state, shift) + state[c.OLD_TOTALS] - state[c.TOTALS]
        _copy_shift(state, shift, state[old + c.LENGTH], False)
        _count_in(flat, state, shift, 1)
    for at in range(state[c.ABSENT]):
        state[state[c.WHERE_ABSENT] + state[state[c.ABSENTS] + at]] = -1
    state[c.TOTAL], state[c.ABSENT] = state[c.OLD_TOTAL], state[c.OLD_ABSENT]
    for at in range(state[c.ABSENT]):
        ticket = state[state[c.OLD_ABSENTS] + at]
        state[state[c.ABSENTS] + at] = ticket
        state[state[c.WHERE_ABSENT] + ticket] = at


@compiled
def _count_in(flat: Ints, state: Ints, shift: int, change: int) -> None:
    """Count the work on a shift: where its tasks are, in its groups, in the load; with a change of -1 no longer."""
    totals, engineer = totals_at(state, shift), flat[shift_at(flat, shift) + c.ENGINEER]
    for at in range(state[totals + c.LENGTH]):
        token = token_at(state, shift, at)
        if state[token + c.KIND] == c.TASK:
            task = state[token + c.ITEM]
            state[state[c.SHIFT_OF] + task] = shift if change > 0 else -1
            engage(flat, state, ticket_of(flat, task), engineer, change)
    state[state[c.LOADS] + engineer] += change * state[totals + c.SHIFT_LOAD]
