"""What is asked of a desk and what it has: minutes of work by ticket with a day, free minutes by shift.

Who may do what, how long it takes and when it may be done come from the compiled instance alone.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.context import Context
from engine.instance import NOWHERE, Instance
from engine.shifts import ShiftKind
from engine.timeline import FOREVER, Intervals, covers, instant_at, intersect, length

from .kind import Kind, kind_of

_PATIENCE = 7 * 24 * 60
"""Minutes within which work is wanted that has no due."""


@dataclass(frozen=True)
class Demand:
    """An open ticket's work.

    Parameters
    ----------
    ticket : int
        Its index in the instance.
    kind : Kind
    minutes : int
        Work, set-up and travel of all the engineers that it needs, each as fast as the fastest who may do it.
    day : int or None
        The day by whose evening it is wanted, as an index of `Demands.days`; None where it is due after the window.
    eligible, fitting : tuple of int
        Shifts of those who may do it, and those of them in which its whole length finds free time.
    """

    ticket: int
    kind: Kind
    minutes: int
    day: int | None
    eligible: tuple[int, ...]
    fitting: tuple[int, ...]


class Demands:
    """A desk's open work and free time.

    Work that stays where it is takes its time out of the shifts and is not asked again.

    Parameters
    ----------
    context : Context
    instance : Instance
        Of the same problem.
    """

    def __init__(self, context: Context, instance: Instance) -> None:
        self.context, self.instance = context, instance
        self.free: tuple[Intervals, ...] = tuple(
            intersect(shift.free, ((context.now, context.horizon),)) for shift in instance.shifts
        )
        self.room = tuple(self._room(at) for at in range(len(instance.shifts)))
        """Minutes of each shift that work can fill: free of leave, appointments, breaks and overtime."""
        regular = {shift.key[1] for at, shift in enumerate(instance.shifts) if self.is_regular(at) and self.room[at]}
        some = {shift.key[1] for at, shift in enumerate(instance.shifts) if self.free[at]}
        self.days = tuple(dt.date.fromisoformat(day) for day in sorted(regular or some))
        """Days on which somebody has regular hours left; where nobody has, those with overtime or time on call."""
        self.shift_day = tuple(
            min(bisect_left(self.days, dt.date.fromisoformat(shift.key[1])), max(0, len(self.days) - 1))
            for shift in instance.shifts
        )
        """Day of each shift, as an index; what lies on a day without regular hours counts to the next one with some."""

    @cached_property
    def demands(self) -> tuple[Demand, ...]:
        """Open tickets that somebody can do at some time of the window."""
        return tuple(each for each in self._all if each.fitting)

    @cached_property
    def impossible(self) -> tuple[Demand, ...]:
        """Open tickets for which nobody who may do them has a time that is long enough."""
        return tuple(each for each in self._all if not each.fitting and not self._begins_later(each.ticket))

    @cached_property
    def later(self) -> tuple[Demand, ...]:
        """Open tickets that may only be begun after the window."""
        return tuple(each for each in self._all if not each.fitting and self._begins_later(each.ticket))

    def is_regular(self, shift: int) -> bool:
        """Whether a shift is one of working hours, and not on call."""
        return self.instance.shifts[shift].key[2] == ShiftKind.REGULAR.value

    def usable(self, ticket: int, shift: int, minutes: int, set_up: int = 0) -> Intervals:
        """Return the free minutes of a shift in which a ticket may lie, none when its whole length does not fit.

        Parameters
        ----------
        ticket, shift : int
        minutes : int
            Of work.
        set_up : int
            Minutes that have to be free around it as well.
        """
        starts = self.instance.starts[ticket]
        if not starts:
            return ()
        span = ((starts[0][0], min(FOREVER, starts[-1][1] - 1 + minutes)),)
        found = intersect(intersect(self.free[shift], self.instance.within[ticket]), span)
        if self.instance.ticket_pausable[ticket]:
            return found if length(found) >= minutes else ()
        long_enough = [span for span in self.free[shift] if span[1] - span[0] >= minutes + set_up]
        return tuple((a, b) for a, b in found if b - a >= minutes and covers(tuple(long_enough), a, b))

    def minutes(self, ticket: int) -> dict[int, int]:
        """Return the minutes of work by engineer who may do a ticket."""
        engineers, minutes, _ = self.instance.pair_row(ticket)
        return dict(zip(engineers.tolist(), minutes.tolist(), strict=True))

    @cached_property
    def travel(self) -> tuple[int, ...]:
        """Minutes of travel by ticket, an estimate from below.

        The way to its site from the nearest place where an engineer starts or other open work is, by the fastest way
        of travelling, shared by the open tickets of the site.
        """
        homes = {shift.home for shift in self.instance.shifts}
        known = np.array(sorted((homes | set(self._at_place)) - {NOWHERE}), dtype=np.int64)
        fastest = np.minimum.reduce(self.instance.travel)

        def way(place: int) -> int:
            others = known[known != place]
            return int(fastest[others, place].min()) if len(others) else 0

        return tuple(
            0 if place == NOWHERE else -(-way(place) // self._sharing(place)) for place in self.instance.ticket_place
        )

    @cached_property
    def set_up(self) -> tuple[int, ...]:
        """Minutes of set-up by ticket, shared by the open tickets of its site and rounded up."""
        setup = self.instance.setup
        return tuple(
            0 if place == NOWHERE else -(-setup[place] // self._sharing(place)) for place in self.instance.ticket_place
        )

    def day_of(self, minute: int) -> int:
        """Return the last day with regular hours on or before that of a minute, the first one at least."""
        day = instant_at(self.context.origin, minute, self.context.zone).date()
        return max(0, bisect_right(self.days, day) - 1)

    @cached_property
    def _at_place(self) -> Counter[int]:
        facts = self.instance.facts
        return Counter(place for t, place in enumerate(self.instance.ticket_place) if t not in facts)

    def _sharing(self, place: int) -> int:
        return max(1, self._at_place[place])

    @cached_property
    def _all(self) -> tuple[Demand, ...]:
        open_ones = (t for t in range(len(self.instance.tickets)) if t not in self.instance.facts)
        return tuple(self._demand(ticket) for ticket in open_ones)

    def _demand(self, ticket: int) -> Demand:
        instance, by_engineer = self.instance, self.minutes(ticket)
        eligible = instance.candidates[ticket]
        fitting = tuple(
            shift for shift in eligible if self.usable(ticket, shift, by_engineer[instance.shifts[shift].engineer])
        )
        asked = self.context.problem.ticket[instance.tickets[ticket]]
        able = (by_engineer[instance.shifts[shift].engineer] for shift in fitting or eligible)
        fastest = min(able, default=asked.estimated_minutes)
        minutes = fastest + self.set_up[ticket] + self.travel[ticket]
        return Demand(
            ticket=ticket,
            kind=kind_of(asked),
            minutes=minutes * len(instance.ticket_tasks[ticket]),
            day=None if self._begins_later(ticket) else self._wanted(ticket, fastest, fitting),
            eligible=eligible,
            fitting=fitting,
        )

    def _begins_later(self, ticket: int) -> bool:
        """Whether a ticket's own dates keep it out of the window, whoever is there."""
        asked, end = (
            self.context.problem.ticket[self.instance.tickets[ticket]],
            self.context.problem.desk.planning_window.end,
        )
        is_late = asked.earliest_start is not None and asked.earliest_start >= end
        return is_late or (bool(asked.time_windows) and all(each.start >= end for each in asked.time_windows))

    def _wanted(self, ticket: int, minutes: int, fitting: tuple[int, ...]) -> int | None:
        """Return the day of the first due, a week from now or from its first start without one.

        It is never before the work can be done at all.
        """
        asked = self.context.problem.ticket[self.instance.tickets[ticket]]
        dues = []
        for target, ahead in (("respond", minutes), ("plan", minutes), ("resolve", 0)):
            due = self.context.clocks.due(asked, target)  # type: ignore[arg-type]
            if due is not None:
                dues.append(due.minute + ahead)
        if dues and min(dues) > self.context.horizon:
            return None
        begins = max([self.context.now, *(low for low, _ in self.instance.starts[ticket][:1])])
        due_at = min(dues, default=min(self.context.horizon, begins + _PATIENCE))
        first = min((self.shift_day[shift] for shift in fitting), default=0)
        return max(first, self.day_of(due_at))

    def _room(self, at: int) -> int:
        shift = self.instance.shifts[at]
        free = intersect(self.free[at], ((shift.start, max(shift.start, shift.normal_end)),))
        return max(0, length(free) - sum(pause.minutes for pause in shift.breaks))
