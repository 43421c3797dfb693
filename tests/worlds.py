"""Small worlds for the tests of the simulation: everything turns out as estimated unless a test says otherwise."""

import datetime as dt
from collections.abc import Mapping

from engine.domain.problem import Problem
from engine.domain.schedule import Schedule
from scenarios.simulation.reality import Reality
from scenarios.simulation.seen import Seen
from scenarios.simulation.world import World

EVENING = 600
"""Minute of `build`'s desk at which the first day is over."""


def world(
    problem: Problem,
    effort: Mapping[str, int] | None = None,
    sick: Mapping[str, frozenset[dt.date]] | None = None,
) -> World:
    """Return the world of a desk, with some tickets that take other minutes than estimated, and some sick days."""
    minutes = {each.id: each.estimated_minutes for each in problem.tickets}
    return World(problem, minutes | dict(effort or {}), sick or {}, problem.desk.planning_window.start)


def carried_out(given: World, schedule: Schedule, until: int = EVENING) -> Reality:
    """Return what happens when a schedule is published at once and nobody dispatches any more."""
    reality = Reality(given)
    reality.publish(schedule)
    reality.until(until)
    return reality


def spans(reality: Reality) -> dict[str, tuple[int, int]]:
    """Return when each ticket was begun and ended."""
    return {each.ticket_id: (each.start, each.end) for each in reality.works.values()}


class Silent:
    """A policy that publishes one schedule as soon as it is asked, and nothing ever again."""

    def __init__(self, schedule: Schedule) -> None:
        self._left = [schedule]

    def decide(self, seen: Seen) -> Schedule | None:  # noqa: ARG002
        """Return the schedule the first time."""
        return self._left.pop() if self._left else None
