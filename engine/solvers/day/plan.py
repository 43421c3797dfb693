"""A label read back as an order of tokens."""

import itertools

from ...plan import Kind, Sequence, Token
from ...timing import Timed, timing
from .build import Case
from .kernel.board import BEST_LABEL, BREAK, FACT, OPTION, PARENT, TRIP, WHERE, Board


def timed_day(case: Case, board: Board) -> Timed | None:
    """Return the plan with the day of a board's best label, None where the board has found no day."""
    at = int(board.state[BEST_LABEL])
    if at < 0:
        return None
    tokens: list[Token] = []
    held: set[int] = set()
    while at > 0:
        option = int(board.label[at, OPTION])
        tokens.append(_token(case, board, at))
        if option >= 0 and case.options[option].is_held:
            held.add(case.tickets[case.options[option].ticket])
        at = int(board.label[at, PARENT])
    tokens.reverse()
    return with_breaks(case, tuple(tokens), case.rest.plan.held | held)


def _token(case: Case, board: Board, at: int) -> Token:
    option = int(board.label[at, OPTION])
    if option == TRIP:
        return Token(Kind.TRIP)
    if option == FACT:
        return Token(Kind.FACT, (int(board.label[at, WHERE]) >> 22) - 1)
    if option <= BREAK:
        return Token(Kind.BREAK, BREAK - option)
    chosen = case.options[option]
    return Token(Kind.TASK, case.instance.ticket_tasks[case.tickets[chosen.ticket]][0], chosen.absorbed)


def with_breaks(case: Case, tokens: Sequence, held: frozenset[int]) -> Timed | None:
    """Return the plan with an order, its missing breaks taken after everything else."""
    taken = {token.item for token in tokens if token.kind is Kind.BREAK}
    taken |= {index for token in tokens for index in token.absorbed}
    missing = [index for index in range(len(case.instance.shifts[case.shift].breaks)) if index not in taken]
    for order in itertools.permutations(missing):
        sequence = (*tokens, *(Token(Kind.BREAK, index) for index in order))
        found = timing(case.instance, case.rest.plan.replace({case.shift: sequence}, held))
        if found is not None:
            return found
    return None
