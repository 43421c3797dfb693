"""The queue: tickets without a place, most urgent first, each with what stands in its way as far as is known."""

import time
from typing import Any

from api.warm.held import Held
from engine.compile import weights_of
from engine.domain.ticket import Ticket
from engine.questions.reasons import unassigned_reasons

from .marks import waiting

SECONDS = 0.25
"""For looking up why tickets wait; for those beyond, ask one by one."""


def queue(held: Held) -> list[dict[str, Any]]:
    """Return every ticket without a place in the published schedule, by due, priority and age."""
    reading = held.published.reading
    weight = weights_of(held.context, held.rules).get("unassigned", 0)
    drop = {
        finding.ticket_id: weight * finding.amount
        for finding in held.published.findings
        if finding.constraint == "unassigned"
    }
    rows = [_row(held, ticket, drop.get(ticket.id, 0)) for ticket in reading.unassigned]
    rows.sort(key=lambda row: (row["sla"]["due"] is None, row["sla"]["due"] or "", row["priority"], row["created"]))
    _explain(held, rows)
    return rows


def _explain(held: Held, rows: list[dict[str, Any]]) -> None:
    """Add why tickets wait: as it was told when the schedule was made, else looked up now, most urgent first."""
    desk, until = held.warm_desk, time.monotonic() + SECONDS
    known = {each.ticket_id: each.reasons for each in held.published.reading.schedule.unassigned if each.reasons}
    index = {ticket: at for at, ticket in enumerate(desk.instance.tickets)}
    for row in rows:
        ticket = row["ticket_id"]
        if time.monotonic() < until and ticket in index:
            known[ticket] = unassigned_reasons(desk.context, desk.draft, index[ticket])
        row["reasons"] = [reason.model_dump() for reason in known.get(ticket, ())]


def _row(held: Held, ticket: Ticket, drop_cost: int) -> dict[str, Any]:
    problem, zone = held.problem, held.context.zone
    site = problem.site.get(ticket.site_id or "")
    return {
        "ticket_id": ticket.id,
        "summary": ticket.summary,
        "description": ticket.description,
        "client_id": ticket.client_id,
        "client": problem.client[ticket.client_id].label,
        "site_id": ticket.site_id,
        "site": (site.name or site.id) if site else None,
        "priority": ticket.priority,
        "tier": ticket.tier,
        "type": ticket.type,
        "skills": [need.model_dump() for need in ticket.skills],
        "estimated_minutes": ticket.estimated_minutes,
        "engineers_needed": ticket.engineers_needed,
        "created": ticket.created.astimezone(zone).isoformat(),
        "sla": waiting(held.context, ticket),
        "drop_cost": drop_cost,
        "reasons": [],
        "pinned": ticket.pin is not None,
    }
