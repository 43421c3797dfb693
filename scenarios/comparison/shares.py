"""What a schedule is to each engineer and to each client."""

from collections import Counter
from dataclasses import dataclass

from engine.kpis import sla_counts

from .figures import kpis_of
from .solved import Solved


@dataclass(frozen=True)
class EngineerShare:
    """An engineer's part of a schedule; utilization in per cent, None for one without capacity."""

    tickets: int
    utilization_percent: float | None
    travel_minutes: int


@dataclass(frozen=True)
class ClientShare:
    """A client's part of a schedule."""

    tickets: int
    unassigned: int
    sla_targets: int
    sla_met: int


def engineer_shares(solved: Solved) -> dict[str, EngineerShare]:
    """Return by engineer what the best schedule gives her."""
    used = kpis_of(solved.best).utilization_percent
    tickets = Counter(who for given in solved.best.assignments for who in given.engineer_ids)
    travel: Counter[str] = Counter()
    for shift in solved.audit.reading.shifts:
        travel[shift.engineer.id] += shift.travel_minutes
    return {
        each.id: EngineerShare(tickets[each.id], used.get(each.id), travel[each.id])
        for each in solved.situation.problem.engineers
    }


def client_shares(solved: Solved) -> dict[str, ClientShare]:
    """Return by client what the best schedule gives it; clients without open work are left out."""
    problem, reading = solved.situation.problem, solved.audit.reading
    left = {ticket.id for ticket in reading.unassigned}
    found = {}
    for client in problem.clients:
        tickets = [ticket for ticket in problem.schedulable if ticket.client_id == client.id]
        if tickets:
            targets, met, _, _ = sla_counts(reading, tickets)
            out = sum(ticket.id in left for ticket in tickets)
            found[client.id] = ClientShare(len(tickets), out, targets, met)
    return found
