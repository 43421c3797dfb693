"""What has changed since a proposal was made, in words: who did what to which day or ticket, and when."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from api.store import tables
from engine.amendment import Stale
from engine.domain.problem import Problem


def tell(found: Sequence[Stale], versions: Sequence[tables.Schedule], problem: Problem) -> list[dict[str, Any]]:
    """Return each thing that stands in the way, with the newest version that changed it."""
    return [_change(each, versions, problem) for each in found]


def _change(each: Stale, versions: Sequence[tables.Schedule], problem: Problem) -> dict[str, Any]:
    day = [each.engineer_id, each.date.isoformat()]
    by: tables.Schedule | None = None
    for version in versions:
        tickets = {change["ticket_id"] for change in version.changes["tickets"]}
        if each.ticket_id in tickets if each.ticket_id else day in version.changes["days"]:
            by = version
    engineer = problem.engineer.get(each.engineer_id)
    whose = engineer.label if engineer else each.engineer_id
    what = f"ticket {each.ticket_id}" if each.ticket_id else f"{whose}'s {each.date:%A} {each.date.day} {each.date:%B}"
    return {
        "what": "ticket" if each.ticket_id else "day",
        "ticket_id": each.ticket_id or None,
        "engineer_id": each.engineer_id,
        "date": each.date.isoformat(),
        "by": by.created_by if by else None,
        "at": by.created.astimezone(ZoneInfo(problem.desk.time_zone)).isoformat() if by else None,
        "version": by.version if by else None,
        "detail": f"{_who(by)} changed {what} ({_work(by, each)})" if by else f"{what} is no longer as it was",
    }


def _who(by: tables.Schedule) -> str:
    return by.created_by.partition(":")[2] or by.created_by


def _work(by: tables.Schedule, each: Stale) -> str:
    """Return the tickets of a version that came to the engineer or left her."""
    came: list[str] = []
    left: list[str] = []
    for change in by.changes["tickets"]:
        for side, names in (("after", came), ("before", left)):
            place = change[side]
            if place and each.engineer_id in place["engineer_ids"]:
                names.append(change["ticket_id"])
    parts = [f"{', '.join(names[:4])} {word}" for names, word in ((came, "came"), (left, "went")) if names]
    return ", ".join(parts) or by.summary
