"""What ties tickets to people: the one they spoke to, the one they want, the one they refuse; and agreed dates."""

import datetime as dt
import random
from collections.abc import Sequence
from typing import Any

from engine.domain.client import Client
from engine.domain.engineer import Engineer
from engine.domain.site import Site
from engine.domain.ticket import Contact, Ticket

from .able import Takers
from .frame import Frame
from .work import changed


def with_bonds(
    rng: random.Random,
    tickets: Sequence[Ticket],
    crew: Sequence[Engineer],
    clients: dict[str, Client],
    sites: dict[str, Site],
    frame: Frame,
) -> list[Ticket]:
    """Return the tickets, some with a recent contact, with preferred, required or excluded engineers, or a date."""
    found, takers = [], Takers(crew)
    for ticket in tickets:
        site = sites[ticket.site_id] if ticket.site_id else None
        able = takers.of(ticket, clients[ticket.client_id], site)
        fields = _bonds(rng, ticket, able, frame)
        found.append(changed(ticket, **fields) if fields else ticket)
    return found


def _bonds(rng: random.Random, ticket: Ticket, able: Sequence[Engineer], frame: Frame) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    age = int((frame.now - ticket.created).total_seconds()) // 60
    if able and age > 120 and rng.random() < 0.22:
        at = frame.now - dt.timedelta(minutes=rng.randrange(30, age, 5))
        fields["recent_contact"] = Contact(engineer_id=rng.choice(able).id, at=at)
    draw = rng.random()
    if len(able) > 1 and draw < 0.06:
        fields["preferred_engineers"] = (rng.choice(able).id,)
    elif able and draw < 0.08 and ticket.engineers_needed == 1:
        fields["required_engineers"] = (rng.choice(able).id,)
    elif len(able) > 2 and draw < 0.11 and ticket.engineers_needed == 1:
        fields["excluded_engineers"] = (rng.choice(able).id,)
    if ticket.type == "project" and rng.random() < 0.3:
        fields["resolve_by"] = frame.at(frame.workdays[-1], 17 * 60)
    if not ticket.time_windows and ticket.earliest_start is None and rng.random() < 0.05:
        fields["earliest_start"] = frame.at(rng.choice(frame.workdays), rng.choice((8, 10, 13)) * 60)
    return fields
