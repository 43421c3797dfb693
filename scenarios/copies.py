"""Tickets like those there are: which of them are meant, and what a copy keeps."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence

from engine.domain.ticket import Status, Ticket

from .parts import renewed


def chosen(tickets: Sequence[Ticket], amount: int, seed: int) -> Iterator[tuple[Ticket, int]]:
    """Yield so many tickets and the round in which each is chosen, from 1: nobody twice before everybody once.

    Who comes first follows from the seed and each ticket's own id, so that it does not depend on what else there is.
    """
    ranked = sorted(tickets, key=lambda ticket: (_rank(ticket.id, seed), ticket.id))
    for at in range(amount if ranked else 0):
        yield ranked[at % len(ranked)], at // len(ranked) + 1


def share(count: int, percent: int) -> int:
    """Return so many per cent of a count, to the nearest whole number, halves up."""
    return (count * percent + 50) // 100


def copied(ticket: Ticket, ticket_id: str, now: dt.datetime, **fields: object) -> Ticket:
    """Return a ticket that came in as another did, which nobody has begun, agreed on or called about.

    It depends on nothing, belongs to no group and is pinned nowhere: these ties are those of the other ticket. Where
    that one has been responded to, agreed on or paused by now, the copy comes in now, and its targets run from now;
    otherwise it came in when the other did.
    """
    ties = {"pin": None, "depends_on": (), "group": None, "recent_contact": None, "status": Status.OPEN}
    done = {"responded_at": None, "planned_at": None, "paused_minutes": 0}
    return renewed(ticket, **({"id": ticket_id} | ties | done | _anew(ticket, now) | fields))


def _anew(ticket: Ticket, now: dt.datetime) -> dict[str, dt.datetime]:
    """Return when the copy of a ticket that has been dealt with comes in and is due, as far as that is later.

    Without it the copy would be overdue at once for what has long been done for the other.
    """
    is_new = ticket.responded_at is None and ticket.planned_at is None and not ticket.paused_minutes
    if is_new or now <= ticket.created:
        return {}
    dues = {name: getattr(ticket, name) for name in ("respond_by", "plan_by", "resolve_by")}
    later = now - ticket.created
    return {"created": now} | {name: due + later for name, due in dues.items() if due is not None}


def _rank(ticket_id: str, seed: int) -> str:
    return hashlib.sha256(f"{seed} {ticket_id}".encode()).hexdigest()
