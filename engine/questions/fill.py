"""Fill an engineer's open time: which unscheduled tickets, in which order, at what gain, and what else there is."""

from datetime import datetime

from ..constraint import Rules
from ..domain.problem import Problem
from ..domain.schedule import Schedule
from ..errors import UnknownId
from ..limits import Limits
from .filled import Alternative, Elsewhere, Fill, FillChoice
from .warm import WarmDesk

__all__ = ["Alternative", "Elsewhere", "Fill", "FillChoice", "fill"]

WARMING = Limits(deterministic=0.5)
"""Of a first question whose answer nobody waits for."""


def fill(
    problem: Problem,
    rules: Rules,
    engineer_id: str,
    start: datetime,
    end: datetime,
    limits: Limits | None = None,
    seed: int = 0,
    published: Schedule | None = None,
) -> Fill:
    """Return the best use of an engineer's open time, on a desk that is compiled for this one question.

    Everything published stays. Unscheduled tickets compete for the span; work for several engineers does not, since one
    calendar cannot hold it.

    Parameters
    ----------
    start, end : datetime
        The open span.
    limits : Limits, optional
        For the whole answer, as `WarmDesk.fill` says; it does not count the seconds to compile.
    published : Schedule, optional
        Instead of the problem's own published schedule.

    Raises
    ------
    UnknownId
        When the desk has no such engineer.
    """
    if engineer_id not in problem.engineer:
        raise UnknownId(f"the desk has no engineer {engineer_id!r}")
    desk = WarmDesk(problem, rules, published)
    if limits is None or limits.seconds is not None:
        # Machine code that is read from disk for the first time in a process must not use up the seconds.
        desk.fill(engineer_id, start, end, WARMING, seed)
    return desk.fill(engineer_id, start, end, limits, seed)
