"""No event after the instant, and no value written back from the future, reaches the desk."""

import datetime as dt
from pathlib import Path

import pytest
from incident_rows import DONE, Rows, cut, load, scrambled, settled, standing
from tiny_incidents import AT, Write

from api.connectors.incidents import import_incidents

REAL_AT = dt.datetime(2016, 3, 15, 9, tzinfo=dt.UTC)


def falsified(rows: Rows, at: dt.datetime, *, blank: bool) -> Rows:
    """Return the rows with the final values changed of all incidents that were not finally resolved by an instant."""
    resolved = {number for number, state in standing(rows, at).items() if state in DONE}
    return scrambled(rows, resolved, settled(rows, at), blank=blank)


@pytest.mark.parametrize("at", [AT, AT.replace(day=2, hour=9, minute=45), AT.replace(day=5, hour=12)])
def test_cut_of_tiny_log_gives_the_same_problem(tiny_log: Path, write_log: Write, at: dt.datetime) -> None:
    """Dropping all events after the instant changes nothing."""
    whole = import_incidents(tiny_log, at, 1)
    assert import_incidents(write_log(cut(load(tiny_log), at)), at, 1) == whole


@pytest.mark.parametrize("blank", [True, False])
def test_final_values_of_tiny_log_do_not_matter(tiny_log: Path, write_log: Write, blank: bool) -> None:
    """Blanking or falsifying the final values of incidents not finally resolved at the instant changes nothing."""
    whole = import_incidents(tiny_log, AT, 1)
    assert import_incidents(write_log(falsified(load(tiny_log), AT, blank=blank)), AT, 1) == whole


def test_unreadable_events_of_the_future_are_not_even_read(tiny_log: Path, write_log: Write) -> None:
    """Rubbish in events after the instant raises no error and changes nothing."""
    whole = import_incidents(tiny_log, AT, 1)
    seen = cut(load(tiny_log), AT)
    later = [row | {"priority": "?", "opened_at": "never"} for row in load(tiny_log) if row not in seen]
    assert later
    assert import_incidents(write_log(seen + later), AT, 1) == whole


def test_real_log_does_not_leak(real_log: Path, write_log: Write) -> None:
    """On the real log neither the cut nor false final values change anything, and the desk has the expected size."""
    whole = import_incidents(real_log, REAL_AT, 1)
    rows = load(real_log)
    assert import_incidents(write_log(cut(rows, REAL_AT)), REAL_AT, 1) == whole
    assert import_incidents(write_log(falsified(rows, REAL_AT, blank=False)), REAL_AT, 1) == whole
    assert whole.counts["resolvers"] == 125
    assert len(whole.problem.schedulable) > 1000
    assert {skill.name for e in whole.problem.engineers for skill in e.skills} >= {
        need.name for ticket in whole.problem.tickets for need in ticket.skills
    }
