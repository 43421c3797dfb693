"""What a desk holds, counted."""

from typing import Any
from zoneinfo import ZoneInfo

from engine.domain.problem import Problem

from .screen import say
from .tables import count, moment


def contents(problem: Problem) -> dict[str, Any]:
    """Return what a desk holds, as figures."""
    return {
        "name": problem.desk.name,
        "planning_window": problem.desk.planning_window.model_dump(mode="json"),
        "engineers": len(problem.engineers),
        "clients": len(problem.clients),
        "sites": len(problem.sites),
        "tickets": len(problem.tickets),
        "schedulable": len(problem.schedulable),
        "published": len(problem.published.assignments) if problem.published else 0,
    }


def say_contents(problem: Problem) -> None:
    """Print the desk, its planning window and what it holds."""
    remote = sum(ticket.site_id is None for ticket in problem.schedulable)
    desk, zone = problem.desk, ZoneInfo(problem.desk.time_zone)
    window = desk.planning_window
    say(f"{desk.name}: {moment(window.start, zone)} to {moment(window.end, zone)} ({desk.time_zone})", "bold")
    parts = (
        count(len(problem.engineers), "engineer"),
        count(len(problem.clients), "client"),
        count(len(problem.sites), "site"),
        f"{count(len(problem.tickets), 'ticket')}, {len(problem.schedulable):,} of them to be planned "
        f"({remote:,} remote, {len(problem.schedulable) - remote:,} on-site)",
    )
    say(", ".join(parts))
    say(f"Now: {moment(desk.now, zone)}; nothing new starts before it")
    if problem.published:
        say(f"A schedule is published: {count(len(problem.published.assignments), 'assignment')}")
