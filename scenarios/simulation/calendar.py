"""The calendar as it has been published: who is to begin which ticket when, by shift."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from engine.context import Context
from engine.domain.schedule import Schedule
from engine.shifts import Shift
from engine.timeline import floor_minute


@dataclass(frozen=True, order=True)
class Booking:
    """A ticket that somebody is to begin at a minute."""

    start: int
    ticket_id: str
    engineer_ids: tuple[str, ...]
    end: int


@dataclass(frozen=True, order=True)
class Departure:
    """A trip as it has been published; it is made if what it leads to is still ahead."""

    depart: int
    arrive: int
    to_site: str


@dataclass
class Calendar:
    """What has been published and not begun.

    Parameters
    ----------
    bookings : dict
        By ticket.
    by_shift : dict
        The same by shift: of several engineers on the shift of each.
    breaks, departures : dict
        Floating breaks as ``(start, end)``, and trips, by shift.
    """

    bookings: dict[str, Booking] = field(default_factory=dict)
    by_shift: dict[Shift, list[Booking]] = field(default_factory=lambda: defaultdict(list))
    breaks: dict[Shift, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    departures: dict[Shift, list[Departure]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, schedule: Schedule, context: Context, begun: Collection[str]) -> "Calendar":
        """Return a schedule as bookings, but for tickets that have been begun.

        Parameters
        ----------
        context : Context
            Of the whole time that is simulated.
        """
        found, origin = cls(), context.origin
        for each in schedule.assignments:
            if each.ticket_id not in begun:
                start, end = floor_minute(origin, each.start), floor_minute(origin, each.end)
                found.add(context, Booking(start, each.ticket_id, each.engineer_ids, end))
        for taken in schedule.breaks:
            start, end = floor_minute(origin, taken.start), floor_minute(origin, taken.end)
            found.breaks[context.shift_at(taken.engineer_id, start)].append((start, end))
        for trip in schedule.trips:
            depart, arrive = floor_minute(origin, trip.depart), floor_minute(origin, trip.arrive)
            shift = context.shift_at(trip.engineer_id, depart)
            found.departures[shift].append(Departure(depart, arrive, trip.to_site))
        return found

    def add(self, context: Context, booking: Booking) -> None:
        """Put a booking on the shifts of its engineers."""
        self.bookings[booking.ticket_id] = booking
        for who in booking.engineer_ids:
            self.by_shift[context.shift_at(who, booking.start)].append(booking)

    def take_off(self, context: Context, ticket_id: str) -> Booking:
        """Take a booking off the calendar."""
        booking = self.bookings.pop(ticket_id)
        for who in booking.engineer_ids:
            self.by_shift[context.shift_at(who, booking.start)].remove(booking)
        return booking
