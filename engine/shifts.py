"""Shifts: the stretches of an engineer's calendar in which work may lie, before any appointment is laid on them."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import zip_longest
from zoneinfo import ZoneInfo

from .calendar import holiday_days, local_days, span_minutes
from .domain.engineer import Engineer
from .domain.hours import DaySpan
from .domain.problem import Problem
from .timeline import Intervals, ceil_minute, intersect, intervals, length, overlap, subtract, union


class ShiftKind(StrEnum):
    """What a shift is for."""

    REGULAR = "regular"
    ON_CALL = "on_call"
    NONE = "none"
    """A day without hours on which a fact lies all the same."""


@dataclass(frozen=True)
class Shift:
    """A shift of one engineer, in minutes from the planning window's start.

    Parameters
    ----------
    engineer_id : str
    day : date
        Local date on which it starts.
    kind : ShiftKind
    spans : Intervals
        Hours up to the normal end, inside the planning window.
    normal_end, hard_end : int
        End of the hours, and of the overtime allowed after them.
    priorities : tuple of int
        Priorities of the tickets it takes.
    remote_only : bool
        Whether no site is visited.
    """

    engineer_id: str
    day: dt.date
    kind: ShiftKind
    spans: Intervals
    normal_end: int
    hard_end: int
    priorities: tuple[int, ...] = (1, 2, 3, 4)
    remote_only: bool = False

    @property
    def start(self) -> int:
        """First minute."""
        return self.spans[0][0] if self.spans else self.normal_end

    @cached_property
    def working(self) -> Intervals:
        """Minutes in which work may lie, overtime included."""
        return union(self.spans, ((self.normal_end, self.hard_end),))


def build_shifts(problem: Problem) -> tuple[Shift, ...]:
    """Return the shifts of all engineers inside the planning window, by engineer in the desk's order, then by time."""
    return tuple(shift for engineer in problem.engineers for shift in _of_engineer(problem, engineer))


def capacity(problem: Problem, shift: Shift, appointments: Intervals, *, appointments_are_load: bool) -> int:
    """Return the minutes of a shift that work can fill: its hours less appointments and the unpaid breaks it has."""
    free = shift.spans if appointments_are_load else subtract(shift.spans, appointments)
    floating = 0
    for low, high, minutes, paid in _breaks(problem, shift):
        if not paid and high - low == minutes:
            free = subtract(free, ((low, high),))
        elif not paid:
            floating += minutes
    return max(0, length(free) - floating)


def break_windows(problem: Problem, shift: Shift) -> tuple[tuple[int, int, int], ...]:
    """Return the breaks that fall into a regular shift as ``(earliest start, latest end, minutes)``.

    A window that the shift's hours cut shorter than the break asks for no break: half a day needs no lunch.
    """
    return tuple(sorted((low, high, minutes) for low, high, minutes, _ in _breaks(problem, shift)))


def _breaks(problem: Problem, shift: Shift) -> Iterator[tuple[int, int, int, bool]]:
    """Yield window, minutes and whether it is paid, of each break of a shift."""
    if shift.kind is not ShiftKind.REGULAR or not shift.spans:
        return
    engineer = problem.engineer[shift.engineer_id]
    origin, zone = problem.desk.planning_window.start, ZoneInfo(engineer.time_zone)
    for pause in engineer.breaks:
        span = DaySpan(weekday=shift.day.weekday(), start=pause.window_start, end=pause.window_end)
        low, high = span_minutes(origin, shift.day, span, zone)
        low, high = max(low, shift.start), min(high, shift.normal_end)
        if high - low >= pause.minutes:
            yield low, high, pause.minutes, pause.paid


def work_minutes(shift: Shift, start: int, end: int, idle: Intervals) -> int:
    """Return the minutes of work in a span that pauses outside the hours and in idle time."""
    if not shift.spans:
        return end - start
    outside = (end - start) - overlap(((shift.start, shift.hard_end),), start, end)
    return outside + overlap(subtract(shift.working, idle), start, end)


def _of_engineer(problem: Problem, engineer: Engineer) -> list[Shift]:
    window, zone = problem.desk.planning_window, ZoneInfo(engineer.time_zone)
    clip: Intervals = ((0, ceil_minute(window.start, window.end)),)
    off = holiday_days(engineer.holiday_country, engineer.holiday_subdivision)
    days = list(local_days(window.start, window.end, zone))
    regular = []
    for day in days:
        pairs = [span_minutes(window.start, day, span, zone) for span in engineer.working_hours.on(day.weekday())]
        spans = intersect(intervals(pairs), clip)
        if not spans or day in off:
            continue
        # The night before the window is cut off at its start; overtime counts from the uncut end.
        normal_end = min(max(b for _, b in pairs), clip[0][1])
        hard_end = min(normal_end + engineer.overtime_minutes, clip[0][1])
        remote = day.weekday() in engineer.remote_only_days
        regular.append(Shift(engineer.id, day, ShiftKind.REGULAR, spans, normal_end, hard_end, remote_only=remote))
    regular = [_ends_before(shift, follower) for shift, follower in zip_longest(regular, regular[1:])]
    return sorted([*regular, *_on_call(problem, engineer, days, regular)], key=lambda shift: (shift.start, shift.kind))


def _ends_before(shift: Shift, follower: Shift | None) -> Shift:
    if follower is None or shift.hard_end <= follower.start:
        return shift
    end = max(shift.normal_end, follower.start)
    return Shift(
        shift.engineer_id, shift.day, shift.kind, shift.spans, shift.normal_end, end, remote_only=shift.remote_only
    )


def _on_call(problem: Problem, engineer: Engineer, days: list[dt.date], regular: list[Shift]) -> list[Shift]:
    """Each unbroken stretch on call, outside the regular shifts, is a shift of its own."""
    window, zone = problem.desk.planning_window, ZoneInfo(engineer.time_zone)
    clip: Intervals = ((0, ceil_minute(window.start, window.end)),)
    taken = intervals((shift.start, shift.hard_end) for shift in regular)
    found = []
    for duty in engineer.on_call:
        for day in days:
            pairs = (span_minutes(window.start, day, span, zone) for span in duty.hours.on(day.weekday()))
            for span in subtract(intersect(intervals(pairs), clip), taken):
                remote = day.weekday() in engineer.remote_only_days
                on_call = ShiftKind.ON_CALL
                found.append(Shift(engineer.id, day, on_call, (span,), span[1], span[1], duty.priorities, remote))
                taken = union(taken, (span,))
    return found
