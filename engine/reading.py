"""A schedule read against its problem: per shift the work, visits, trips and breaks, in minutes.

The rules' audit faces read this and nothing of the compiled instance. Only stated times count: nothing is re-timed.
What a hand-made schedule leaves out (trips, floating breaks) is read where it would fit.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from .context import Appointment, Context
from .domain.engineer import Engineer
from .domain.schedule import Schedule
from .domain.ticket import Ticket
from .legs import Leg, Placed, Stop, read_legs, read_stops
from .shifts import Shift, break_windows
from .timeline import Intervals, ceil_minute, earliest_fit, floor_minute, intervals, length, overlap, subtract


@dataclass(frozen=True)
class Work:
    """One engineer's part of an assignment; ``minutes`` is the work in it, pauses left out."""

    ticket: Ticket
    engineer: Engineer
    shift: Shift
    start: int
    end: int
    site_id: str
    minutes: int
    setup_minutes: int


@dataclass(frozen=True)
class Pause:
    """A break: where it lies, or None when the shift has no room for it in its window."""

    low: int
    high: int
    minutes: int
    start: int | None


@dataclass(frozen=True)
class ShiftReading:
    """What a schedule says of one shift."""

    shift: Shift
    engineer: Engineer
    works: tuple[Work, ...]
    appointments: tuple[Appointment, ...]
    stops: tuple[Stop, ...]
    legs: tuple[Leg, ...]
    stray_trips: tuple[tuple[int, int, str, str], ...]
    """Stated trips that the order of stops does not call for."""
    pauses: tuple[Pause, ...]

    @property
    def visits(self) -> tuple[Stop, ...]:
        """Stops that are the first ticket of a visit."""
        firsts, visiting = [], ""
        for stop in self.stops:
            if stop.ticket_id:
                if stop.site_id != visiting:
                    firsts.append(stop)
                visiting = stop.site_id
            elif stop.site_id != visiting:
                visiting = ""
        return tuple(firsts)

    @property
    def travel_minutes(self) -> int:
        """Minutes of travel that the order of stops costs."""
        return sum(leg.minutes for leg in self.legs)

    @property
    def load(self) -> int:
        """Work, set-up and travel in minutes."""
        return sum(work.minutes + work.setup_minutes for work in self.works) + self.travel_minutes

    @property
    def last_end(self) -> int:
        """End of the last work or trip, the normal end when there is none."""
        ends = [work.end for work in self.works] + [leg.arrive for leg in self.legs]
        return max(ends, default=self.shift.normal_end)


