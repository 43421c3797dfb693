"""Tickets left out: a list in any order, and where each is in it."""

from ....compiled import compiled
from . import columns as c
from .tables import Ints, ticket_at


@compiled
def leave_absent(flat: Ints, state: Ints, ticket: int) -> None:
    """Take a ticket from those left out: its drop cost is no longer paid."""
    at, last = state[state[c.WHERE_ABSENT] + ticket], state[c.ABSENT] - 1
    other = state[state[c.ABSENTS] + last]
    state[state[c.ABSENTS] + at], state[state[c.WHERE_ABSENT] + other] = other, at
    state[state[c.WHERE_ABSENT] + ticket] = -1
    state[c.ABSENT] = last
    state[c.TOTAL] -= flat[ticket_at(flat, ticket) + c.DROP]


@compiled
def join_absent(flat: Ints, state: Ints, ticket: int) -> None:
    """Leave a ticket out, and pay for it."""
    last = state[c.ABSENT]
    state[state[c.ABSENTS] + last], state[state[c.WHERE_ABSENT] + ticket] = ticket, last
    state[c.ABSENT] = last + 1
    state[c.TOTAL] += flat[ticket_at(flat, ticket) + c.DROP]
