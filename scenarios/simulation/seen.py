"""The desk as somebody who dispatches sees it at an instant: what is known by then, and nothing else."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from engine.context import Context
from engine.domain.desk import PlanningWindow
from engine.domain.engineer import Busy, Engineer
from engine.domain.hours import midnight
from engine.domain.problem import Problem
from engine.domain.schedule import Assignment, BreakTaken, Schedule
from engine.domain.ticket import Pin, Status, Ticket
from engine.domain.weights import Weights
from engine.shifts import ShiftKind
from engine.timeline import floor_minute, instant_at, resolve_local

from .begin import windows_left
from .calendar import Booking
from .happened import Work
from .reality import News, Reality

DAYS_AHEAD = 3
"""Working days that are planned, today included."""
DESK_OPENS, DESK_CLOSES = 6 * 60, 18 * 60
"""Minutes after midnight between which somebody dispatches on a working day."""


class Seen:
    """A moment of a desk.

    Parameters
    ----------
    reality : Reality
        It has come to this moment.
    news : News
        Since whoever dispatches has looked last.
    """

    def __init__(self, reality: Reality, news: News) -> None:
        self._reality, self.news = reality, news
        self._context = reality.context
        self.minute = reality.now
        self.now = instant_at(self._context.origin, reality.now, reality.world.zone)

    @property
    def clock(self) -> int:
        """Minutes after local midnight."""
        return self.now.hour * 60 + self.now.minute

    @cached_property
    def is_working_day(self) -> bool:
        """Whether anybody has usual hours today."""
        return self.now.date() in workdays(self._context)

    @property
    def is_attended(self) -> bool:
        """Whether somebody dispatches: in the day's hours, and whenever somebody is on call."""
        return (self.is_working_day and DESK_OPENS <= self.clock < DESK_CLOSES) or self._reality.is_on_call

    @property
    def weights(self) -> Weights:
        """The desk's own weights."""
        return self._context.problem.desk.weights

    @property
    def waiting(self) -> list[str]:
        """Tickets that are known and have no place."""
        return self._reality.waiting

    def has_waiting(self, priority: int) -> bool:
        """Whether a ticket without a place is as urgent as that."""
        return any(self._context.problem.ticket[each].priority <= priority for each in self.waiting)

    @property
    def new(self) -> frozenset[str]:
        """Tickets that have come in, or fallen back, since the last look."""
        return frozenset((*self.news.came_in, *self.news.fell_back))

    def has_come_in(self, priority: int) -> bool:
        """Whether a new ticket is as urgent as that."""
        return any(self._context.problem.ticket[each].priority <= priority for each in self.new)

    def todays(self, schedule: Schedule) -> Schedule:
        """Return what a schedule says of today."""
        end = self._midnight(self.now.date() + dt.timedelta(days=1))
        return schedule.model_copy(
            update={
                "assignments": tuple(each for each in schedule.assignments if each.start < end),
                "trips": tuple(each for each in schedule.trips if each.depart < end),
                "breaks": tuple(each for each in schedule.breaks if each.start < end),
            }
        )

    def problem(self, freeze_minutes: int, weights: Weights | None = None) -> Problem:
        """Return the desk of the days ahead, with its calendar as it is going to be by the estimates.

        Work of a shift that goes on, ended or under way, is a fact that begin before now. A ticket that somebody has
        set out for is pinned. What will not fit any more by the estimates waits again.
        """
        whole, window = self._context.problem, self._window
        tickets, published = self._tickets_and_calendar()
        desk = whole.desk.model_copy(
            update={
                "now": self.now,
                "planning_window": window,
                "freeze_minutes": freeze_minutes,
                "weights": weights or whole.desk.weights,
            }
        )
        return whole.model_copy(
            update={
                "desk": desk,
                "engineers": tuple(self._as_known(each) for each in whole.engineers),
                "tickets": tickets,
                "published": Schedule(planning_window=window, assignments=published, breaks=tuple(self._breaks_had())),
            }
        )

    @cached_property
    def _window(self) -> PlanningWindow:
        today, days = self.now.date(), workdays(self._context)
        left = (
            days[max(0, bisect_right(days, today) - 1) :] if self.is_working_day else days[bisect_right(days, today) :]
        )
        last = left[min(len(left), DAYS_AHEAD) - 1] if left else today
        end = min(self._midnight(last + dt.timedelta(days=1)), self._context.problem.desk.planning_window.end)
        return PlanningWindow(start=self._midnight(today), end=end)

    @cached_property
    def _forecast(self) -> Reality:
        """The rest of today as it will go by the estimates."""
        tomorrow = self._midnight(self.now.date() + dt.timedelta(days=1))
        return self._reality.forecast(self._minute(tomorrow))

    def _tickets_and_calendar(self) -> tuple[tuple[Ticket, ...], tuple[Assignment, ...]]:
        forecast, begun = self._forecast, self._reality.works
        tickets: list[Ticket] = []
        published: list[Assignment] = []
        for ticket_id in self._reality.known:
            ticket = self._context.problem.ticket[ticket_id]
            work, booking = forecast.works.get(ticket_id), forecast.calendar.bookings.get(ticket_id)
            if ticket_id in begun:
                if work is None or self._is_past(work):
                    continue
                tickets.append(
                    ticket.model_copy(update={"status": Status.IN_PROGRESS, "depends_on": (), "time_windows": ()})
                )
            else:
                tickets.append(self._as_it_stands(ticket, work))
            if work or booking:
                published.append(self._assignment(ticket, work or booking))  # type: ignore[arg-type]
        return tuple(tickets), tuple(sorted(published, key=lambda each: (each.start, each.ticket_id)))

    def _is_past(self, work: Work) -> bool:
        """Whether work has ended, and the shifts that it lay on have too: it says nothing of what is ahead."""
        shifts = (self._context.shift_at(who, work.start) for who in work.engineer_ids)
        return work.end <= self.minute and all(each.hard_end <= self.minute for each in shifts)

    def _as_it_stands(self, ticket: Ticket, work: Work | None) -> Ticket:
        """Return a ticket that has not begun, with what has become of those before it, its windows and its way."""
        begun, left = self._reality.works, list(ticket.depends_on)
        earliest = ticket.earliest_start
        for each in ticket.depends_on:
            before = begun.get(each.ticket_id)
            if before and before.end <= self.minute:
                left.remove(each)
                ready = self._instant(before.end + each.lag_minutes)
                earliest = max(earliest, ready) if earliest else ready
        fields: dict[str, object] = {}
        if len(left) < len(ticket.depends_on):
            fields |= {"depends_on": tuple(left), "earliest_start": earliest}
        if ticket.time_windows and not windows_left(self._context, ticket, self.minute + ticket.estimated_minutes):
            fields["time_windows"] = ()
        if ticket.id in self._reality.on_way and work and ticket.engineers_needed == 1:
            fields["pin"] = Pin(engineer_id=work.engineer_ids[0], start=self._instant(work.start))
        return ticket.model_copy(update=fields) if fields else ticket

    def _assignment(self, ticket: Ticket, given: Work | Booking) -> Assignment:
        return Assignment(
            ticket_id=ticket.id,
            engineer_ids=tuple(sorted(given.engineer_ids)),
            start=self._instant(given.start),
            end=self._instant(given.end),
            site_id=ticket.site_id,
        )

    def _as_known(self, engineer: Engineer) -> Engineer:
        """Return an engineer with the sick leave that is known."""
        today = self.now.date()
        busy = engineer.busy
        if (engineer.id, today) in self._reality.sick:
            begin, end = self._midnight(today), self._midnight(today + dt.timedelta(days=1))
            busy = (*busy, Busy(start=begin, end=end, summary="Sick"))
        return engineer if busy is engineer.busy else engineer.model_copy(update={"busy": busy})

    def _breaks_had(self) -> Iterator[BreakTaken]:
        """Yield the floating breaks of today that lie behind: nobody asks for them again."""
        for shift, standing in self._reality.standings.items():
            if shift.day == self.now.date():
                for start, end in standing.had:
                    who = shift.engineer_id
                    yield BreakTaken(engineer_id=who, start=self._instant(start), end=self._instant(end))

    def _midnight(self, day: dt.date) -> dt.datetime:
        return resolve_local(midnight(day, 0), self._reality.world.zone)

    def _minute(self, instant: dt.datetime) -> int:
        return floor_minute(self._context.origin, instant)

    def _instant(self, minute: int) -> dt.datetime:
        return instant_at(self._context.origin, minute, self._reality.world.zone)


def workdays(context: Context) -> tuple[dt.date, ...]:
    """Return the days on which anybody has usual hours, in order."""
    known = context.memo.get("workdays")
    if known is None:
        days = {each.day for each in context.shifts if each.kind is ShiftKind.REGULAR}
        known = context.memo["workdays"] = tuple(sorted(days))
    return known  # type: ignore[return-value]
