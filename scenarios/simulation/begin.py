"""When an engineer can begin what comes next: after the way there, in time that is hers and the client's."""

from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo

from engine.calendar import open_minutes
from engine.context import Appointment, Context
from engine.domain.hours import WeeklyHours
from engine.domain.ticket import Ticket
from engine.shifts import Shift
from engine.timeline import ALWAYS, Intervals, ceil_minute, earliest_fit, floor_minute, intersect, intervals, subtract

from .standing import Standing


@dataclass(frozen=True)
class Beginning:
    """When somebody sets out for a ticket (None without a way), sets up, and begins it."""

    depart: int | None
    start: int
    setup_minutes: int
    ticks: int

    @property
    def sets_about(self) -> int:
        """The minute from which it can no longer be changed."""
        return self.start - self.setup_minutes if self.depart is None else self.depart


class Times:
    """Free time, ways and clients' hours of a desk, laid out once."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._free: dict[Shift, Intervals] = {}
        self._placed: dict[Shift, tuple[Appointment, ...]] = {}
        self._allowed: dict[str, Intervals] = {}
        self._laid_out = cache(self._opening)

    def free(self, shift: Shift) -> Intervals:
        """Return the minutes of a shift, overtime included, without appointments and fixed breaks."""
        if shift not in self._free:
            self._free[shift] = subtract(shift.working, self._context.idle_in(shift))
        return self._free[shift]

    def placed(self, shift: Shift) -> tuple[Appointment, ...]:
        """Return the appointments of a shift that have a place."""
        if shift not in self._placed:
            self._placed[shift] = tuple(each for each in self._context.appointments_in(shift) if each.site_id)
        return self._placed[shift]

    def way(self, shift: Shift, origin: str | None, target: str | None) -> int:
        """Return the minutes from a site to another for whose shift it is."""
        if origin == target:
            return 0
        return self._context.travel.minutes(self._context.engineer(shift).travel_profile, origin, target)

    def starts(self, ticket: Ticket, now: int) -> Intervals:
        """Return the minutes at which a ticket may begin: in its windows while one is left, and in opening hours."""
        found = self._opened(ticket)
        windows = windows_left(self._context, ticket, now)
        if windows:
            found = intersect(found, windows)
        if ticket.earliest_start:
            found = intersect(found, ((ceil_minute(self._context.origin, ticket.earliest_start), ALWAYS[0][1]),))
        return found

    def _opened(self, ticket: Ticket) -> Intervals:
        site = self._context.problem.site[ticket.site_id] if ticket.site_id else None
        if site is None or site.opening_hours is None:
            return ALWAYS
        client = self._context.problem.client.get(site.client_id or "")
        zone = client.time_zone if client and client.time_zone else self._context.problem.desk.time_zone
        return self._laid_out(site.opening_hours, zone)

    def _opening(self, hours: WeeklyHours, zone: str) -> Intervals:
        window = self._context.problem.desk.planning_window
        return open_minutes(hours, ZoneInfo(zone), (), self._context.origin, window.start, window.end)

    def begin(self, shift: Shift, standing: Standing, ticket: Ticket, least: int, minutes: int) -> Beginning | None:
        """Return the earliest beginning of a ticket on what is left of a shift, None where there is none.

        Parameters
        ----------
        least : int
            The minute at which it is to begin at the earliest.
        minutes : int
            What it is thought to take.
        """
        free, site = self._before_appointments(shift, standing, ticket.site_id), ticket.site_id
        ticks = self.way(shift, standing.site, site) if site else 0
        setup = self._context.problem.site[site].setup_minutes if site and standing.visiting != site else 0
        leave = earliest_fit(free, standing.free_at, ticks) if ticks else standing.free_at
        if leave is None:
            return None
        low = max(leave + ticks + setup, least)
        for start in _starts(free, self.starts(ticket, standing.free_at), low, setup):
            end = run_on(free, start, minutes) if ticket.pausable else start + minutes
            if end is not None and (ticket.pausable or _holds(free, start - setup, end)):
                depart = latest_fit(free, standing.free_at, start - setup, ticks) if ticks else None
                return Beginning(depart, start, setup, ticks)
        return None

    def _before_appointments(self, shift: Shift, standing: Standing, site: str | None) -> Intervals:
        """Return the free time of a shift without the ways to the appointments that are still ahead."""
        ahead = [each for each in self.placed(shift) if each.start not in standing.met]
        if not ahead:
            return self.free(shift)
        ways = [(each.start - self.way(shift, site or standing.site, each.site_id), each.end) for each in ahead]
        return subtract(self.free(shift), intervals(ways))


def windows_left(context: Context, ticket: Ticket, now: int) -> Intervals:
    """Return the windows in which a ticket can still begin; none where all have passed: then any time will do."""
    origin = context.origin
    pairs = [(ceil_minute(origin, each.start), floor_minute(origin, each.end)) for each in ticket.time_windows]
    return intervals((low, high) for low, high in pairs if high > now)


def latest_fit(free: Intervals, low: int, high: int, minutes: int) -> int | None:
    """Return the last minute from which so many are unbroken between two, None when there is none."""
    fits = [min(b, high) - minutes for a, b in free if min(b, high) - minutes >= max(a, low)]
    return max(fits, default=None)


def run_on(free: Intervals, start: int, minutes: int) -> int | None:
    """Return the minute at which so many free ones have passed since a start; None where they are not there."""
    left = minutes
    for a, b in free:
        if b > start:
            begin = max(a, start)
            if b - begin >= left:
                return begin + left
            left -= b - begin
    return None


def _starts(free: Intervals, allowed: Intervals, low: int, setup: int) -> list[int]:
    """Return the first minute of each stretch in which work may begin, a set-up before it."""
    roomy = ((a + setup, b) for a, b in free)
    return [max(a, low) for a, b in intersect(intervals(roomy), allowed) if b > low]


def _holds(free: Intervals, start: int, end: int) -> bool:
    return any(a <= start and end <= b for a, b in free)
