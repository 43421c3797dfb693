"""Trips and visits of one shift, read from where its placed work and appointments lie."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from .arrange import Span, arrange
from .timeline import FOREVER, Intervals, covers, intersect, intervals


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
    ``is_clear`` tells whether it is stated or finds room between the stops, which leave it ``[low, high)``.
    ``stop`` is the index of the stop it leads to, -1 for the way home.
    """

    from_site: str
    to_site: str
    ticket_id: str
    minutes: int
    depart: int
    arrive: int
    is_stated: bool
    is_clear: bool
    low: int
    high: int
    stop: int

    @property
    def name(self) -> str:
        """The trip in words, told from others of the day that lead from and to the same sites."""
        words = f"the trip from {self.from_site} to {self.to_site}"
        return words if self.ticket_id else f"{words} at the end" if self.stop < 0 else f"{words} by {self.high}"

    @property
    def outside(self) -> int:
        """Minutes by which a stated trip departs before its stop ends or arrives after the next one begins."""
        return max(0, self.low - self.depart) + max(0, self.arrive - self.high) if self.is_stated else 0


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
    now: int,
    minutes_between: Callable[[str, str], int],
) -> tuple[Leg, ...]:
    """Return the trips that the stops call for, in order; those that are not stated still have to find room.

    A trip stated before now counts as not stated: where it lay says nothing any more.

    Parameters
    ----------
    stops : sequence of Stop
    home : str or None
        Where the shift starts and ends; nowhere costs nothing.
    bounds : (int, int)
        First and last minute of the shift.
    stated : sequence of (depart, arrive, from_site, to_site)
        Trips that the schedule states.
    now : int
    minutes_between : callable
        Travel minutes between two sites.
    """
    wanted = []
    for at, (origin, target, low, high, ticket_id) in enumerate(_pairs(stops, home, bounds)):
        index = at if at < len(stops) else -1
        minutes = minutes_between(origin, target) if origin and target else 0
        if origin != target and minutes:
            wanted.append(Leg(origin, target, ticket_id, minutes, low, low + minutes, False, False, low, high, index))
    found = _match(wanted, stated)
    for at, (depart, arrive) in found.items():
        if depart >= now:
            wanted[at] = replace(wanted[at], depart=depart, arrive=arrive, is_stated=True, is_clear=True)
    return tuple(wanted)


def _match(legs: Sequence[Leg], stated: Sequence[tuple[int, int, str, str]]) -> dict[int, tuple[int, int]]:
    """Return the stated trips by leg: those that lie between their stops first, then the rest in order."""
    left = sorted(stated)
    found = {}
    for strict in (True, False):
        for at, leg in enumerate(legs):
            same = (trip for trip in left if at not in found and trip[2:] == (leg.from_site, leg.to_site))
            match = next((trip for trip in same if not strict or (leg.low <= trip[0] and trip[1] <= leg.high)), None)
            if match:
                left.remove(match)
                found[at] = match[:2]
    return found


def place(
    legs: Sequence[Leg], free: Intervals, now: int, bounds: tuple[int, int], breaks: Sequence[Span]
) -> tuple[tuple[Leg, ...], tuple[int | None, ...]]:
    """Return the legs with room for those that are not stated, and the starts of breaks beside them.

    Nothing starts before ``now``, but a trip between stops that is over by then. One without room is cut down to the
    time there is: so is the way home of a shift that is over, of which nobody knows when it was made.
    """
    later = intersect(free, ((now, max(now, bounds[1])),))
    over = [leg for leg in legs if not leg.is_stated and leg.stop >= 0 and leg.high <= now]
    starts: dict[Leg, int | None] = {leg: _early(free, leg) for leg in over}
    ahead = [leg for leg in legs if not leg.is_stated and starts.get(leg) is None]
    places = arrange(later, [Span(leg.low, leg.high, leg.minutes) for leg in ahead], breaks)
    starts |= dict(zip(ahead, places.trips, strict=True))
    return tuple(leg if leg.is_stated else _at(leg, starts[leg]) for leg in legs), places.breaks


def closed_gaps(
    stops: Sequence[Stop], legs: Sequence[Leg], free: Intervals, bounds: tuple[int, int]
) -> tuple[tuple[int, int], ...]:
    """Return the time between facts that their own trips and set-ups take up because they do not fit into it."""
    stuck = {leg.stop for leg in legs if not leg.is_clear}
    low, closed = bounds[0], []
    for index, stop in enumerate(stops):
        begin = stop.start - stop.setup_minutes
        if index in stuck or low > begin or (stop.setup_minutes and not covers(free, begin, stop.start)):
            closed.append((low, max(low, stop.start)))
        low = max(low, stop.end)
    if -1 in stuck:
        closed.append((low, FOREVER))
    return intervals(closed)


def _early(free: Intervals, leg: Leg) -> int | None:
    return arrange(free, [Span(leg.low, leg.high, leg.minutes)], []).trips[0]


def _at(leg: Leg, depart: int | None) -> Leg:
    if depart is not None:
        return replace(leg, depart=depart, arrive=depart + leg.minutes, is_clear=True)
    if leg.stop < 0:
        return replace(leg, depart=leg.low, arrive=min(leg.low + leg.minutes, max(leg.high, leg.low)))
    return replace(leg, depart=max(leg.high - leg.minutes, min(leg.low, leg.high)), arrive=leg.high)


def _pairs(
    stops: Sequence[Stop], home: str | None, bounds: tuple[int, int]
) -> Iterator[tuple[str, str, int, int, str]]:
    """Yield from, to, earliest departure, latest arrival and the ticket travelled to; nowhere is empty."""
    place, done = home or "", bounds[0]
    for stop in stops:
        yield place, stop.site_id, done, stop.start - stop.setup_minutes, stop.ticket_id
        place, done = stop.site_id, max(done, stop.end)
    if stops:
        yield place, home or "", done, bounds[1], ""
