"""SLA clocks: from a policy on a calendar to due minutes, and from a due minute to lateness."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo

from .calendar import holiday_days, open_minutes
from .domain.problem import Problem
from .domain.sla import SlaClock
from .domain.ticket import Ticket
from .steps import Steps
from .timeline import ALWAYS, FOREVER, Intervals, ceil_minute, floor_minute, overlap

Target = Literal["respond", "plan", "resolve"]
_HORIZON = dt.timedelta(days=120)
"""How far past the window a clock is followed; a due that lies later cannot be missed inside it."""
_LONGEST_WORK = 20_000
"""Minutes past the window by which any work begun in it, or counted as begun at its end, is over."""


@dataclass(frozen=True)
class Due:
    """A due minute, and the calendar on which lateness past it is counted."""

    minute: int
    calendar: Intervals


class SlaClocks:
    """The due minutes of a problem's tickets; calendars are laid out once and shared."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._origin = problem.desk.planning_window.start
        first = min((ticket.created for ticket in problem.tickets), default=self._origin)
        self._span = (min(first, self._origin), problem.desk.planning_window.end + _HORIZON)
        self._last = ceil_minute(self._origin, problem.desk.planning_window.end) + _LONGEST_WORK
        self._calendars: dict[str, Intervals] = {}

    def due(self, ticket: Ticket, target: Target) -> Due | None:
        """Return when a target of a ticket is due; None when there is none or it has been met.

        A time given on the ticket goes before the client's policy. The clock of a policy starts when the ticket was
        created and stands still for its paused minutes. Dues are rounded down to the minute.
        """
        met = {"respond": ticket.responded_at, "plan": ticket.planned_at}
        if met.get(target):
            return None
        client = self._problem.client[ticket.client_id]
        policy = self._problem.sla_policy.get(client.sla_policy or "")
        calendar = self._calendar(policy.clock, client.id) if policy else ALWAYS
        given: dt.datetime | None = getattr(ticket, f"{target}_by")
        if given is not None:
            return self._due(floor_minute(self._origin, given), calendar)
        goal = policy.target(ticket.priority) if policy else None
        minutes: int | None = getattr(goal, f"{target}_minutes") if goal else None
        if minutes is None:
            return None
        at = after(calendar, floor_minute(self._origin, ticket.created), minutes + ticket.paused_minutes)
        return None if at is None else self._due(at, calendar)

    def _due(self, minute: int, calendar: Intervals) -> Due:
        """Return a due with the part of the calendar on which lateness can matter."""
        return Due(minute, tuple((a, b) for a, b in calendar if b > minute and a < self._last))

    def _calendar(self, clock: SlaClock, client_id: str) -> Intervals:
        if clock is SlaClock.ALWAYS:
            return ALWAYS
        key = client_id if clock is SlaClock.CLIENT else ""
        if key not in self._calendars:
            self._calendars[key] = self._lay_out(key)
        return self._calendars[key]

    def _lay_out(self, client_id: str) -> Intervals:
        desk = self._problem.desk
        client = self._problem.client.get(client_id)
        hours = client.business_hours if client and client.business_hours else desk.business_hours
        zone = ZoneInfo(client.time_zone if client and client.time_zone else desk.time_zone)
        off = holiday_days(desk.holiday_country, desk.holiday_subdivision)
        return open_minutes(hours, zone, off, self._origin, *self._span)


def after(calendar: Intervals, start: int, minutes: int) -> int | None:
    """Return the minute at which so many calendar minutes have passed since ``start``; None beyond the calendar."""
    left = minutes
    for a, b in calendar:
        begin = max(a, start)
        if begin >= b:
            continue
        if b - begin >= left:
            return begin + left
        left -= b - begin
    return None


def late_minutes(due: Due, at: int, cap: int) -> int:
    """Return the calendar minutes between a due minute and ``at``, at most ``cap``."""
    return min(cap, overlap(due.calendar, due.minute, at)) if at > due.minute else 0


def lateness_steps(due: Due, now: int, horizon: int, rate: int, cap: int, breach: int) -> Steps:
    """Return ``rate`` a late minute up to ``cap`` of them, plus ``breach`` at the first, less what is sunk by now."""

    def amount(minute: int) -> int:
        return rate * late_minutes(due, minute, cap) + (breach if minute > due.minute else 0)

    edges = {x for pair in due.calendar for x in pair if due.minute < x <= horizon}
    capped = after(due.calendar, due.minute, cap)
    points = {due.minute, due.minute + 1, now, *edges, *([capped] if capped is not None else [])}
    kept = sorted(x for x in points if max(now, -FOREVER) <= x <= horizon)
    sunk = amount(now)
    return tuple((x, amount(x) - sunk, _slope(due, x, rate, cap)) for x in kept)


def _slope(due: Due, minute: int, rate: int, cap: int) -> int:
    if minute <= due.minute:
        return 0
    return rate * (late_minutes(due, minute + 1, cap) - late_minutes(due, minute, cap))
