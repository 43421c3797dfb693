"""From a timed plan to the kernel's state, and from the best state back to a plan."""

import numpy as np

from ...instance import Instance
from ...plan import Kind, Plan, Sequence, Token
from ...timing import Timed, bare, timing
from ..draft import without_ticket
from .kernel import columns as c
from .kernel.dice import seeded
from .kernel.entry import Array, candidate_on, engage, enter, join_absent, keep
from .kernel.tables import candidate_at, token_at, totals_at

SPARE_TOKENS = 8
"""Room in an order beyond what its shift could hold of the shortest work."""
MOST_TOKENS = 200


def state_of(instance: Instance, flat: Array, timed: Timed, seed: int) -> Array | None:
    """Return a plan as a state, None when the kernel cannot hold it.

    That is when work lies on a shift that no rule lets it onto, or when an order cannot be walked in the kernel's way.
    """
    if any(candidate_on(flat, instance.task_ticket[task], shift) < 0 for task, shift in timed.plan.tasks()):
        return None
    sequences = [_sequence(instance, timed, shift) for shift in range(len(instance.shifts))]
    state = _empty(instance, flat, max((len(each) for each in sequences), default=0))
    state[c.RANDOM] = seeded(seed, 0)
    for ticket in range(len(instance.tickets)):
        if ticket not in timed.span:
            join_absent(flat, state, ticket)
    for ticket, crew in instance.facts.items():
        for shift in crew[0]:
            engage(flat, state, ticket, instance.shifts[shift].engineer, 1)
    for shift, sequence in enumerate(sequences):
        here = token_at(state, shift, 0)
        for token in sequence:
            state[here : here + c.TOKEN_COLUMNS] = _token(instance, flat, timed, shift, token)
            here += c.TOKEN_COLUMNS
            if token.kind is Kind.TASK:
                state[state[c.SHIFT_OF] + token.item] = shift
                engage(flat, state, instance.task_ticket[token.item], instance.shifts[shift].engineer, 1)
        state[totals_at(state, shift) + c.LENGTH] = len(sequence)
        if not enter(flat, state, shift):
            return None
    keep(flat, state)
    return state


def holdable(instance: Instance, timed: Timed) -> Timed | None:
    """Return a plan without the work that takes several breaks inside itself: the kernel knows one at a time.

    None where what is left cannot be carried out.
    """
    left: Timed | None = timed
    while left is not None and (task := _overfull(left.plan)) is not None:
        left = timing(instance, without_ticket(instance, left, instance.task_ticket[task]))
    return left


def _overfull(plan: Plan) -> int | None:
    """Return a task that takes several breaks inside itself."""
    tokens = (token for sequence in plan.sequences.values() for token in sequence)
    return next((token.item for token in tokens if len(token.absorbed) > 1), None)


def best_plan(instance: Instance, state: Array) -> Plan:
    """Return the best plan that a state has met."""
    sequences: dict[int, Sequence] = {}
    held = set()
    shifts = len(instance.shifts)
    lengths = state[state[c.BEST_LENGTHS] : state[c.BEST_LENGTHS] + shifts]
    tokens = state[state[c.BEST_TOKENS] : state[c.BEST_TOKENS] + shifts * state[c.TOKEN_STRIDE]]
    tokens = tokens.reshape(shifts, int(state[c.SIZE]), c.TOKEN_COLUMNS)
    for shift in np.flatnonzero(lengths).tolist():
        rows = tokens[shift, : lengths[shift]].tolist()
        sequences[shift] = tuple(token_of(row[c.KIND], row[c.ITEM], row[c.ABSORBED]) for row in rows)
        held |= {instance.task_ticket[row[c.ITEM]] for row in rows if row[c.KIND] == c.TASK and row[c.FLOOR] >= 0}
    return Plan(sequences, frozenset(held))


def token_of(kind: int, item: int, absorbed: int) -> Token:
    """Return a token of the kernel as one of a plan; absorbed breaks come as bits."""
    return Token(Kind(kind), max(0, item), tuple(bit for bit in range(absorbed.bit_length()) if absorbed >> bit & 1))


def _sequence(instance: Instance, timed: Timed, shift: int) -> Sequence:
    return timed.plan.sequences.get(shift) or bare(instance, shift)


