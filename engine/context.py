"""What holds for a problem whatever the rules say: shifts, appointments, SLA clocks, travel minutes, facts.

Made once for a problem and shared by everything that reads it: rules, compiled instance, audit.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from .domain.engineer import Busy, Engineer
from .domain.hours import midnight
from .domain.problem import Problem
from .domain.ticket import Ticket
from .over import begun
from .shifts import Shift, ShiftKind, break_windows, build_shifts, capacity
from .sla import SlaClocks
from .timeline import (
    Intervals,
    ceil_minute,
    earliest_fit,
    floor_minute,
    instant_at,
    intersect,
    intervals,
    resolve_local,
    subtract,
)
from .travel import Travel


@dataclass(frozen=True, order=True)
class Appointment:
    """Busy time in minutes, rounded outward; ``site_id`` is empty when it has no place."""

    start: int
    end: int
    site_id: str
    summary: str


@dataclass(frozen=True)
class Fact:
    """A ticket that stays where it is: pinned to engineer and start, or published and frozen.

    ``end`` is None where only the start is fixed (a pin), and follows from the work.
    """

    ticket_id: str
    engineer_ids: tuple[str, ...]
    start: int
    end: int | None


class Context:
    """Derived data of one problem.

    Parameters
    ----------
    problem : Problem
        A valid problem.
    shifts : tuple of Shift, optional
        Its shifts, where they are known from another problem of the same engineers and the same window.
    """

    def __init__(self, problem: Problem, shifts: tuple[Shift, ...] | None = None) -> None:
        self.problem = problem
        window = problem.desk.planning_window
        self.origin = window.start
        self.horizon = floor_minute(window.start, window.end)
        self.now = ceil_minute(window.start, problem.desk.now)
        self.zone = ZoneInfo(problem.desk.time_zone)
        self.shifts = build_shifts(problem) if shifts is None else shifts
        self.clocks = SlaClocks(problem)
        self.memo: dict[object, object] = {}
        """What whoever reads the context has found out and needs again; it says nothing that the context does not."""
        self.shared: dict[object, object] = {}
        """The same, where it holds for every part of the problem as well: a part has the whole's."""
        self._breaks: dict[Shift, tuple[tuple[int, int, int], ...]] = {}
        self._capacity: dict[Shift, int] = {}

    @cached_property
    def travel(self) -> Travel:
        """Travel minutes."""
        return Travel(self.problem)

    @cached_property
    def shifts_of(self) -> dict[str, tuple[Shift, ...]]:
        """Shifts by engineer, by time."""
        found: dict[str, list[Shift]] = defaultdict(list)
        for shift in self.shifts:
            found[shift.engineer_id].append(shift)
        return {engineer.id: tuple(found[engineer.id]) for engineer in self.problem.engineers}

    @cached_property
    def appointments(self) -> dict[str, tuple[Appointment, ...]]:
        """Appointments by engineer, by time; work that is over among them, up to now (see `engine.over`)."""
        over = self._over
        return {
            engineer.id: tuple(sorted([*(self._appointment(busy) for busy in engineer.busy), *over[engineer.id]]))
            for engineer in self.problem.engineers
        }

    def appointments_in(self, shift: Shift) -> tuple[Appointment, ...]:
        """Return the appointments that touch a shift."""
        return tuple(
            busy
            for busy in self.appointments[shift.engineer_id]
            if busy.start < shift.hard_end and busy.end > shift.start
        )

    def busy_in(self, shift: Shift) -> Intervals:
        """Return the minutes of a shift's appointments."""
        return intervals((busy.start, busy.end) for busy in self.appointments_in(shift))

    def breaks_in(self, shift: Shift) -> tuple[tuple[int, int, int], ...]:
        """Return the breaks of a shift as ``(earliest start, latest end, minutes)``.

        A floating one that has begun before now, by the published schedule, is where it was taken, and has no room to
        move. One that has no room after now, beside the appointments, the fixed breaks and the floating ones before it,
        is not asked for.
        """
        if shift not in self._breaks:
            self._breaks[shift] = self._breaks_asked(shift)
        return self._breaks[shift]

    def _breaks_asked(self, shift: Shift) -> tuple[tuple[int, int, int], ...]:
        windows = self._with_taken(shift, break_windows(self.problem, shift))
        fixed = [each for each in windows if each[1] - each[0] == each[2]]
        free = subtract(shift.working, intervals([*self.busy_in(shift), *((low, high) for low, high, _ in fixed)]))
        asked = list(fixed)
        for low, high, minutes in windows:
            if high - low > minutes:
                since = max(low, self.now)
                at = earliest_fit(intersect(free, ((since, max(since, high)),)), since, minutes)
                if at is not None:
                    asked.append((since, high, minutes))
                    free = subtract(free, ((at, at + minutes),))
        return tuple(sorted(asked))

    def _with_taken(self, shift: Shift, windows: tuple[tuple[int, int, int], ...]) -> list[tuple[int, int, int]]:
        """Return the breaks of a shift, those that have been taken or begun at their own time."""
        found = list(windows)
        for start, end in self._begun_breaks.get(shift.engineer_id, ()):
            fits = [
                each
                for each in found
                if each[0] <= start and end <= each[1] and each[1] - each[0] > each[2] == end - start
            ]
            if fits:
                found[found.index(fits[0])] = start, end, end - start
        return found

    @cached_property
    def _begun_breaks(self) -> dict[str, list[tuple[int, int]]]:
        """Published breaks that have begun, by engineer."""
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for given in self.problem.published.breaks if self.problem.published else ():
            if (start := floor_minute(self.origin, given.start)) < self.now:
                found[given.engineer_id].append((start, ceil_minute(self.origin, given.end)))
        return found

    def idle_in(self, shift: Shift) -> Intervals:
        """Return the minutes of a shift's appointments and fixed breaks."""
        fixed = [(low, high) for low, high, minutes in self.breaks_in(shift) if high - low == minutes]
        return intervals([*self.busy_in(shift), *fixed])

    def capacity(self, shift: Shift) -> int:
        """Return the minutes of a shift that work can fill."""
        if shift not in self._capacity:
            is_load = self.problem.desk.appointments_are_load
            busy = self.busy_in(shift)
            self._capacity[shift] = capacity(self.problem, shift, busy, appointments_are_load=is_load)
        return self._capacity[shift]

    def minutes_needed(self, engineer: Engineer, ticket: Ticket) -> int:
        """Return the minutes that an engineer needs for a ticket: the estimate at the proven speed, rounded up."""
        known = {speed.type: speed.percent for speed in engineer.speeds}
        percent = known.get(f"{ticket.type}/{ticket.subtype}", known.get(ticket.type, 100))
        return max(1, -(-ticket.estimated_minutes * percent // 100))

    def engineer(self, shift: Shift) -> Engineer:
        """Return whose shift it is."""
        return self.problem.engineer[shift.engineer_id]

    def shift_at(self, engineer_id: str, minute: int) -> Shift:
        """Return the shift to which work at a minute belongs: the one it lies in, else one of that local day.

        On a day without any shift it is an empty one of kind NONE.
        """
        shifts = self.shifts_of[engineer_id]
        for shift in shifts:
            if shift.start <= minute < shift.hard_end:
                return shift
        day = instant_at(self.origin, minute, ZoneInfo(self.problem.engineer[engineer_id].time_zone)).date()
        same_day = [shift for shift in shifts if shift.day == day]
        if same_day:
            return min(same_day, key=lambda shift: min(abs(shift.start - minute), abs(shift.hard_end - minute)))
        zone = ZoneInfo(self.problem.engineer[engineer_id].time_zone)
        begin = ceil_minute(self.origin, resolve_local(midnight(day, 0), zone))
        return Shift(engineer_id, day, ShiftKind.NONE, (), begin, begin)

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """Facts by ticket: full pins first, then published work that is frozen."""
        found: dict[str, Fact] = {}
        frozen_before = self.now + self.problem.desk.freeze_minutes
        for given in self.problem.published.assignments if self.problem.published else ():
            ticket = self.problem.ticket.get(given.ticket_id)
            start = floor_minute(self.origin, given.start)
            if ticket and ticket.is_schedulable and start < frozen_before:
                end = ceil_minute(self.origin, given.end)
                found[ticket.id] = Fact(ticket.id, tuple(sorted(given.engineer_ids)), start, end)
        for ticket in self.problem.schedulable:
            pin = ticket.pin
            if pin and pin.engineer_id and pin.start and ticket.engineers_needed == 1:
                start = floor_minute(self.origin, pin.start)
                known = found.get(ticket.id)
                if known is None or (known.engineer_ids, known.start) != ((pin.engineer_id,), start):
                    found[ticket.id] = Fact(ticket.id, (pin.engineer_id,), start, None)
        return found

    @cached_property
    def facts_of(self) -> dict[str, tuple[Fact, ...]]:
        """Facts by engineer."""
        found: dict[str, list[Fact]] = {engineer.id: [] for engineer in self.problem.engineers}
        for fact in self.facts.values():
            for engineer_id in fact.engineer_ids:
                found[engineer_id].append(fact)
        return {engineer_id: tuple(facts) for engineer_id, facts in found.items()}

    @property
    def _over(self) -> dict[str, list[Appointment]]:
        found: dict[str, list[Appointment]] = defaultdict(list)
        for given in begun(self.problem):
            ticket = self.problem.ticket[given.ticket_id]
            start, end = floor_minute(self.origin, given.start), min(ceil_minute(self.origin, given.end), self.now)
            words = f"{ticket.id} ({ticket.status.value.replace('_', ' ')})"
            for engineer_id in given.engineer_ids:
                found[engineer_id].append(Appointment(start, end, ticket.site_id or "", words))
        return found

    def _appointment(self, busy: Busy) -> Appointment:
        start, end = floor_minute(self.origin, busy.start), ceil_minute(self.origin, busy.end)
        return Appointment(start, end, busy.site_id or "", busy.summary)
