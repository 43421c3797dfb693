"""From unresolved incidents to tickets: their type, the skill they ask for, and how long they take."""

import datetime as dt
from collections.abc import Hashable
from typing import Any

import pandas as pd

from engine.domain.ticket import Contact, SkillNeed, Status, Ticket

from . import assumptions as assume
from .clients import client_ids


def usual_groups(solved: pd.DataFrame) -> dict[str, str]:
    """Return the group that solved most incidents of each category (the first by name among equals)."""
    counts = solved.dropna(subset=["engineer_id"]).groupby(["category", "group"]).size().rename("count").reset_index()
    ranked = counts.sort_values(["category", "count", "group"], ascending=[True, False, True]).drop_duplicates(
        "category"
    )
    return dict(zip(ranked["category"], ranked["group"], strict=True))


def work_minutes(resolved: pd.DataFrame) -> dict[str, int]:
    """Return estimated minutes of work by category: the assumed minutes, scaled by its median number of updates."""
    if resolved.empty:
        return {}
    usual = float(resolved["updates"].median())
    medians = resolved.groupby("category")["updates"].median()
    return {str(category): _rounded(assume.WORK_MINUTES * float(n) / usual) for category, n in medians.items()}


def needed_group(unresolved: pd.DataFrame, usual: dict[str, str]) -> "pd.Series[str]":
    """Return the group that each incident is in, or usually would be; missing where neither is known."""
    return unresolved["group"].fillna(unresolved["category"].map(usual))


def read_tickets(unresolved: pd.DataFrame, groups: "pd.Series[str]", minutes: dict[str, int]) -> tuple[Ticket, ...]:
    """Return a remote ticket per unresolved incident, in the order of their numbers."""
    rows = unresolved.assign(number=unresolved.index, needs=groups, client_id=client_ids(unresolved)).sort_index()
    rows = rows.astype(object).where(rows.notna(), None)
    return tuple(_ticket(row, minutes) for row in rows.to_dict("records"))


def _ticket(row: dict[Hashable, Any], minutes: dict[str, int]) -> Ticket:
    assignee, group = row["assignee"], row["needs"]
    return Ticket(
        id=row["number"],
        client_id=row["client_id"],
        summary=", ".join(filter(None, (row["category"], row["subcategory"], row["symptom"]))),
        type=row["category"] or "incident",
        subtype=row["subcategory"] or "",
        priority=row["priority"],
        tier=assume.TIER,
        skills=(SkillNeed(name=group),) if group else (),
        estimated_minutes=minutes.get(row["category"], assume.WORK_MINUTES),
        created=_instant(row["opened_at"]),
        responded_at=_instant(row["responded_at"]) if row["responded_at"] else None,
        recent_contact=Contact(engineer_id=assignee, at=_instant(row["updated_at"])) if assignee else None,
        status=Status.ON_HOLD if row["state"].startswith("Awaiting") else Status.OPEN,
    )


def _rounded(minutes: float) -> int:
    step = assume.WORK_MINUTES_STEP
    return min(max(step * round(minutes / step), assume.WORK_MINUTES_LEAST), assume.WORK_MINUTES_MOST)


def _instant(stamp: pd.Timestamp) -> dt.datetime:
    return stamp.to_pydatetime()