def _token(instance: Instance, flat: Array, timed: Timed, shift: int, token: Token) -> list[int]:
    row = [-1] * c.TOKEN_COLUMNS
    row[c.KIND], row[c.ITEM] = int(token.kind), token.item
    row[c.ABSORBED] = sum(1 << each for each in token.absorbed)
    row[c.LOW] = 0
    if token.kind is Kind.TASK:
        ticket = instance.task_ticket[token.item]
        start, end = timed.span[ticket]
        row[c.CANDIDATE] = candidate_on(flat, ticket, shift)
        row[c.MINUTES] = int(flat[candidate_at(flat, row[c.CANDIDATE]) + c.CAND_MINUTES])
        if len(instance.ticket_tasks[ticket]) > 1:
            row[c.MINUTES] = end - start
        if ticket in timed.plan.held:
            change = instance.changes[ticket]
            row[c.FLOOR] = change.start - change.tolerance
        if ticket in instance.linked:
            row[c.LOW] = row[c.EXACT] = start
    return row


def _empty(instance: Instance, flat: Array, longest: int) -> Array:
    shifts, tickets, engineers = len(instance.shifts), len(instance.tickets), len(instance.engineers)
    size = max(min(MOST_TOKENS, _most_tokens(flat)), longest) + SPARE_TOKENS
    tokens, walks, engaged = size * c.TOKEN_COLUMNS, (size + 2) * c.WALK_COLUMNS, engineers + 1
    most = max((len(tasks) for tasks in instance.ticket_tasks), default=0)
    sizes = {
        c.TOKENS: shifts * tokens,
        c.WALKS: shifts * walks,
        c.AHEAD: shifts * size * c.AHEAD_COLUMNS,
        c.TOTALS: shifts * c.TOTAL_COLUMNS,
        c.SHIFT_OF: len(instance.task_ticket),
        c.LOADS: engineers,
        c.ENGAGED: len(instance.groups) * engaged,
        c.ABSENTS: tickets,
        c.WHERE_ABSENT: tickets,
        c.TOUCHED_SHIFTS: shifts,
        c.STAMPS: shifts,
        c.OLD_TOKENS: shifts * tokens,
        c.OLD_WALKS: shifts * walks,
        c.OLD_AHEAD: shifts * size * c.AHEAD_COLUMNS,
        c.OLD_TOTALS: shifts * c.TOTAL_COLUMNS,
        c.OLD_ABSENTS: tickets,
        c.SEATS: engineers * c.SEAT_COLUMNS,
        c.TAKEN_SEATS: most * c.SEAT_COLUMNS,
        c.STACK: tickets,
        c.NOTES: tickets + size,
        c.KEYS: tickets,
        c.BEST_TOKENS: shifts * tokens,
        c.BEST_LENGTHS: shifts,
        c.STALE: shifts,
    }
    state = np.zeros(c.STATE_HEAD + sum(sizes.values()), np.int64)
    at = c.STATE_HEAD
    for name, entries in sizes.items():
        state[name] = at
        at += entries
    state[c.SIZE], state[c.TOKEN_STRIDE], state[c.WALK_STRIDE], state[c.ENGAGED_STRIDE] = size, tokens, walks, engaged
    for name, value in ((c.SHIFT_OF, -1), (c.WHERE_ABSENT, -1), (c.STALE, 1)):
        state[state[name] : state[name] + sizes[name]] = value
    return state


def _most_tokens(flat: Array) -> int:
    """Return how many tokens a shift could hold if all its work were as short as the shortest."""
    tickets = flat[flat[c.TICKET_ROWS] :][: flat[c.TICKETS] * c.TICKET_COLUMNS].reshape(-1, c.TICKET_COLUMNS)
    shifts = flat[flat[c.SHIFT_ROWS] :][: flat[c.SHIFTS] * c.SHIFT_COLUMNS].reshape(-1, c.SHIFT_COLUMNS)
    if not len(tickets) or not len(shifts):
        return 0
    least = max(1, int(tickets[:, c.LEAST].min()))
    room = np.minimum(shifts[:, c.ROOM], shifts[:, c.HARD_END] - shifts[:, c.START])
    facts = (shifts[:, c.FACTS_END] - shifts[:, c.FACTS]) // c.FACT_COLUMNS
    breaks = (shifts[:, c.BREAKS_END] - shifts[:, c.BREAKS]) // c.BREAK_COLUMNS
    return int((room // least + 2 * facts + breaks).max())
