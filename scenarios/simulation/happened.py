"""What has happened: work that was done, and ways that were made, in minutes of the time that is simulated."""

from dataclasses import dataclass, field

from .calendar import Booking

MOVED = 30
"""Minutes by which a ticket begins otherwise than people were told, from which on they notice."""


@dataclass(frozen=True)
class Work:
    """A ticket as it was worked.

    Parameters
    ----------
    start, end : int
    expected_end : int
        When it would have ended had it taken what was estimated.
    minutes : int
        Of work; pausable work lies over a longer time.
    setup_minutes : int
        Directly before the start.
    """

    ticket_id: str
    engineer_ids: tuple[str, ...]
    start: int
    end: int
    expected_end: int
    minutes: int
    setup_minutes: int


@dataclass(frozen=True)
class Way:
    """A trip as it was made."""

    engineer_id: str
    depart: int
    arrive: int
    from_site: str
    to_site: str


@dataclass
class Told:
    """What people have been told of tickets, and which of it has changed.

    Parameters
    ----------
    known : dict
        What was told last, by ticket.
    reassigned, moved : dict
        How often the engineer, or the start, came to be another one than was told, by ticket.
    """

    known: dict[str, tuple[tuple[str, ...], int]] = field(default_factory=dict)
    reassigned: dict[str, int] = field(default_factory=dict)
    moved: dict[str, int] = field(default_factory=dict)

    def tell(self, ticket_id: str, engineer_ids: tuple[str, ...], start: int) -> None:
        """Tell who takes a ticket and when; the same again, and a start some minutes off, is no news."""
        engineer_ids = tuple(sorted(engineer_ids))
        if ticket_id not in self.known:
            self.known[ticket_id] = engineer_ids, start
            return
        who, when = self.known[ticket_id]
        if engineer_ids != who:
            self.reassigned[ticket_id] = self.reassigned.get(ticket_id, 0) + 1
        if abs(start - when) > MOVED:
            self.moved[ticket_id] = self.moved.get(ticket_id, 0) + 1
        elif engineer_ids == who:
            return
        self.known[ticket_id] = engineer_ids, start

    def tell_all(self, bookings: "list[Booking]") -> None:
        """Tell everything that has been published."""
        for each in bookings:
            self.tell(each.ticket_id, each.engineer_ids, each.start)
