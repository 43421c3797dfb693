"""The desk that the demonstration plans, and the afternoon that it fills."""

import datetime as dt
from zoneinfo import ZoneInfo

from engine.domain.problem import Problem
from engine.domain.schedule import Schedule

from .generator import generate
from .generator.generate import ZONE

ENGINEERS, CLIENTS, TICKETS, DAYS = 12, 25, 150, 5
SEED = 316
"""Chosen for a week that shows each feature, with tier 3 busy to the brim."""
FILL_ENGINEER = "mike-moreau"
FILL_FROM = dt.datetime(2026, 3, 3, 13, 0, tzinfo=ZoneInfo(ZONE))
FILL_TO = dt.datetime(2026, 3, 3, 17, 0, tzinfo=ZoneInfo(ZONE))
"""A Tuesday afternoon without appointments."""


def demo_problem() -> Problem:
    """Return twelve engineers, 25 clients and 150 tickets over a working week."""
    return generate(ENGINEERS, TICKETS, DAYS, SEED, clients=CLIENTS)


def promised(schedule: Schedule) -> Schedule:
    """Return what of a week's schedule is promised when the afternoon is asked about.

    What starts before the afternoon's end, except work that reaches into it; the days after it are open again.
    """
    kept = tuple(
        given
        for given in schedule.assignments
        if given.start < FILL_TO and not (FILL_ENGINEER in given.engineer_ids and given.end > FILL_FROM)
    )
    return Schedule(planning_window=schedule.planning_window, assignments=kept)
