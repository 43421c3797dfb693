"""Candidates: the shifts that may take a ticket, and what it costs there at least."""

from ....compiled import compiled
from . import columns as c
from .prices import late_cost
from .tables import Ints, candidate_at, shift_at, ticket_at
from .times import first_start


@compiled
def candidate_on(flat: Ints, ticket: int, shift: int) -> int:
    """Return the candidate of a ticket on a shift, -1 when the rules do not let it."""
    rows = ticket_at(flat, ticket)
    low, high = flat[rows + c.ROW], flat[rows + c.ROW_END]
    while low < high:
        middle = (low + high) // 2
        if flat[candidate_at(flat, middle) + c.CAND_SHIFT] < shift:
            low = middle + 1
        else:
            high = middle
    if low < flat[rows + c.ROW_END] and flat[candidate_at(flat, low) + c.CAND_SHIFT] == shift:
        return low
    return -1


@compiled
def bound_candidates(flat: Ints) -> None:
    """Write into each candidate what its ticket costs there at least: on an empty shift, at the first start."""
    for ticket in range(flat[c.TICKETS]):
        rows = ticket_at(flat, ticket)
        for candidate in range(flat[rows + c.ROW], flat[rows + c.ROW_END]):
            row = candidate_at(flat, candidate)
            start, end = _first(flat, ticket, flat[row + c.CAND_SHIFT], flat[row + c.CAND_MINUTES])
            flat[row + c.CAND_BOUND] = c.BIG
            if start >= 0:
                flat[row + c.CAND_BOUND] = flat[row + c.CAND_COST] + late_cost(flat, rows, start, end)


@compiled
def _first(flat: Ints, ticket: int, shift: int, minutes: int) -> tuple[int, int]:
    """Return the first start and the first end on an empty shift, breaks taken inside or not; (-1, -1) for none."""
    form = shift_at(flat, shift)
    start, end = first_start(flat, shift, ticket, minutes, 0, 0, 0)
    if not flat[ticket_at(flat, ticket) + c.PAUSABLE]:
        return start, end
    for which in range((flat[form + c.BREAKS_END] - flat[form + c.BREAKS]) // c.BREAK_COLUMNS):
        sooner, ends = first_start(flat, shift, ticket, minutes, 0, 1 << which, 0)
        if sooner >= 0 and (start < 0 or sooner < start):
            start = sooner
        if ends >= 0 and (end < 0 or ends < end):
            end = ends
    return start, end
