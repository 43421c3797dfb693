"""How work stands against its SLA."""

from typing import Any

import build
import pytest

from api.service.marks import TIGHT_MINUTES, WAITING_MINUTES, planned, waiting
from engine.context import Context

NOW = 120


def context_of(**fields: Any) -> Context:
    """Return the context of a desk two hours into its window, with one ticket of an hour."""
    return Context(build.problem(build.ticket("t1", **fields), desk=build.desk(now=build.at(NOW))))


def mark(start: int, **fields: Any) -> dict[str, Any]:
    """Return the mark of the ticket, planned from a minute on."""
    context = context_of(**fields)
    return planned(context, context.problem.ticket["t1"], start, start + 60)


def mark_waiting(**fields: Any) -> dict[str, Any]:
    """Return the mark of the ticket without a place."""
    context = context_of(**fields)
    return waiting(context, context.problem.ticket["t1"])


def test_without_a_target_there_is_no_mark() -> None:
    """A ticket that nobody promised anything about is neither in time nor late."""
    nothing = {"state": "none", "target": None, "due": None, "margin_minutes": None}
    assert mark(200) == mark_waiting() == nothing


@pytest.mark.parametrize(
    ("start", "state", "margin"),
    [
        (200, "met", 100),
        (300 - TIGHT_MINUTES, "met", TIGHT_MINUTES),
        (301 - TIGHT_MINUTES, "tight", 59),
        (301, "late", -1),
    ],
)
def test_a_response_is_due_at_the_start(start: int, state: str, margin: int) -> None:
    """Planned work is in time, tight within an hour of the due, late past it."""
    found = mark(start, respond_by=build.at(300))
    assert (found["state"], found["target"], found["margin_minutes"]) == (state, "respond", margin)
    assert found["due"] == build.at(300).isoformat()


def test_a_resolution_is_due_at_the_end() -> None:
    """Of two targets the one with less room counts; the resolution's room is what is left after the work."""
    found = mark(200, respond_by=build.at(400), resolve_by=build.at(300))
    assert (found["target"], found["margin_minutes"]) == ("resolve", 40)


def test_what_was_missed_before_now_is_told_apart() -> None:
    """A target over before now colours the work only when no other is still ahead."""
    assert mark(200, respond_by=build.at(NOW - 1))["state"] == "missed"
    found = mark(200, respond_by=build.at(NOW - 1), resolve_by=build.at(900))
    assert (found["state"], found["target"]) == ("met", "resolve")


@pytest.mark.parametrize(
    ("due", "state"),
    [(NOW + WAITING_MINUTES, "met"), (NOW + WAITING_MINUTES - 1, "tight"), (NOW, "tight"), (NOW - 1, "missed")],
)
def test_waiting_work_is_measured_from_now(due: int, state: str) -> None:
    """What waits is tight four hours before its due, and missed once that is past."""
    assert mark_waiting(respond_by=build.at(due))["state"] == state


def test_waiting_work_needs_its_own_time_too() -> None:
    """A resolution due in less than the work takes is late although its due is still ahead."""
    found = mark_waiting(resolve_by=build.at(NOW + 30))
    assert (found["state"], found["margin_minutes"]) == ("late", -30)
