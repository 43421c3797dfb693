"""A schedule read against its problem: per shift the work, visits, trips and breaks, in minutes.

The rules' audit faces read this and nothing of the compiled instance. Only stated times count: nothing is re-timed.
What a hand-made schedule leaves out (trips, floating breaks) is read where it would fit.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property, partial

from .arrange import Span
from .context import Appointment, Context
from .domain.engineer import Engineer
from .domain.schedule import Schedule
from .domain.ticket import Ticket
from .legs import Leg, Placed, Stop, closed_gaps, place, read_legs, read_stops
from .over import is_given_up
from .shifts import Shift, work_minutes
from .timeline import (
    FOREVER,
    Intervals,
    ceil_minute,
    covers,
    earliest_fit,
    floor_minute,
    intersect,
    intervals,
    subtract,
)

Part = tuple[Ticket, int, int]
"""A ticket on a shift, its start and end."""


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
    """A break: where it lies, or None when the shift has no room for it in its window.

    ``is_crowded_out`` tells whether facts alone already leave it no room.
    """

    low: int
    high: int
    minutes: int
    start: int | None
    is_crowded_out: bool = False

    @property
    def is_floating(self) -> bool:
        """Whether the break has room to move."""
        return self.high - self.low > self.minutes


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
    """Stated trips that the order of stops does not call for, but those from and to work that is given up."""
    pauses: tuple[Pause, ...]
    closed: Intervals
    """Time between facts that their own trips and set-ups take up because they do not fit into it."""

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


@dataclass(frozen=True)
class _Laid:
    """Work on a shift with its trips and breaks; ``free`` is what the work itself leaves."""

    stops: tuple[Stop, ...]
    legs: tuple[Leg, ...]
    pauses: tuple[Pause, ...]
    free: Intervals


class Reading:
    """A schedule read against a problem.

    Parameters
    ----------
    context : Context
    schedule : Schedule
        Engineers and tickets it names exist.
    known : Reading, optional
        Of another schedule in the same context: shifts of which both say the same are not read again.
    """

    def __init__(self, context: Context, schedule: Schedule, known: "Reading | None" = None) -> None:
        self.context: Context = context
        self.schedule = schedule
        self._known: Reading | None = known
        assert known is None or known.context is context, "what is known was read in the same context"
        self._origin = context.origin

    @cached_property
    def shifts(self) -> tuple[ShiftReading, ...]:
        """Shifts that hold work or an appointment with a place, by engineer and time."""
        parts, known = self._parts, self._known
        order = {engineer.id: at for at, engineer in enumerate(self.context.problem.engineers)}
        ranked = sorted(parts, key=lambda s: (order[s.engineer_id], s.day, s.start, s.kind))
        there = {each.shift: each for each in known.shifts} if known else {}
        # Let go here, so that a row of readings, each made from the one before, does not keep them all.
        self._known = None
        return tuple(
            there[shift]
            if known and shift in there and self._says_the_same(known, shift)
            else self._read(shift, parts[shift])
            for shift in ranked
        )

    @cached_property
    def _parts(self) -> dict[Shift, list[Part]]:
        """What the schedule puts on each shift, and the shifts with appointments that have a place."""
        problem = self.context.problem
        parts: dict[Shift, list[Part]] = defaultdict(list)
        for given in self.schedule.assignments:
            ticket = problem.ticket[given.ticket_id]
            if not ticket.is_schedulable:
                # Over, or given up: the context has what counts of it.
                continue
            start, end = floor_minute(self._origin, given.start), ceil_minute(self._origin, given.end)
            for engineer_id in given.engineer_ids:
                parts[self.context.shift_at(engineer_id, start)].append((ticket, start, end))
        for shift in self.context.shifts:
            if any(busy.site_id for busy in self.context.appointments_in(shift)):
                parts.setdefault(shift, [])
        return parts

    def _says_the_same(self, known: "Reading", shift: Shift) -> bool:
        engineer = shift.engineer_id
        return (
            self._parts[shift] == known._parts.get(shift)
            and self._trips(shift) == known._trips(shift)
            and self._breaks_of.get(engineer) == known._breaks_of.get(engineer)
            and self._given_up[shift] == known._given_up[shift]
        )

    @cached_property
    def _given_up(self) -> dict[Shift, set[str]]:
        """The sites of work ahead that is given up though the schedule still has it, by shift."""
        problem, found = self.context.problem, defaultdict[Shift, set[str]](set)
        for given in self.schedule.assignments:
            site = problem.ticket[given.ticket_id].site_id
            if site and is_given_up(problem, given):
                for engineer_id in given.engineer_ids:
                    found[self.context.shift_at(engineer_id, floor_minute(self._origin, given.start))].add(site)
        return found

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

    def _read(self, shift: Shift, parts: Sequence[Part]) -> ShiftReading:
        context, engineer = self.context, self.context.engineer(shift)
        facts = [part for part in parts if self._is_fact(engineer.id, part)]
        closed, crowded = self._left_by(shift, facts)
        wanted = self._wanted_breaks(shift, subtract(self._room(shift), closed))
        # A stated break for which facts leave no room counts as not stated.
        asked = self._asked_breaks(shift)
        wanted = tuple(bare if out else each for each, bare, out in zip(wanted, asked, crowded, strict=True))
        trips = self._trips(shift)
        laid = self._lay(shift, parts, trips, wanted, closed)
        # Only where she works at all: over the hours off in the middle of a shift, work that pauses only waits.
        inside = [(a + 1, b - 1) for ticket, a, b in parts if ticket.pausable and (ticket, a, b) not in facts]
        pausable = intersect(self._room(shift), intervals(inside))
        pauses = _absorbed(laid.pauses, crowded, pausable)
        works = tuple(self._works(shift, parts, facts, laid.stops, pauses))
        stray = _stray(trips, laid.legs, context.now, self._given_up[shift])
        appointments = context.appointments_in(shift)
        return ShiftReading(shift, engineer, works, appointments, laid.stops, laid.legs, stray, pauses, closed)

    def _left_by(self, shift: Shift, facts: Sequence[Part]) -> tuple[Intervals, list[bool]]:
        """Return the time that facts close among themselves, and which breaks they crowd out, whatever else is there.

        Found once: it does not depend on what a schedule states.
        """
        context = self.context
        key = ("left by facts", shift, tuple((ticket.id, start, end) for ticket, start, end in facts))
        if key not in context.shared:
            base = self._lay(shift, facts, (), (), ())
            ahead = intersect(base.free, ((context.now, FOREVER),))
            closed = closed_gaps(base.stops, base.legs, ahead, (shift.start, shift.hard_end))
            floating = self._asked_breaks(shift)
            laid = self._lay(shift, facts, (), floating, closed)
            context.shared[key] = closed, [each.start is None for each in laid.pauses]
        return context.shared[key]  # type: ignore[return-value]

    def _works(
        self, shift: Shift, parts: Sequence[Part], facts: Sequence[Part], stops: Sequence[Stop], pauses: Sequence[Pause]
    ) -> Iterator[Work]:
        engineer, idle = self.context.engineer(shift), self.context.idle_in(shift)
        # Breaks are planned around facts, never inside them.
        pausing = intervals([*idle, *((p.start, p.start + p.minutes) for p in pauses if p.start is not None)])
        setups = {stop.ticket_id: stop.setup_minutes for stop in stops if stop.ticket_id}
        for part in sorted(parts, key=lambda part: (part[1], part[2], part[0].id)):
            ticket, start, end = part
            minutes = end - start
            if ticket.pausable:
                minutes = work_minutes(shift, start, end, idle if part in facts else pausing)
            setup = setups.get(ticket.id, 0)
            yield Work(ticket, engineer, shift, start, end, ticket.site_id or "", minutes, setup)

    def _room(self, shift: Shift) -> Intervals:
        return subtract(shift.working, self.context.idle_in(shift))

    def _is_fact(self, engineer_id: str, part: Part) -> bool:
        ticket, start, _ = part
        fact = self.context.facts.get(ticket.id)
        return fact is not None and start == fact.start and engineer_id in fact.engineer_ids

    def _lay(
        self,
        shift: Shift,
        parts: Sequence[Part],
        trips: Sequence[tuple[int, int, str, str]],
        wanted: Sequence[Pause],
        closed: Intervals,
    ) -> _Laid:
        """Read the stops of some work, and find room for the trips and breaks that are not stated."""
        context, engineer, sites = self.context, self.context.engineer(shift), self.context.problem.site
        placed = [Placed(start, end, ticket.site_id, ticket.id) for ticket, start, end in parts if ticket.site_id]
        placed += [Placed(a.start, a.end, a.site_id, "") for a in context.appointments_in(shift) if a.site_id]
        stops = read_stops(placed, lambda site_id: sites[site_id].setup_minutes)
        setups = {stop.ticket_id: stop.setup_minutes for stop in stops if stop.ticket_id}
        taken = [(start - setups.get(ticket.id, 0), end) for ticket, start, end in parts]
        taken += [(each.start, each.start + each.minutes) for each in wanted if each.start is not None]
        bounds = shift.start, shift.hard_end
        way = partial(context.travel.minutes, engineer.travel_profile)
        legs = read_legs(stops, engineer.home_site, bounds, trips, context.now, way)
        taken += [(leg.depart, leg.arrive) for leg in legs if leg.is_stated]
        free = subtract(self._room(shift), intervals([*taken, *closed]))
        floating = [Span(each.low, each.high, each.minutes) for each in wanted if each.start is None]
        legs, starts = place(legs, free, context.now, bounds, floating)
        found = iter(starts)
        pauses = tuple(each if each.start is not None else replace(each, start=next(found)) for each in wanted)
        works = intervals((start, end) for _, start, end in parts)
        return _Laid(stops, legs, pauses, subtract(self._room(shift), works))

    def _trips(self, shift: Shift) -> list[tuple[int, int, str, str]]:
        return self._trips_of.get(shift, [])

    @cached_property
    def _trips_of(self) -> dict[Shift, list[tuple[int, int, str, str]]]:
        found: dict[Shift, list[tuple[int, int, str, str]]] = defaultdict(list)
        for trip in self.schedule.trips:
            depart, arrive = floor_minute(self._origin, trip.depart), ceil_minute(self._origin, trip.arrive)
            shift = self.context.shift_at(trip.engineer_id, depart)
            found[shift].append((depart, arrive, trip.from_site, trip.to_site))
        return found

    @cached_property
    def _breaks_of(self) -> dict[str, list[tuple[int, int]]]:
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for taken in self.schedule.breaks:
            pair = floor_minute(self._origin, taken.start), ceil_minute(self._origin, taken.end)
            found[taken.engineer_id].append(pair)
        return found

    def _asked_breaks(self, shift: Shift) -> tuple[Pause, ...]:
        """Return the breaks of a shift, the floating ones without a start."""
        asked = self.context.breaks_in(shift)
        return tuple(Pause(low, high, minutes, None if high - low > minutes else low) for low, high, minutes in asked)

    def _wanted_breaks(self, shift: Shift, room: Intervals) -> tuple[Pause, ...]:
        """Return the breaks of a shift: the floating ones at their stated start where one is stated inside ``room``."""
        wanted = list(self._asked_breaks(shift))
        for start, end in sorted(self._breaks_of.get(shift.engineer_id, ())):
            fits = [
                (-each.minutes, each.high, at)
                for at, each in enumerate(wanted)
                if each.start is None and each.low <= start and end <= each.high and end - start >= each.minutes
            ]
            # The longest that it can be, and of those the one whose window closes first.
            if fits and covers(room, start, end):
                at = min(fits)[2]
                wanted[at] = replace(wanted[at], start=start)
        return tuple(wanted)


def _stray(
    trips: Sequence[tuple[int, int, str, str]], legs: Sequence[Leg], now: int, given_up: Set[str]
) -> tuple[tuple[int, int, str, str], ...]:
    """Return the stated trips that no stop calls for; of those before now nothing is said.

    Nor of those from and to sites of work that is given up: they go with it, once somebody plans on.
    """
    called_for = {(leg.depart, leg.arrive, leg.from_site, leg.to_site) for leg in legs if leg.is_stated}
    astray = (trip for trip in trips if trip[0] >= now and trip not in called_for)
    return tuple(trip for trip in astray if given_up.isdisjoint(trip[2:]))


def _absorbed(pauses: Sequence[Pause], crowded: Sequence[bool], pausable: Intervals) -> tuple[Pause, ...]:
    """Give breaks that found no free time a place inside pausable work, but those that facts crowd out anyway."""
    taken = intervals((p.start, p.start + p.minutes) for p in pauses if p.start is not None)
    found = []
    for pause, is_crowded_out in zip(pauses, crowded, strict=True):
        at = pause.start
        if at is None and not is_crowded_out:
            room = intersect(subtract(pausable, taken), ((pause.low, pause.high),))
            at = earliest_fit(room, pause.low, pause.minutes)
            taken = taken if at is None else intervals([*taken, (at, at + pause.minutes)])
        found.append(Pause(pause.low, pause.high, pause.minutes, at, is_crowded_out))
    return tuple(found)
