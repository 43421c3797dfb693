"""What really happened, and how far a schedule agrees with it."""

import datetime as dt
from pathlib import Path

import pytest
from tiny_incidents import AT, Write, tiny_rows

from api.connectors.incidents import agreement, what_happened
from engine.domain.schedule import Assignment, Schedule


@pytest.fixture
def log(write_log: Write) -> Path:
    """Return the tiny log with INC3 closed in the end, its SLA missed."""
    rows = tiny_rows()
    closing = next(row for row in rows if row["number"] == "INC3" and row["incident_state"] == "Resolved")
    later = {"incident_state": "Closed", "sys_mod_count": "3", "sys_updated_at": "9/3/2016 10:00", "made_sla": "false"}
    return write_log([*rows, closing | later])


def test_outcome_reads_the_whole_log(log: Path) -> None:
    """Resolver, group, SLA and elapsed time of a ticket are its final ones; waiting tickets have no solver."""
    outcome = what_happened(log, AT, AT + dt.timedelta(days=3), ["INC3", "INC4", "elsewhere"])
    assert (outcome.tickets, outcome.resolved_in_window, outcome.sla_met) == (2, 1, 0.0)
    assert outcome.median_elapsed_minutes == 4 * 1440 + 120
    assert outcome.solver == {"INC3": "Resolver 10"}
    assert outcome.group == {"INC3": "Group 1"}
    assert outcome.members["Group 1"] == {"Resolver 5", "Resolver 10"}


def test_outcome_outside_the_window(log: Path) -> None:
    """A resolution after the window's end is not counted inside it."""
    assert what_happened(log, AT, AT + dt.timedelta(days=1), ["INC3"]).resolved_in_window == 0


@pytest.mark.parametrize(("engineer", "same", "in_group"), [("Resolver 10", 1, 1), ("Resolver 5", 0, 1), ("X", 0, 0)])
def test_agreement(log: Path, engineer: str, same: float, in_group: float) -> None:
    """Its resolver agrees, a member of its group agrees in part, tickets without outcome do not count."""
    outcome = what_happened(log, AT, AT + dt.timedelta(days=3), ["INC3", "INC4"])
    assignments = tuple(
        Assignment(ticket_id=ticket_id, engineer_ids=(engineer,), start=AT, end=AT + dt.timedelta(minutes=30))
        for ticket_id in ("INC3", "INC4")
    )
    found = agreement(outcome, Schedule(assignments=assignments))
    assert (found.assigned, found.same_engineer, found.grouped, found.same_group) == (1, same, 1, in_group)
