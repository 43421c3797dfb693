"""SLA clocks: from a policy on a calendar to due minutes, and from a due minute to lateness."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo

from .calendar import holiday_days, open_minutes
from .domain.hours import WeeklyHours
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
        self._layouts: dict[tuple[WeeklyHours, str], Intervals] = {}

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
        first = bisect_right(calendar, minute, key=_closes)
        return Due(minute, calendar[first : bisect_left(calendar, (self._last,), lo=first)])

    def _calendar(self, clock: SlaClock, client_id: str) -> Intervals:
        if clock is SlaClock.ALWAYS:
            return ALWAYS
        key = client_id if clock is SlaClock.CLIENT else ""
        if key not in self._calendars:
            desk, client = self._problem.desk, self._problem.client.get(key)
            hours = client.business_hours if client and client.business_hours else desk.business_hours
            zone = client.time_zone if client and client.time_zone else desk.time_zone
            if (hours, zone) not in self._layouts:
                off = holiday_days(desk.holiday_country, desk.holiday_subdivision)
                self._layouts[hours, zone] = open_minutes(hours, ZoneInfo(zone), off, self._origin, *self._span)
            self._calendars[key] = self._layouts[hours, zone]
        return self._calendars[key]


def after(calendar: Intervals, start: int, minutes: int) -> int | None:
    """Return the minute at which so many calendar minutes have passed since ``start``; None beyond the calendar."""
    left = minutes
    for at in range(bisect_right(calendar, start, key=_closes), len(calendar)):
        a, b = calendar[at]
        begin = max(a, start)
        if b - begin >= left:
            return begin + left
        left -= b - begin
    return None


def late_minutes(due: Due, at: int, cap: int) -> int:
    """Return the calendar minutes between a due minute and ``at``, at most ``cap``."""
    return min(cap, overlap(due.calendar, due.minute, at)) if at > due.minute else 0


def lateness_steps(due: Due, now: int, horizon: int, rate: int, cap: int, breach: int) -> Steps:
    """Return ``rate`` a late minute up to ``cap`` of them, plus ``breach`` at the first, less what is sunk by now."""
    edges = {x for pair in due.calendar for x in pair if due.minute < x <= horizon}
    capped = after(due.calendar, due.minute, cap)
    points = {due.minute, due.minute + 1, now, *edges, *([capped] if capped is not None else [])}
    kept = sorted(x for x in points if max(now, -FOREVER) <= x <= horizon)
    sunk = rate * late_minutes(due, now, cap) + (breach if now > due.minute else 0)
    steps = []
    for x, late, is_running in _passed(due, kept, cap):
        value = rate * late + (breach if x > due.minute else 0)
        steps.append((x, value - sunk, rate if is_running else 0))
    return tuple(steps)


def _passed(due: Due, points: list[int], cap: int) -> Iterator[tuple[int, int, bool]]:
    """Yield ascending minutes with the late minutes by then, at most ``cap``, and whether the next one is late too."""
    at = done = 0
    for x in points:
        while at < len(due.calendar) and due.calendar[at][1] <= x:
            done += max(0, due.calendar[at][1] - max(due.calendar[at][0], due.minute))
            at += 1
        begin = max(due.calendar[at][0], due.minute) if at < len(due.calendar) else FOREVER
        late = done + max(0, x - begin)
        yield x, min(cap, late), late < cap and begin <= x and due.minute < x


def _closes(pair: tuple[int, int]) -> int:
    return pair[1]
