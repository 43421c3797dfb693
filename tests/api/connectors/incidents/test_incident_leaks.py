"""No event after the instant, and no value written back from the future, reaches the desk."""

import csv
import datetime as dt
import gzip
import io
import random
from pathlib import Path

import pytest
from tiny_incidents import AT, FINAL, Write

from api.connectors.incidents import import_incidents

REAL_AT = dt.datetime(2016, 3, 15, 9, tzinfo=dt.UTC)
DONE = ("Resolved", "Closed")
Rows = list[dict[str, str]]


def _instant(text: str) -> dt.datetime:
    return dt.datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=dt.UTC)


def _load(path: Path) -> Rows:
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def _cut(rows: Rows, at: dt.datetime) -> Rows:
    return [row for row in rows if _instant(row["sys_updated_at"]) <= at]


def _scrambled(rows: Rows, at: dt.datetime, *, blank: bool) -> Rows:
    """Replace the final values of all incidents whose final resolution is not before the instant.

    Where the incident stands unresolved the false dates lie in the past, as if it had been resolved long ago.
    """
    standing = {}
    for row in sorted(_cut(rows, at), key=lambda row: int(row["sys_mod_count"])):
        standing[row["number"]] = row["incident_state"]
    rng = random.Random(7)
    changed = []
    for row in rows:
        is_done = standing.get(row["number"]) in DONE
        if is_done and row["resolved_at"] != "?" and _instant(row["resolved_at"]) <= at:
            changed.append(row)
            continue
        false_date = "1/1/2017 00:00" if is_done else "1/3/2016 00:00"
        values = [f"Resolved by {rng.randrange(300)}", false_date, "1/3/2016 00:01", f"code {rng.randrange(20)}"]
        values = ["?"] * len(FINAL) if blank else values
        made_sla = "?" if blank else rng.choice(["true", "false"])
        changed.append(row | dict(zip(FINAL, values, strict=True)) | {"made_sla": made_sla})
    return changed


@pytest.mark.parametrize("at", [AT, AT.replace(day=2, hour=9, minute=45), AT.replace(day=5, hour=12)])
def test_cut_of_tiny_log_gives_the_same_problem(tiny_log: Path, write_log: Write, at: dt.datetime) -> None:
    """Dropping all events after the instant changes nothing."""
    whole = import_incidents(tiny_log, at, 1)
    assert import_incidents(write_log(_cut(_load(tiny_log), at)), at, 1) == whole


@pytest.mark.parametrize("blank", [True, False])
def test_final_values_of_tiny_log_do_not_matter(tiny_log: Path, write_log: Write, blank: bool) -> None:
    """Blanking or falsifying the final values of incidents not finally resolved at the instant changes nothing."""
    whole = import_incidents(tiny_log, AT, 1)
    assert import_incidents(write_log(_scrambled(_load(tiny_log), AT, blank=blank)), AT, 1) == whole


def test_unreadable_events_of_the_future_are_not_even_read(tiny_log: Path, write_log: Write) -> None:
    """Rubbish in events after the instant raises no error and changes nothing."""
    whole = import_incidents(tiny_log, AT, 1)
    seen = _cut(_load(tiny_log), AT)
    later = [row | {"priority": "?", "opened_at": "never"} for row in _load(tiny_log) if row not in seen]
    assert later
    assert import_incidents(write_log(seen + later), AT, 1) == whole


def test_real_log_does_not_leak(real_log: Path, write_log: Write) -> None:
    """On the real log neither the cut nor false final values change anything, and the desk has the expected size."""
    whole = import_incidents(real_log, REAL_AT, 1)
    rows = _load(real_log)
    assert import_incidents(write_log(_cut(rows, REAL_AT)), REAL_AT, 1) == whole
    assert import_incidents(write_log(_scrambled(rows, REAL_AT, blank=False)), REAL_AT, 1) == whole
    assert whole.counts["resolvers"] == 125
    assert len(whole.problem.schedulable) > 1000
    assert {skill.name for e in whole.problem.engineers for skill in e.skills} >= {
        need.name for ticket in whole.problem.tickets for need in ticket.skills
    }
