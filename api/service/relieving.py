"""What can move out of an engineer's time, and moves that a person turns down."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from api.store import desks
from api.store.trail import note
from api.warm.held import Held
from engine.compile import weights_of
from engine.errors import DataError, Flaw
from engine.learning.decision import Asked, Outcome, TicketFacts
from engine.questions.evaluate import Move
from engine.questions.relief import Moved, Relief, Wanted, in_words
from engine.questions.relieve import relieve as make_way
from engine.questions.turned_down import turned_down

from . import boards
from .deciding import reject
from .plain import plain
from .priced import Priced
from .service import Service

Remember = Callable[[Session, dict[str, Any]], None]
ORIGIN = "relief"


@dataclass(frozen=True)
class Refused:
    """A way that was turned down for one of its moves, and the ways that are left.

    Parameters
    ----------
    moves : tuple of Move
        The whole way.
    ticket_id : str
        The ticket that is not to move.
    keep : str
        That ticket, or its client, all of whose work is to stay.
    """

    moves: tuple[Move, ...]
    ticket_id: str
    keep: str


def relieve(held: Held, wanted: Wanted, most: int) -> dict[str, Any]:
    """Return ways to free an engineer's time."""
    return _document(held, _ways(held, wanted, most))


def refused(held: Held, wanted: Wanted, no: Refused, most: int) -> tuple[Priced, dict[str, Any]]:
    """Return what is decided by turning a move down, and the ways that leave alone what is to stay.

    Raises
    ------
    UnknownId
        When the desk has no such engineer, ticket or client.
    DataError
        When the way does not move the ticket, or breaks a rule by now; when what is to stay is neither the ticket nor
        its client.
    """
    placed = {each.ticket_id for each in held.published.reading.schedule.assignments}
    if no.ticket_id not in placed.intersection(each.ticket_id for each in no.moves):
        message, hint = "is not moved by this way", "name a ticket of the way that has a place now"
        raise DataError([Flaw("request", 0, "ticket_id", no.ticket_id, message, hint)])
    ticket = held.problem.ticket[no.ticket_id]
    if no.keep not in (ticket.id, ticket.client_id):
        message, hint = f"is neither {ticket.id} nor its client", f"keep {ticket.id!r} or {ticket.client_id!r}"
        raise DataError([Flaw("request", 0, "keep", no.keep, message, hint)])
    left = _ways(held, replace(wanted, keep=(*wanted.keep, no.keep)), most)
    found = turned_down(held.context, held.rules, held.published, no.moves, no.ticket_id, left)
    if found.broken:
        message, hint = f"is no way any more: {found.broken[0].message}", "ask again what can move"
        raise DataError([Flaw("request", 0, "moves", no.ticket_id, message, hint)])
    choice = Priced(
        outcome=Outcome.MODIFY,
        ticket=TicketFacts.of(ticket),
        weights_version=held.problem.desk.weights.version,
        weights=weights_of(held.context, held.rules),
        options=found.options,
        chosen=found.kept,
        asked=Asked.RELIEF,
    )
    return choice, _document(held, left)


def refuse(
    service: Service, desk_id: str, wanted: Wanted, no: Refused, most: int, reason: str, actor: str, remember: Remember
) -> dict[str, Any]:
    """Turn a move down, keep that as a decision to learn from, and return the ways that are left.

    The errors are those of `refused`.
    """
    now = service.snapshot(desk_id)
    choice, found = service.ask(now, refused, wanted, no, most)
    at = service.clock()
    body = {
        "origin": ORIGIN,
        "engineer_id": wanted.engineer_id,
        "start": wanted.start.isoformat(),
        "end": wanted.end.isoformat(),
        "keep": no.keep,
    }
    with service.database.write() as session:
        desks.lock(session, desk_id)
        decision_id = reject(session, desk_id, choice, reason, actor, at, body)
        detail = {"decision_id": decision_id, "keep": no.keep}
        note(session, desk_id, at, actor, "keep", f"ticket {no.ticket_id}", detail)
        document = {"decision_id": decision_id, "ticket_id": no.ticket_id, "keep": no.keep, "ways": found}
        remember(session, document)
    return document


def _ways(held: Held, wanted: Wanted, most: int) -> Relief:
    return make_way(held.context, held.rules, held.published, wanted, most, held.warm_desk)


def _document(held: Held, found: Relief) -> dict[str, Any]:
    zone = held.context.zone
    return {
        "engineer_id": found.engineer_id,
        "start": plain(found.start, zone),
        "end": plain(found.end, zone),
        "options": [
            {
                "cost_difference": each.cost_difference,
                "by_rule": each.by_rule,
                "moves": [_moved(held, move) for move in each.moved],
            }
            for each in found.options
        ],
        "stays": [
            {"ticket_id": each.ticket_id, "summary": held.problem.ticket[each.ticket_id].summary, "why": each.why}
            for each in found.fixed
        ],
        "blocked": list(found.blocked),
    }


def _moved(held: Held, each: Moved) -> dict[str, Any]:
    was, now = (boards.assignments(held, (given,))[0] if given else None for given in (each.was, each.now))
    return {
        "ticket_id": each.ticket_id,
        "words": in_words(held.context, each),
        "makes_room_for": each.makes_room_for or None,
        "was": was,
        "now": now,
    }
