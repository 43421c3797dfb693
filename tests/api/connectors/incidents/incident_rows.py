"""The rows of a log as they could have been read, or written, at an instant."""

import csv
import datetime as dt
import gzip
import io
import random
from collections.abc import Collection
from pathlib import Path

from tiny_incidents import FINAL

DONE = ("Resolved", "Closed")
Rows = list[dict[str, str]]


def instant(text: str) -> dt.datetime:
    """Return an instant of the log."""
    return dt.datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=dt.UTC)


def load(path: Path) -> Rows:
    """Return the rows of a log."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def cut(rows: Rows, at: dt.datetime) -> Rows:
    """Return the rows that had been written at an instant."""
    return [row for row in rows if instant(row["sys_updated_at"]) <= at]


def standing(rows: Rows, at: dt.datetime) -> dict[str, str]:
    """Return the state in which each incident stood at an instant, by the order of its updates."""
    return {
        row["number"]: row["incident_state"] for row in sorted(cut(rows, at), key=lambda row: int(row["sys_mod_count"]))
    }


def settled(rows: Rows, at: dt.datetime) -> set[str]:
    """Return the incidents that stood finally resolved at an instant, by the date of their resolution."""
    stood = standing(rows, at)
    dated = {row["number"] for row in rows if row["resolved_at"] != "?" and instant(row["resolved_at"]) <= at}
    return {number for number in dated if stood.get(number) in DONE}


def scrambled(rows: Rows, resolved: Collection[str], final: Collection[str], *, blank: bool) -> Rows:
    """Replace the final values of all incidents but those for which they were ``final``.

    Where the incident is not ``resolved`` the false dates lie in the past, as if it had been resolved long ago.
    """
    rng = random.Random(7)
    changed = []
    for row in rows:
        if row["number"] in final:
            changed.append(row)
            continue
        false_date = "1/1/2017 00:00" if row["number"] in resolved else "1/3/2016 00:00"
        values = [f"Resolved by {rng.randrange(300)}", false_date, "1/3/2016 00:01", f"code {rng.randrange(20)}"]
        values = ["?"] * len(FINAL) if blank else values
        made_sla = "?" if blank else rng.choice(["true", "false"])
        changed.append(row | dict(zip(FINAL, values, strict=True)) | {"made_sla": made_sla})
    return changed
