"""Random schedules of a problem, made by no solver: work thrown at calendars, with a liking for free gaps."""

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from engine.context import Context
from engine.domain.engineer import Engineer
from engine.domain.schedule import Assignment, BreakTaken, Schedule, Trip
from engine.domain.ticket import Ticket
from engine.reading import Reading
from engine.shifts import Shift
from engine.timeline import Intervals, earliest_fit, instant_at, intersect, intervals, subtract


@dataclass
class Calendar:
    """What one engineer has so far, in minutes."""

    engineer: Engineer
    shifts: tuple[Shift, ...]
    busy: list[tuple[int, int]] = field(default_factory=list)


def random_schedule(context: Context, facts: Sequence[Assignment], seed: int) -> Schedule:
    """Return a schedule: every fact where it is, some other tickets anywhere, trips and breaks stated or not."""
    return _Throw(context, random.Random(seed)).schedule(facts)


class _Throw:
    def __init__(self, context: Context, rng: random.Random) -> None:
        self.context, self.rng, self.problem = context, rng, context.problem
        self.calendars = {
            engineer.id: Calendar(
                engineer,
                context.shifts_of[engineer.id],
                [(each.start, each.end) for each in context.appointments[engineer.id]],
            )
            for engineer in self.problem.engineers
        }
        self.assignments: list[Assignment] = []
        self.breaks: list[BreakTaken] = []
        self.grid = rng.choice((1, 5, 5, 10))
        self.is_careful = rng.random() < 0.8
        self.states_trips = rng.random() < 0.5

    def schedule(self, facts: Sequence[Assignment]) -> Schedule:
        """Return the schedule."""
        for fact in facts:
            start, end = (self.minute(each) for each in (fact.start, fact.end))
            self.assign(
                self.problem.ticket[fact.ticket_id], [self.problem.engineer[e] for e in fact.engineer_ids], start, end
            )
        self.take_breaks()
        for ticket in sorted(self.problem.schedulable, key=lambda _: self.rng.random()):
            if ticket.id not in self.context.facts and self.rng.random() < 0.7:
                self.throw(ticket)
        schedule = Schedule(assignments=tuple(self.assignments), breaks=tuple(self.breaks))
        if not self.states_trips:
            return schedule
        return schedule.model_copy(update={"trips": tuple(self.trips(schedule))})

    def trips(self, schedule: Schedule) -> Iterator[Trip]:
        """State every trip that the order of stops calls for, somewhere between the stops."""
        for each in Reading(self.context, schedule).shifts:
            for leg in each.legs:
                if not leg.is_clear:
                    continue
                room = intersect(self.free(self.calendars[each.engineer.id], each.shift), ((leg.low, leg.high),))
                at = earliest_fit(room, leg.low + self.rng.choice((0, 0, 5, 15)), leg.minutes)
                depart = leg.depart if at is None else at
                if self.rng.random() < 0.03:
                    depart += self.rng.choice((-25, -10, 10, 25))
                short = 5 if self.rng.random() < 0.03 else 0
                yield Trip(
                    engineer_id=each.engineer.id,
                    depart=self.instant(depart),
                    arrive=self.instant(depart + max(1, leg.minutes - short)),
                    from_site=leg.from_site,
                    to_site=leg.to_site,
                )

    def take_breaks(self) -> None:
        """Choose a time for every break: stated where it floats."""
        for calendar in self.calendars.values():
            for shift in calendar.shifts:
                for low, high, minutes in self.context.breaks_in(shift):
                    at: int | None = low
                    if high - low > minutes:
                        room = intersect(self.free(calendar, shift), ((low, high),))
                        at = earliest_fit(room, self.rng.randint(low, high - minutes), minutes)
                        if at is not None:
                            self.state(calendar.engineer.id, at, at + minutes)
                    if at is not None:
                        calendar.busy.append((at, at + minutes))

    def state(self, engineer_id: str, start: int, end: int) -> None:
        """State a floating break."""
        self.breaks.append(BreakTaken(engineer_id=engineer_id, start=self.instant(start), end=self.instant(end)))

    def throw(self, ticket: Ticket) -> None:
        """Put a ticket somewhere."""
        engineers = list(self.problem.engineers)
        if self.is_careful:
            engineers = [each for each in engineers if self.may(each, ticket)] or engineers
        needed = ticket.engineers_needed
        if self.rng.random() < 0.03:
            needed = 3 - needed
        crew = self.rng.sample(engineers, min(len(engineers), needed))
        shifts = [shift for each in crew[:1] for shift in self.calendars[each.id].shifts]
        if not shifts:
            return
        shift = self.rng.choice(shifts)
        start = self.start(ticket, crew, shift)
        end = self.end(ticket, crew, start)
        if self.rng.random() < 0.03:
            end -= min(end - start - 1, 5)
        self.assign(ticket, crew, start, end)

    def may(self, engineer: Engineer, ticket: Ticket) -> bool:
        """Whether the engineer is roughly one for the ticket."""
        pinned = ticket.pin and ticket.pin.engineer_id
        if pinned:
            return engineer.id == pinned
        if engineer.id in ticket.excluded_engineers or (
            ticket.required_engineers and engineer.id not in ticket.required_engineers
        ):
            return False
        levels = {skill.name: skill.level for skill in engineer.skills}
        return engineer.tier >= ticket.tier and all(levels.get(n.name, 0) >= n.min_level for n in ticket.skills)

    def start(self, ticket: Ticket, crew: list[Engineer], shift: Shift) -> int:
        """Return a start: at a pin, in a window, at the head of a gap, or anywhere around the shift."""
        rng = self.rng
        if ticket.pin and ticket.pin.start and rng.random() < 0.9:
            return self.minute(ticket.pin.start)
        low = max(shift.start, self.context.now)
        if ticket.earliest_start and rng.random() < 0.9:
            low = max(low, self.minute(ticket.earliest_start))
        if ticket.time_windows and rng.random() < 0.9:
            window = rng.choice(ticket.time_windows)
            low = max(low, self.minute(window.start))
        if ticket.pin and ticket.pin.earliest and rng.random() < 0.9:
            low = max(low, self.minute(ticket.pin.earliest))
        for link in ticket.depends_on:
            ends = [each.end for each in self.assignments if each.ticket_id == link.ticket_id]
            if ends and rng.random() < 0.9:
                low = max(low, self.minute(ends[0]) + link.lag_minutes)
        length = max(self.minutes(ticket, each) for each in crew)
        if rng.random() < 0.1:
            return rng.randrange(shift.start - 15, max(shift.hard_end, shift.start) + 10, self.grid)
        free = self.free(self.calendars[crew[0].id], shift)
        for each in crew[1:]:
            for other in self.calendars[each.id].shifts:
                if other.start <= low < other.hard_end:
                    free = intersect(free, self.free(self.calendars[each.id], other))
        lead = self.lead(ticket, crew) if ticket.site_id else 0
        late = rng.choice((0, 0, 0, 5, 10, 30, 60))
        need = 1 if ticket.pausable else length
        at = earliest_fit(free, low + late, need + lead)
        if at is None:
            at = earliest_fit(free, low, need)
            lead = 0
        return low if at is None else at + lead

    def lead(self, ticket: Ticket, crew: list[Engineer]) -> int:
        """Return minutes to keep free before on-site work: about those of trip and set-up."""
        if self.rng.random() < 0.3:
            return self.rng.choice((0, 5, 10, 20, 30))
        most = 0
        for each in crew:
            origins = [given.site_id for given in self.assignments if each.id in given.engineer_ids and given.site_id]
            ways = [
                self.context.travel.minutes(each.travel_profile, origin, ticket.site_id)
                for origin in (*origins, *(("H",) if each.home_site else ()))
            ]
            most = max(most, *ways, 0) if ways else most
        return most + self.problem.site[ticket.site_id or ""].setup_minutes

    def minutes(self, ticket: Ticket, engineer: Engineer) -> int:
        """Return the minutes that an engineer needs for a ticket."""
        percent = next((speed.percent for speed in engineer.speeds if speed.type == ticket.type), 100)
        return max(1, -(-ticket.estimated_minutes * percent // 100))

    def free(self, calendar: Calendar, shift: Shift) -> Intervals:
        """Return the free minutes of a shift."""
        return subtract(shift.working, intervals(calendar.busy))

    def end(self, ticket: Ticket, crew: list[Engineer], start: int) -> int:
        """Return the end of work, minute by minute where it pauses."""
        left = max(self.minutes(ticket, each) for each in crew)
        if not ticket.pausable:
            return start + left
        calendar = self.calendars[crew[0].id]
        shift = self.context.shift_at(crew[0].id, start)
        idle = {minute for a, b in calendar.busy for minute in range(a, b)}
        working = {minute for a, b in shift.working for minute in range(a, b)}
        at = start
        while left:
            if at >= shift.hard_end or (at in working and at not in idle):
                left -= 1
            at += 1
        return at

    def assign(self, ticket: Ticket, crew: list[Engineer], start: int, end: int) -> None:
        """Write an assignment."""
        for each in crew:
            self.calendars[each.id].busy.append((start, end))
        self.assignments.append(
            Assignment(
                ticket_id=ticket.id,
                engineer_ids=tuple(sorted(each.id for each in crew)),
                start=self.instant(start),
                end=self.instant(end),
                site_id=ticket.site_id,
            )
        )

    def minute(self, instant: dt.datetime) -> int:
        """Return an instant as a minute."""
        return (instant - self.context.origin) // dt.timedelta(minutes=1)

    def instant(self, minute: int) -> dt.datetime:
        """Return a minute as an instant."""
        return instant_at(self.context.origin, minute, self.context.zone)
