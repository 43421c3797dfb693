"""A ticket that somebody could be found for: there, to be scheduled, without a place, and for one engineer."""

from ..domain.engineer import Engineer
from ..domain.ticket import Ticket
from ..errors import DataError, Flaw, UnknownId
from .frozen_desk import FrozenDesk


def require_open(desk: FrozenDesk, ticket_id: str) -> Ticket:
    """Return a ticket that waits for a place.

    Raises
    ------
    UnknownId
        When the desk has no such ticket, or it is not to be scheduled.
    DataError
        When it has a place already, or needs several engineers together.
    """
    ticket = desk.context.problem.ticket.get(ticket_id)
    if ticket is None:
        raise UnknownId(f"the desk has no ticket {ticket_id!r}")
    if not ticket.is_schedulable:
        raise UnknownId(f"ticket {ticket_id!r} is {ticket.status.value} and not to be scheduled")
    if ticket_id in desk.context.facts:
        who = ", ".join(desk.context.facts[ticket_id].engineer_ids)
        raise refusal(ticket_id, f"has its place already, with {who}", "ask for its explanation, or take it off first")
    if ticket.engineers_needed > 1:
        message = f"needs {ticket.engineers_needed} engineers together"
        raise refusal(ticket_id, message, "plan the whole team: openday schedule")
    return ticket


def refusal(ticket_id: str, message: str, hint: str) -> DataError:
    """Return the error that says what is in a ticket's way, and what to do."""
    return DataError([Flaw("request", 0, "ticket", ticket_id, message, hint)])


def require_engineer(desk: FrozenDesk, engineer_id: str) -> Engineer:
    """Return an engineer.

    Raises
    ------
    UnknownId
        When the desk has none of that id.
    """
    engineer = desk.context.problem.engineer.get(engineer_id)
    if engineer is None:
        raise UnknownId(f"the desk has no engineer {engineer_id!r}")
    return engineer
