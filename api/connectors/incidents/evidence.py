"""What the log tells of who resolves what, event by event, each at the instant from which it could be known.

An incident arrives with its first row. Who holds it is known with the row that says so. Who resolved it stands in all
its rows, and is known from the first resolved row on, but not before the date of the resolution: of an incident that
was reopened the log only has the last one. A resolution without a date is known from the row that closes the incident.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import pandas as pd

from .log import RESOLVED_STATES, read_log

FACTS = (
    "group",
    "assignee",
    "opener",
    "caller",
    "location",
    "category",
    "subcategory",
    "symptom",
    "contact",
    "priority",
)
"""Columns of a first row that say something of who will resolve the incident."""


@dataclass(frozen=True)
class Event:
    """Something that is known of an incident from an instant on; ``order`` is that of its update."""

    at: dt.datetime
    number: str
    order: int
    turn: ClassVar[int]
    """Of events of one minute, what is asked comes first, then who holds, then who resolved: the log does not say which
    came first, so that no answer uses what may have come after the question."""


@dataclass(frozen=True)
class Arrived(Event):
    """An incident came in; ``facts`` are those of its first row, and the hour of the day."""

    facts: dict[str, str]
    turn: ClassVar[int] = 0


@dataclass(frozen=True)
class Held(Event):
    """Somebody has the incident now, by the label of assignees; or nobody."""

    assignee: str | None
    turn: ClassVar[int] = 1


@dataclass(frozen=True)
class Resolved(Event):
    """Somebody resolved the incident, by the label of resolvers; ``assignee`` and ``group`` had it then."""

    resolver: str
    assignee: str | None
    group: str | None
    turn: ClassVar[int] = 2


def evidence(file: Path, at: dt.datetime | None = None) -> list[Event]:
    """Return the events of a log up to an instant, or all, in the order in which they became known.

    Raises
    ------
    DataError
        When the log cannot be used.
    """
    # By date: a few updates of the log bear the number of a later one.
    rows = read_log(file, at, undated=True).sort_values(["number", "updated_at", "order"], kind="stable")
    plain = rows.astype(object).where(rows.notna(), None)
    events = [*_arrivals(plain), *_holders(plain), *_resolutions(plain)]
    return sorted(events, key=lambda each: (each.at, each.turn, each.number, each.order))


def facts_of(row: dict[Any, Any], at: dt.datetime) -> dict[str, str]:
    """Return what a row says of an incident, and in which two hours of a weekday or of a weekend it is asked about."""
    weekend = "weekend" if at.weekday() >= 5 else "weekday"
    return {name: str(row[name] or "") for name in FACTS} | {"hour": f"{weekend} {at.hour // 2}"}


def _arrivals(rows: pd.DataFrame) -> Iterable[Event]:
    for row in rows.drop_duplicates("number").to_dict("records"):
        at = row["updated_at"].to_pydatetime()
        yield Arrived(at=at, number=row["number"], order=row["order"], facts=facts_of(row, at))


def _holders(rows: pd.DataFrame) -> Iterable[Event]:
    """Yield who has an incident, whenever that changes while it is not resolved."""
    standing = rows[~rows["state"].isin(RESOLVED_STATES)]
    before = standing.groupby("number")["assignee"].shift()
    changed = standing[(standing["assignee"] != before) & ~(standing["assignee"].isna() & before.isna())]
    for row in changed.to_dict("records"):
        yield Held(
            at=row["updated_at"].to_pydatetime(), number=row["number"], order=row["order"], assignee=row["assignee"]
        )


def _resolutions(rows: pd.DataFrame) -> Iterable[Event]:
    # The log keeps a resolver without a date in closed rows alone.
    done = rows[rows["state"].isin(RESOLVED_STATES) & rows["resolver"].notna()]
    dates = done["resolved_at"].fillna(done["updated_at"])
    known = done.assign(known_at=dates.where(dates > done["updated_at"], done["updated_at"]))
    for row in known.sort_values(["known_at", "order"], kind="stable").drop_duplicates("number").to_dict("records"):
        yield Resolved(
            at=row["known_at"].to_pydatetime(),
            number=row["number"],
            order=row["order"],
            resolver=row["resolver"],
            assignee=row["assignee"],
            group=row["group"],
        )
