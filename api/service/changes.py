"""Changes of place as documents."""

from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from engine.amendment import Moved
from engine.domain.problem import Problem
from engine.domain.schedule import Assignment

from .plain import plain

_KEPT = ("engineer_ids", "start", "end")


def changes_document(changes: Iterable[Moved], problem: Problem) -> list[dict[str, Any]]:
    """Return changes of place, each with its ticket's summary, instants in the desk's zone."""
    zone = ZoneInfo(problem.desk.time_zone)

    def place(given: Assignment | None) -> Any:
        return plain({name: getattr(given, name) for name in _KEPT}, zone) if given else None

    return [
        {
            "ticket_id": each.ticket_id,
            "summary": problem.ticket[each.ticket_id].summary if each.ticket_id in problem.ticket else "",
            "before": place(each.before),
            "after": place(each.after),
        }
        for each in changes
    ]
