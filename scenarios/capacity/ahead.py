"""The desk some weeks ahead, if the usual flow of tickets goes on: last week's tickets come again every week."""

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from engine.domain.desk import PlanningWindow
from engine.domain.problem import Problem
from engine.domain.ticket import Status, Ticket, TimeWindow

from ..parts import renewed, with_desk

LONGEST = 13
"""Weeks that a planning window can hold."""
_INSTANTS = ("created", "earliest_start", "respond_by", "plan_by", "resolve_by")


def ahead(problem: Problem, weeks: int) -> Problem:
    """Return the desk with a planning window of so many weeks, and the tickets that would come in by its end.

    A week's flow is what was created in the seven days up to the newest ticket, closed ones included. Each of these
    comes again a week later, two weeks later and so on, as open work that nobody has touched: the same client, site,
    work and service level, without pins, links and agreed people. A desk that deletes what it has closed shows too
    little of its flow here.

    Parameters
    ----------
    problem : Problem
        A window that is longer already stays as it is.
    weeks : int
        From the window's start.
    """
    zone, window = ZoneInfo(problem.desk.time_zone), problem.desk.planning_window
    end = (window.start.astimezone(zone) + dt.timedelta(weeks=weeks)).astimezone(dt.UTC)
    if end <= window.end or not problem.tickets:
        return problem
    longer = with_desk(problem, planning_window=PlanningWindow(start=window.start, end=end))
    newest = max(ticket.created for ticket in problem.tickets)
    usual = [ticket for ticket in problem.tickets if ticket.created > newest - dt.timedelta(weeks=1)]
    more = tuple(again for ticket in usual for again in _again(ticket, zone, end))
    return longer.model_copy(update={"tickets": (*problem.tickets, *more)})


def _again(ticket: Ticket, zone: ZoneInfo, end: dt.datetime) -> Iterator[Ticket]:
    """Yield a ticket as it comes again, a week later each time, up to an instant."""
    for weeks in range(1, LONGEST + 2):
        later = {name: _later(getattr(ticket, name), zone, weeks) for name in _INSTANTS}
        created = later["created"]
        assert created is not None
        if created >= end:
            return
        windows = ((_later(each.start, zone, weeks), _later(each.end, zone, weeks)) for each in ticket.time_windows)
        yield renewed(
            ticket,
            **later | {"earliest_start": max(created, later["earliest_start"] or created)},
            id=f"{ticket.id} +{weeks} w",
            time_windows=tuple(TimeWindow(start=low, end=high) for low, high in windows),
            status=Status.OPEN,
            responded_at=None,
            planned_at=None,
            paused_minutes=0,
            required_engineers=(),
            depends_on=(),
            pin=None,
            recent_contact=None,
            group=None,
        )


def _later(instant: dt.datetime | None, zone: ZoneInfo, weeks: int) -> dt.datetime | None:
    """Return the same time by the zone's clock some weeks later."""
    return None if instant is None else instant.astimezone(zone) + dt.timedelta(weeks=weeks)
