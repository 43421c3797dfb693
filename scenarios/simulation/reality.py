"""Reality: the published calendar carried out minute by minute.

An engineer does her calendar in order. Who is done early goes on with what comes next, up to half an hour before its
published time, which nobody minds, and never before its dates. What takes longer than estimated is finished and pushes
what comes after it, appointments too. What then no longer fits her shift, or its client's hours, falls back into the
queue, and so does all work of who is sick. A ticket that somebody has set out for, or begun, stays with her.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field

from engine.context import Appointment
from engine.domain.engineer import Engineer
from engine.domain.schedule import Schedule
from engine.domain.ticket import Status, Ticket
from engine.shifts import Shift, ShiftKind
from engine.timeline import earliest_fit, floor_minute

from .agenda import Pause, Thing, goal, next_thing, pause_at
from .begin import Beginning, Times, latest_fit, run_on
from .calendar import Booking, Calendar, Departure
from .happened import Told, Way, Work
from .standing import Standing
from .world import World

LEAST_LEFT = 15
"""Minutes that work which has taken longer than estimated is thought to take on."""


@dataclass
class News:
    """What somebody who dispatches hears: tickets that came in or fell back, and who is sick."""

    came_in: list[str] = field(default_factory=list)
    fell_back: list[str] = field(default_factory=list)
    sick: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.came_in or self.fell_back or self.sick)

    def add(self, later: "News") -> None:
        """Add what has come later."""
        self.came_in += later.came_in
        self.fell_back += later.fell_back
        self.sick += later.sick


class Reality:
    """A desk as time goes on.

    Parameters
    ----------
    world : World
        What comes, whoever dispatches.
    """

    def __init__(self, world: World) -> None:
        self.world, self.context = world, world.context
        self.times = Times(world.context)
        self.now = 0
        self.works: dict[str, Work] = {}
        self.ways: list[Way] = []
        self.told = Told()
        self.calendar = Calendar()
        self.on_way: set[str] = set()
        self.known: list[str] = []
        self.sick: set[tuple[str, dt.date]] = set()
        self.standings: dict[Shift, Standing] = {}
        self.news = News()
        self.is_forecast = False
        self._busy_until: dict[str, int] = defaultdict(int)
        self._coming = list(world.came_in.items())
        self._ahead = sorted(world.context.shifts, key=lambda each: (each.start, each.engineer_id))
        self._open: list[Shift] = []

    @property
    def waiting(self) -> list[str]:
        """Tickets that are known and that nobody is to work on, in the order in which they came in."""
        return [each for each in self.known if each not in self.works and each not in self.calendar.bookings]

    @property
    def is_on_call(self) -> bool:
        """Whether somebody is on call now."""
        return any(each.kind is ShiftKind.ON_CALL and each.hard_end > self.now for each in self._open)

    def publish(self, schedule: Schedule) -> None:
        """Make a schedule the calendar from now on, and tell people."""
        self.calendar = Calendar.of(schedule, self.context, self.works)
        self.told.tell_all(sorted(self.calendar.bookings.values()))
        ends = {each.ticket_id: floor_minute(self.context.origin, each.end) for each in schedule.assignments}
        for shift in self._open:
            standing = self._standing(shift)
            if standing.free_at > self.now and standing.ticket_id in ends:
                # What comes next has been planned by when she was thought to be free.
                standing.free_by_plan = ends[standing.ticket_id]

    def heard(self) -> News:
        """Return the news since this was asked last."""
        news, self.news = self.news, News()
        return news

    def until(self, minute: int) -> None:
        """Let time go on up to a minute."""
        while self._coming and self._coming[0][1] <= minute:
            ticket_id, _ = self._coming.pop(0)
            self.known.append(ticket_id)
            self.news.came_in.append(ticket_id)
        while self._ahead and self._ahead[0].start < minute:
            self._open.append(self._ahead.pop(0))
        # Somebody gives up on work only once nobody else can go on: what it waits for may be done by then.
        while self._all_go_on(minute) or any(self._give_up(each, minute) for each in self._open):
            pass
        self._open = [each for each in self._open if not self._standing(each).is_over]
        self.now = minute

    def forecast(self, minute: int) -> "Reality":
        """Return how it will go up to a minute, by the estimates and with everybody well, as a desk would think."""
        found = copy(self)
        found.is_forecast, found.news, found.told = True, News(), Told()
        found.works, found.ways, found.on_way = dict(self.works), [], set(self.on_way)
        found.calendar = copy(self.calendar)
        found.calendar.bookings = dict(self.calendar.bookings)
        found.calendar.by_shift = defaultdict(list, {k: list(v) for k, v in self.calendar.by_shift.items()})
        found.standings = {each: self._standing(each).copied() for each in self._open}
        found._busy_until, found._coming = self._busy_until.copy(), []
        found._ahead, found._open = list(self._ahead), list(self._open)
        for shift, standing in found.standings.items():
            work = self.works.get(standing.ticket_id)
            if work and work.end > self.now:
                end = max(work.expected_end, self.now + LEAST_LEFT)
                found.works[work.ticket_id] = Work(**{**vars(work), "end": end})
                standing.free_at = found._busy_until[shift.engineer_id] = end
        found.until(minute)
        return found

    def _minutes(self, engineer: Engineer, ticket: Ticket) -> int:
        if self.is_forecast:
            return self.context.minutes_needed(engineer, ticket)
        return self.world.real_minutes(engineer, ticket)

    def _standing(self, shift: Shift) -> Standing:
        if shift not in self.standings:
            begin = max(shift.start, self._busy_until[shift.engineer_id])
            self.standings[shift] = Standing(begin, begin, self.context.engineer(shift).home_site)
        return self.standings[shift]

    def _all_go_on(self, minute: int) -> bool:
        """Let everybody go on; return whether anybody did anything."""
        went = [self._go_on(each, minute) for each in self._open]
        return any(went)

    def _go_on(self, shift: Shift, minute: int) -> bool:
        """Do what comes next in a shift as long as that is set about before a minute; return whether anything was."""
        has_gone = False
        standing = self._standing(shift)
        while not standing.is_over and standing.free_at <= minute and self._next(shift, standing, minute):
            has_gone = True
        return has_gone

    def _next(self, shift: Shift, standing: Standing, minute: int) -> bool:
        if not self.is_forecast and self.world.is_sick(shift):
            self._fall_ill(shift, standing)
            return True
        thing = self._next_thing(shift, standing)
        if thing is None:
            return self._go_home(shift, standing, minute)
        if isinstance(thing, Booking):
            return self._work(thing, minute)
        if isinstance(thing, Departure):
            return self._leave(shift, standing, thing, minute)
        if isinstance(thing, Appointment):
            return self._meet(shift, standing, thing, minute)
        return self._rest(shift, standing, thing, minute)

    def _next_thing(self, shift: Shift, standing: Standing) -> Thing | None:
        return next_thing(self.context, self.times, self.calendar, shift, standing)

    def _fall_ill(self, shift: Shift, standing: Standing) -> None:
        standing.is_over = True
        if (shift.engineer_id, shift.day) not in self.sick:
            self.sick.add((shift.engineer_id, shift.day))
            self.news.sick.append(shift.engineer_id)
        for each in self.context.shifts_of[shift.engineer_id]:
            if each.day == shift.day:
                for booking in list(self.calendar.by_shift.get(each, [])):
                    self._fall_back(booking)

    def _fall_back(self, booking: Booking) -> None:
        self.calendar.take_off(self.context, booking.ticket_id)
        self.on_way.discard(booking.ticket_id)
        self.news.fell_back.append(booking.ticket_id)

    def _go_home(self, shift: Shift, standing: Standing, minute: int) -> bool:
        """End a shift once its time is up; the way home ends with it, or begins when the work has ended."""
        if minute < shift.hard_end:
            return False
        home = self.context.engineer(shift).home_site
        ticks = self.times.way(shift, standing.site, home)
        if ticks:
            self._travel(shift, standing, max(standing.free_at, shift.normal_end - ticks), ticks, home or "")
        standing.is_over = True
        return True

    def _travel(self, shift: Shift, standing: Standing, depart: int, ticks: int, site: str) -> None:
        self.ways.append(Way(shift.engineer_id, depart, depart + ticks, standing.site or "", site))
        standing.free_at, standing.site, standing.visiting = depart + ticks, site, ""
        self._busy_until[shift.engineer_id] = standing.free_at

    def _leave(self, shift: Shift, standing: Standing, trip: Departure, minute: int) -> bool:
        ticks = self.times.way(shift, standing.site, trip.to_site)
        depart = earliest_fit(self.times.free(shift), max(trip.depart - standing.ahead, standing.free_at), ticks)
        if depart is not None and depart >= minute:
            return False
        standing.left.add((trip.depart, trip.to_site))
        if depart is not None and ticks:
            self._travel(shift, standing, depart, ticks, trip.to_site)
            standing.free_by_plan = trip.arrive
            if bound := goal(self.context, self.calendar, shift, trip):
                self.on_way.add(bound.ticket_id)
        return True

    def _meet(self, shift: Shift, standing: Standing, meeting: Appointment, minute: int) -> bool:
        """Go to an appointment with a place, late where it cannot be helped, and not at all once it is over."""
        ticks = self.times.way(shift, standing.site, meeting.site_id)
        latest = latest_fit(self.times.free(shift), standing.free_at, meeting.start, ticks) if ticks else meeting.start
        depart = standing.free_at if latest is None else max(latest, standing.free_at)
        if depart >= minute:
            return False
        standing.met.add(meeting.start)
        if depart + ticks < meeting.end:
            if ticks:
                self._travel(shift, standing, depart, ticks, meeting.site_id)
            standing.free_at = standing.free_by_plan = max(standing.free_at, meeting.end)
        return True

    def _rest(self, shift: Shift, standing: Standing, pause: Pause, minute: int) -> bool:
        """Take a floating break, earlier or later as work has ended, and not at all outside its window."""
        low, high, minutes = pause.window
        begin = earliest_fit(self.times.free(shift), max(low, pause.start - standing.ahead, standing.free_at), minutes)
        if begin is not None and begin + minutes <= high:
            if begin >= minute:
                return False
            standing.free_at, standing.free_by_plan = begin + minutes, pause.end
            standing.had.append((begin, begin + minutes))
        standing.rested.add(pause.window)
        return True

    def _work(self, booking: Booking, minute: int) -> bool:
        """Begin a ticket, all of its engineers together; what cannot be begun any more falls back."""
        crew = self._crew(booking)
        ready = self._after_others(booking, minute)
        if ready is None or not self._are_together(crew, booking, minute):
            return False
        ticket = self.context.problem.ticket[booking.ticket_id]
        ahead = min(self._standing(each).ahead for each in crew)
        begun = self._begun(crew, ticket, max(booking.start - ahead, ready))
        if begun is None:
            self._fall_back(booking)
            return True
        if min(each.sets_about for each in begun.values()) >= minute:
            return False
        self._carry_out(booking, ticket, begun)
        return True

    def _give_up(self, shift: Shift, minute: int) -> bool:
        """Give up on a ticket that is next, and waits for others who are not there in time."""
        standing = self._standing(shift)
        if standing.is_over or standing.free_at > minute:
            return False
        booking = self._next_thing(shift, standing)
        if not isinstance(booking, Booking):
            return False
        crew = self._crew(booking)
        is_late = minute >= min(each.hard_end for each in crew) or any(self._standing(each).is_over for each in crew)
        if not is_late and (minute <= booking.start or self._after_others(booking, minute) is not None):
            return False
        self._fall_back(booking)
        return True

    def _crew(self, booking: Booking) -> list[Shift]:
        return [self.context.shift_at(who, booking.start) for who in booking.engineer_ids]

    def _after_others(self, booking: Booking, minute: int) -> int | None:
        """Return from when a ticket may begin by what it waits for; None while that has not ended."""
        least = 0
        for each in self.context.problem.ticket[booking.ticket_id].depends_on:
            if self.context.problem.ticket[each.ticket_id].status is Status.CLOSED:
                continue
            work = self.works.get(each.ticket_id)
            if work is None or work.end > minute:
                return None
            least = max(least, work.end + each.lag_minutes)
        return least

    def _are_together(self, crew: list[Shift], booking: Booking, minute: int) -> bool:
        """Whether the ticket is next for each of its engineers, and each is free."""
        if len(crew) == 1:
            return True
        standings = [(each, self._standing(each)) for each in crew]
        return all(
            each.start < minute and not at.is_over and at.free_at <= minute and self._next_thing(each, at) == booking
            for each, at in standings
        )

    def _begun(self, crew: list[Shift], ticket: Ticket, least: int) -> Mapping[Shift, Beginning] | None:
        """Return when each engineer sets about a ticket that all begin together."""
        minutes = max(self.context.minutes_needed(self.context.engineer(each), ticket) for each in crew)
        while True:
            found: dict[Shift, Beginning] = {}
            for each in crew:
                begun = self.times.begin(each, self._standing(each), ticket, least, minutes)
                if begun is None:
                    return None
                found[each] = begun
            last = max(each.start for each in found.values())
            if all(each.start == last for each in found.values()):
                return found
            least = last

    def _carry_out(self, booking: Booking, ticket: Ticket, begun: Mapping[Shift, Beginning]) -> None:
        people = [self.context.engineer(each) for each in begun]
        thought = max(self.context.minutes_needed(each, ticket) for each in people)
        minutes = max(self._minutes(each, ticket) for each in people)
        start = max(each.start for each in begun.values())
        free = self.times.free(next(iter(begun)))
        ends = [run_on(free, start, each) if ticket.pausable else None for each in (minutes, thought)]
        end, expected = (each or start + length for each, length in zip(ends, (minutes, thought), strict=True))
        setup = max(each.setup_minutes for each in begun.values())
        self.calendar.take_off(self.context, ticket.id)
        self.on_way.discard(ticket.id)
        self.works[ticket.id] = Work(ticket.id, booking.engineer_ids, start, end, expected, minutes, setup)
        self.told.tell(ticket.id, booking.engineer_ids, start)
        for shift, each in begun.items():
            standing = self._standing(shift)
            if each.depart is not None:
                self._travel(shift, standing, each.depart, each.ticks, ticket.site_id or "")
            if ticket.site_id:
                standing.site = standing.visiting = ticket.site_id
            standing.free_at, standing.free_by_plan, standing.ticket_id = end, booking.end, ticket.id
            self._busy_until[shift.engineer_id] = end
            if ticket.pausable:
                self._absorb(shift, standing, start, end)

    def _absorb(self, shift: Shift, standing: Standing, start: int, end: int) -> None:
        """Count the floating breaks that lie in pausable work as had: the plan has given them room there."""
        for taken in self.calendar.breaks.get(shift, []):
            if start <= taken[0] < end:
                standing.rested.add(pause_at(self.context, shift, taken).window)
                standing.had.append(taken)