class Reading:
    """A schedule read against a problem.

    Parameters
    ----------
    context : Context
    schedule : Schedule
        Engineers and tickets it names exist.
    """

    def __init__(self, context: Context, schedule: Schedule) -> None:
        self.context = context
        self.schedule = schedule
        self._origin = context.origin

    @cached_property
    def shifts(self) -> tuple[ShiftReading, ...]:
        """Shifts that hold work or an appointment with a place, by engineer and time."""
        problem = self.context.problem
        parts: dict[Shift, list[tuple[Ticket, int, int]]] = defaultdict(list)
        for given in self.schedule.assignments:
            start, end = floor_minute(self._origin, given.start), ceil_minute(self._origin, given.end)
            for engineer_id in given.engineer_ids:
                ticket = problem.ticket[given.ticket_id]
                parts[self.context.shift_at(engineer_id, start)].append((ticket, start, end))
        for shift in self.context.shifts:
            if any(busy.site_id for busy in self.context.appointments_in(shift)):
                parts.setdefault(shift, [])
        order = {engineer.id: at for at, engineer in enumerate(problem.engineers)}
        ranked = sorted(parts, key=lambda s: (order[s.engineer_id], s.day, s.start, s.kind))
        return tuple(self._read(shift, parts[shift]) for shift in ranked)

    @property
    def all_works(self) -> Iterator[Work]:
        """All work, by engineer and time."""
        for shift in self.shifts:
            yield from shift.works

    @cached_property
    def works(self) -> dict[str, tuple[Work, ...]]:
        """Work by ticket."""
        found: dict[str, list[Work]] = defaultdict(list)
        for shift in self.shifts:
            for work in shift.works:
                found[work.ticket.id].append(work)
        return {ticket_id: tuple(works) for ticket_id, works in found.items()}

    @cached_property
    def unassigned(self) -> tuple[Ticket, ...]:
        """Schedulable tickets that nobody works."""
        return tuple(ticket for ticket in self.context.problem.schedulable if ticket.id not in self.works)

    def span(self, ticket_id: str) -> tuple[int, int] | None:
        """Return the first start and last end of a ticket, None when it is unassigned."""
        works = self.works.get(ticket_id)
        return (min(work.start for work in works), max(work.end for work in works)) if works else None

    def started(self, ticket: Ticket) -> tuple[int, int]:
        """Return start and end of a ticket; an unassigned one counts as started at the window's end."""
        horizon = self.context.horizon
        return self.span(ticket.id) or (horizon, horizon + ticket.estimated_minutes)

    def _read(self, shift: Shift, parts: Sequence[tuple[Ticket, int, int]]) -> ShiftReading:
        engineer = self.context.engineer(shift)
        appointments = self.context.appointments_in(shift)
        sites = self.context.problem.site
        placed = [Placed(start, end, ticket.site_id, ticket.id) for ticket, start, end in parts if ticket.site_id]
        placed += [Placed(busy.start, busy.end, busy.site_id, "") for busy in appointments if busy.site_id]
        stops = read_stops(placed, lambda site_id: sites[site_id].setup_minutes)
        setups = {stop.ticket_id: stop.setup_minutes for stop in stops if stop.ticket_id}
        trips = self._trips(shift)
        blocks = [(start - setups.get(ticket.id, 0), end) for ticket, start, end in parts]
        busy = intervals((a.start, a.end) for a in appointments)
        fixed, floating = self._stated_breaks(shift)
        taken = intervals([*blocks, *busy, *fixed, *((a, b) for a, b, _, _ in trips)])
        free = subtract(shift.working, taken)
        travel = self.context.travel
        legs = read_legs(
            stops,
            engineer.home_site,
            (shift.start, shift.hard_end),
            trips,
            free,
            lambda a, b: travel.minutes(engineer.travel_profile, a, b),
        )
        matched = [(leg.depart, leg.arrive, leg.from_site, leg.to_site) for leg in legs if leg.is_stated]
        free = subtract(free, intervals((leg.depart, leg.arrive) for leg in legs))
        pausable = [(start + 1, end - 1) for ticket, start, end in parts if ticket.pausable]
        pauses = _pauses(floating, fixed, free, pausable)
        idle = intervals([*busy, *((p.start, p.start + p.minutes) for p in pauses if p.start is not None)])
        works = []
        for ticket, start, end in sorted(parts, key=lambda part: (part[1], part[2], part[0].id)):
            minutes = _work_minutes(shift, ticket, start, end, idle)
            site, setup = ticket.site_id or "", setups.get(ticket.id, 0)
            works.append(Work(ticket, engineer, shift, start, end, site, minutes, setup))
        stray = tuple(trip for trip in trips if trip not in matched)
        return ShiftReading(shift, engineer, tuple(works), appointments, stops, legs, stray, pauses)

    def _trips(self, shift: Shift) -> list[tuple[int, int, str, str]]:
        return [
            (depart, ceil_minute(self._origin, trip.arrive), trip.from_site, trip.to_site)
            for trip in self._trips_of.get(shift.engineer_id, ())
            if self.context.shift_at(shift.engineer_id, depart := floor_minute(self._origin, trip.depart)) == shift
        ]

    @cached_property
    def _trips_of(self) -> dict[str, list]:  # type: ignore[type-arg]
        found = defaultdict(list)
        for trip in self.schedule.trips:
            found[trip.engineer_id].append(trip)
        return found

    @cached_property
    def _breaks_of(self) -> dict[str, list[tuple[int, int]]]:
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for taken in self.schedule.breaks:
            pair = floor_minute(self._origin, taken.start), ceil_minute(self._origin, taken.end)
            found[taken.engineer_id].append(pair)
        return found

    def _stated_breaks(self, shift: Shift) -> tuple[list[tuple[int, int]], list[tuple[int, int, int, int | None]]]:
        """Return where breaks are known to lie, and per break its window, minutes and stated start."""
        stated = sorted(self._breaks_of.get(shift.engineer_id, ()))
        known, wanted = [], []
        for low, high, minutes in break_windows(self.context.problem, self.context.engineer(shift), shift):
            start = low if high - low == minutes else None
            for a, b in stated if start is None else ():
                if low <= a and b <= high and b - a >= minutes:
                    start = a
                    stated.remove((a, b))
                    break
            if start is not None:
                known.append((start, start + minutes))
            wanted.append((low, high, minutes, start))
        return known, wanted


def _pauses(
    wanted: Iterable[tuple[int, int, int, int | None]],
    known: Iterable[tuple[int, int]],
    free: Intervals,
    pausable: Sequence[tuple[int, int]],
) -> tuple[Pause, ...]:
    """Give every break that is not stated a place: in free time, else inside pausable work."""
    taken, pauses = intervals(known), []
    for low, high, minutes, start in wanted:
        at = start
        for room in (free, intervals(pausable)) if start is None else ():
            at = earliest_fit(subtract(intervals((max(a, low), min(b, high)) for a, b in room), taken), low, minutes)
            if at is not None:
                taken = intervals([*taken, (at, at + minutes)])
                break
        pauses.append(Pause(low, high, minutes, at))
    return tuple(pauses)


def _work_minutes(shift: Shift, ticket: Ticket, start: int, end: int, idle: Intervals) -> int:
    if not ticket.pausable or not shift.spans:
        return end - start
    working = subtract(shift.working, idle)
    outside = (end - start) - overlap(((shift.start, shift.hard_end),), start, end)
    return outside + length(intervals((max(a, start), min(b, end)) for a, b in working))
