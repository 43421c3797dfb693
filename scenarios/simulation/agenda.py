"""What an engineer's calendar has next: appointments, trips, breaks and work, by their published time."""

from dataclasses import dataclass

from engine.context import Appointment, Context
from engine.shifts import Shift, break_windows

from .begin import Times
from .calendar import Booking, Calendar, Departure
from .standing import Standing


@dataclass(frozen=True)
class Pause:
    """A floating break as it was published, and its window as ``(earliest start, latest end, minutes)``."""

    start: int
    end: int
    window: tuple[int, int, int]


Thing = Booking | Departure | Appointment | Pause


def next_thing(context: Context, times: Times, calendar: Calendar, shift: Shift, standing: Standing) -> Thing | None:
    """Return what comes next in a shift, None when nothing does."""
    bookings = calendar.by_shift.get(shift, [])
    ahead = [each for each in times.placed(shift) if each.start not in standing.met]
    things: list[tuple[int, int, Thing]] = [(each.start, 0, each) for each in ahead]
    things += [(each.start, 3, each) for each in bookings]
    pauses = (pause_at(context, shift, each) for each in calendar.breaks.get(shift, []))
    things += [(each.start, 2, each) for each in pauses if each.window not in standing.rested]
    stops = [(each.start, each.site_id) for each in ahead]
    stops += [(each.start, context.problem.ticket[each.ticket_id].site_id or "") for each in bookings]
    for each in calendar.departures.get(shift, []):
        is_behind = (each.depart, each.to_site) in standing.left or standing.site == each.to_site
        if not is_behind and _leads_on(each, stops):
            things.append((each.depart, 1, each))
    return min(things, key=lambda thing: thing[:2], default=(0, 0, None))[2]


def pause_at(context: Context, shift: Shift, taken: tuple[int, int]) -> Pause:
    """Return a floating break in its window, which is the break itself where the engineer has none such."""
    minutes = taken[1] - taken[0]
    for low, high, length in break_windows(context.problem, shift):
        if length == minutes and low <= taken[0] and taken[1] <= high:
            return Pause(*taken, (low, high, length))
    return Pause(*taken, (*taken, minutes))


def goal(context: Context, calendar: Calendar, shift: Shift, trip: Departure) -> Booking | None:
    """Return the ticket that a published trip leads to, None where it leads to an appointment or home."""
    tickets = context.problem.ticket
    there = (each for each in calendar.by_shift.get(shift, []) if tickets[each.ticket_id].site_id == trip.to_site)
    return min((each for each in there if each.start >= trip.arrive), default=None)


def _leads_on(trip: Departure, stops: list[tuple[int, str]]) -> bool:
    """Whether what a published trip leads to is still the next stop; a trip home counts if work comes after it."""
    later = sorted(each for each in stops if each[0] >= trip.arrive)
    sites = [site for _, site in later if site]
    return sites[0] == trip.to_site if sites else bool(later)
