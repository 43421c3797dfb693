"""How a ticket stands against its SLA at a place on the calendar, or waiting: the mark that the board colours by."""

import datetime as dt
from typing import Any, Literal

from engine.context import Context
from engine.domain.ticket import Ticket
from engine.sla import Target
from engine.timeline import instant_at

State = Literal["met", "tight", "late", "missed", "none"]
"""Late is what the plan makes late; missed is what was late before now, whatever anybody plans."""
TIGHT_MINUTES = 60
"""A due nearer than this after planned work is tight: one thing going wrong breaks it."""
WAITING_MINUTES = 240
"""The same of a ticket that still waits for a place, beyond its own work."""
_TARGETS: tuple[Target, ...] = ("respond", "plan", "resolve")


def planned(context: Context, ticket: Ticket, start: int, end: int) -> dict[str, Any]:
    """Return the mark of planned work: the target with the least margin among those not missed before now."""
    margins = [(due, target, due - (end if target == "resolve" else start)) for target, due in _dues(context, ticket)]
    if not margins:
        return _mark("none")
    ahead = [each for each in margins if each[0] >= context.now]
    due, target, margin = min(ahead or margins, key=lambda each: each[2])
    state: State = "late" if margin < 0 else "tight" if margin < TIGHT_MINUTES else "met"
    return _mark(state if ahead else "missed", target, instant_at(context.origin, due, context.zone), margin)


def waiting(context: Context, ticket: Ticket) -> dict[str, Any]:
    """Return the mark of a ticket without a place, as if work on it began now."""
    dues = list(_dues(context, ticket))
    if not dues:
        return _mark("none")
    ahead = [each for each in dues if each[1] >= context.now]
    target, due = min(ahead or dues, key=lambda each: each[1])
    margin = due - context.now - (ticket.estimated_minutes if target == "resolve" else 0)
    state: State = "late" if margin < 0 else "tight" if margin < WAITING_MINUTES else "met"
    return _mark(state if ahead else "missed", target, instant_at(context.origin, due, context.zone), margin)


def _dues(context: Context, ticket: Ticket) -> list[tuple[Target, int]]:
    found = ((target, context.clocks.due(ticket, target)) for target in _TARGETS)
    return [(target, due.minute) for target, due in found if due is not None]


def _mark(
    state: State, target: Target | None = None, due: dt.datetime | None = None, margin: int | None = None
) -> dict[str, Any]:
    return {"state": state, "target": target, "due": due.isoformat() if due else None, "margin_minutes": margin}
