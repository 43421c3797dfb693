"""Trips and visits of one shift, read from where its placed work and appointments lie."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from .timeline import Intervals, intersect, subtract


@dataclass(frozen=True)
class Stop:
    """A stretch of time at a place: an on-site ticket, or an appointment (no ticket id)."""

    start: int
    end: int
    site_id: str
    ticket_id: str
    setup_minutes: int
    """Set-up directly before ``start``; 0 when the visit has begun earlier."""


@dataclass(frozen=True)
class Leg:
    """A trip that the order of stops calls for.

    ``depart`` and ``arrive`` are where the schedule states the trip, or where it would lie when it states none.
    ``is_clear`` tells whether an unstated trip found room.
    """

    from_site: str
    to_site: str
    ticket_id: str
    minutes: int
    depart: int
    arrive: int
    is_stated: bool
    is_clear: bool


@dataclass(frozen=True)
class Placed:
    """A token with a place, before visits are told apart."""

    start: int
    end: int
    site_id: str
    ticket_id: str


def read_stops(placed: Sequence[Placed], setup_of: Callable[[str], int]) -> tuple[Stop, ...]:
    """Return the stops in time order, each first ticket of a visit with its set-up.

    A visit is a maximal run of tickets at one site; an appointment at the same site neither opens nor ends it.
    """
    stops, visiting = [], ""
    for token in sorted(placed, key=lambda t: (t.start, t.end, t.ticket_id)):
        setup = 0
        if token.ticket_id:
            setup = 0 if visiting == token.site_id else setup_of(token.site_id)
            visiting = token.site_id
        elif visiting != token.site_id:
            visiting = ""
        stops.append(Stop(token.start, token.end, token.site_id, token.ticket_id, setup))
    return tuple(stops)


def read_legs(
    stops: Sequence[Stop],
    home: str | None,
    bounds: tuple[int, int],
    stated: Sequence[tuple[int, int, str, str]],
    free: Intervals,
    minutes_between: Callable[[str, str], int],
) -> tuple[Leg, ...]:
    """Return the trips that the stops call for, in order.

    Parameters
    ----------
    stops : sequence of Stop
    home : str or None
        Where the shift starts and ends; nowhere costs nothing.
    bounds : (int, int)
        First and last minute of the shift.
    stated : sequence of (depart, arrive, from_site, to_site)
        Trips that the schedule states.
    free : Intervals
        Minutes in which an unstated trip may lie.
    minutes_between : callable
        Travel minutes between two sites.
    """
    left = sorted(stated)
    legs = []
    for origin, target, low, high, ticket_id in _pairs(stops, home, bounds):
        minutes = minutes_between(origin, target)
        if origin == target or not minutes:
            continue
        match = next((trip for trip in left if trip[2:] == (origin, target)), None)
        if match:
            left.remove(match)
            legs.append(Leg(origin, target, ticket_id, minutes, match[0], match[1], True, True))
            continue
        at = _room(free, low, high, minutes, is_home=not ticket_id and high >= bounds[1])
        depart = at if at is not None else (high - minutes if high < bounds[1] or ticket_id else low)
        legs.append(Leg(origin, target, ticket_id, minutes, depart, depart + minutes, False, at is not None))
        free = subtract(free, ((depart, depart + minutes),))
    return tuple(legs)


def _pairs(
    stops: Sequence[Stop], home: str | None, bounds: tuple[int, int]
) -> Iterator[tuple[str, str, int, int, str]]:
    """Yield from, to, earliest departure, latest arrival and the ticket travelled to."""
    if not stops:
        return
    if home:
        yield home, stops[0].site_id, bounds[0], stops[0].start - stops[0].setup_minutes, stops[0].ticket_id
    for first, second in zip(stops, stops[1:], strict=False):
        yield first.site_id, second.site_id, first.end, second.start - second.setup_minutes, second.ticket_id
    if home:
        yield stops[-1].site_id, home, max(stop.end for stop in stops), bounds[1], ""


def _room(free: Intervals, low: int, high: int, minutes: int, *, is_home: bool) -> int | None:
    """Return a departure inside free time: the latest one, or for the trip home the earliest."""
    fits = [(a, b) for a, b in intersect(free, ((low, high),)) if b - a >= minutes] if high > low else []
    if not fits:
        return None
    return fits[0][0] if is_home else fits[-1][1] - minutes
