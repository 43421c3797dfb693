"""What a desk holds, counted."""

from typing import Any

from engine.domain.problem import Problem

from .screen import say
from .summary import heading
from .tables import count


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
    """Print what a desk holds, in two lines."""
    remote = sum(ticket.site_id is None for ticket in problem.schedulable)
    say(heading(problem))
    parts = (
        count(len(problem.engineers), "engineer"),
        count(len(problem.clients), "client"),
        count(len(problem.sites), "site"),
        f"{count(len(problem.tickets), 'ticket')}, {len(problem.schedulable):,} of them to be planned "
        f"({remote:,} remote, {len(problem.schedulable) - remote:,} on-site)",
    )
    say(", ".join(parts))
    if problem.published:
        say(f"A schedule is published: {count(len(problem.published.assignments), 'assignment')}")
